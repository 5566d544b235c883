"""`/admin/editions/copies/`: what is to be printed and posted, and the letter that goes with it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.editions.forms import CopyForm
from cms.editions.models import CopyRequest, CopyStatus
from cms.editions.selectors import copies_of, what_is_wanted
from cms.editions.services.copies import NEXT, ask_for_copy, move_copy
from search.taxonomy.selectors import terms_read_once
from tenants.accounts.models import User
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of

TITLE: Final = "Copies by post"


def with_copy(view: Callable[[HttpRequest, User, CopyRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hand the view the copy of that id; 404 where there is none."""

    @wraps(view)
    def found(request: HttpRequest, user: User, copy_id: UUID) -> HttpResponseBase:
        copy = CopyRequest.objects.filter(uuid=copy_id).first()
        if copy is None:
            raise Http404("No such copy.")
        return view(request, user, copy)

    return officer_or_manager_view(found)


@require_safe
@officer_or_manager_view
@terms_read_once()
def index(request: HttpRequest, user: User) -> HttpResponse:
    """The copies of a status: those to print first."""
    given = request.GET.get("status", "")
    status = CopyStatus(given) if given in CopyStatus.values else CopyStatus.ASKED
    page = page_of(request, copies_of(status), "copy", plural="copies")
    rows = [(copy, what_is_wanted(copy)) for copy in page["page_obj"]]
    return _page(request, "copies", TITLE, {**page, "rows": rows, "status": status, "statuses": CopyStatus})


@require_http_methods(["GET", "HEAD", "POST"])
@officer_or_manager_view
@terms_read_once()
def enter(request: HttpRequest, user: User) -> HttpResponse:
    """Note a copy for somebody who called or wrote; 422 with what to put right."""
    form = CopyForm(request.POST or None, initial={"format": "print"})
    if request.method == "POST" and form.is_valid():
        copy = ask_for_copy(wanted=form.wanted(), user=user)
        messages.success(request, "Noted. Print it, then say so here.")
        return redirect("copies:copy", copy.uuid)
    fields = [field for field in form if field.name != "website"]
    status = 422 if request.method == "POST" else 200
    return _page(request, "enter", "Enter a copy", {"form": form, "fields": fields}, below=True, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@with_copy
@terms_read_once()
def copy(request: HttpRequest, user: User, copy: CopyRequest) -> HttpResponse:
    """One copy; `to` says that it is printed or posted."""
    if request.method == "POST":
        to = request.POST.get("to", "")
        if to in CopyStatus.values and move_copy(user=user, copy=copy, to=CopyStatus(to)):
            messages.success(request, f"Noted as {CopyStatus(to).label.lower()}.")
        else:
            messages.error(request, "Somebody has changed it meanwhile: this is how it is now.")
        return redirect("copies:copy", copy.uuid)
    following = NEXT.get(CopyStatus(copy.status))
    return _page(
        request, "copy", "A copy", {"copy": copy, "wanted": what_is_wanted(copy), "next": following}, below=True
    )


@require_safe
@with_copy
@terms_read_once()
def letter(request: HttpRequest, user: User, copy: CopyRequest) -> HttpResponse:
    """The letter that goes with it, alone on a page to print; 404 once the address is gone."""
    if copy.purged:
        raise Http404("The address is gone.")
    context = {"copy": copy, "wanted": what_is_wanted(copy), "today": timezone.localdate()}
    return render(request, "editions/desk/letter.html", context)


def _page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], *, below: bool = False, status: int = 200
) -> HttpResponse:
    above = (reverse("copies:index"), TITLE) if below else (reverse("editions:index"), "Editions")
    frame = heading(title, "mail", above=above)
    return render(
        request,
        f"editions/desk/{'copies' if template == 'index' else template}.html",
        {**context, **frame},
        status=status,
    )
