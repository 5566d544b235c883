"""`/admin/duties/dates/`: when what a council does now and then was last done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from cms.duties.errors import DutyRefused
from cms.duties.forms import OccasionForm
from cms.duties.models import ProcessKind
from cms.duties.selectors import latest_occasions
from cms.duties.services import note_occasion
from cms.duties.views.frame import may_change, reader_view, show
from tenants.accounts.models import User
from tenants.desk.gates import officer_or_manager_view


@require_safe
@reader_view
def occasions(request: HttpRequest, reader: User) -> HttpResponse:
    """Each process with its last date."""
    return _page(request, reader, OccasionForm())


@require_POST
@officer_or_manager_view
def note(request: HttpRequest, officer: User) -> HttpResponse:
    """Write down a date; 422 for a day that can't be."""
    form = OccasionForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            note_occasion(user=officer, kind=ProcessKind(given["kind"]), on=given["on"], where=given["where"])
        except DutyRefused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, "Written down.")
            return redirect("duties:occasions")
    return _page(request, officer, form, status=422)


def _page(request: HttpRequest, reader: User, form: OccasionForm, *, status: int = 200) -> HttpResponse:
    latest = latest_occasions()
    rows = [(kind.label, latest.get(kind.value)) for kind in ProcessKind]
    context = {"form": form, "changes": may_change(reader), "rows": rows}
    return show(request, "duties/occasions.html", "Dates", context, here="occasions", status=status)
