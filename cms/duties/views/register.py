"""`/admin/duties/`: the whole register, to read, to print and by months."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cms.duties.evidence import COUNTED
from cms.duties.export_source import LIST
from cms.duties.forms import Filters
from cms.duties.months import months
from cms.duties.next_steps import next_step
from cms.duties.selectors import Stand, is_public, standings, tallies_by_area, tallies_by_level, tally
from cms.duties.services import show_to_families
from cms.duties.views.frame import do, reader_view, show
from tenants.accounts.models import User
from tenants.accounts.roles import is_manager, is_officer_or_manager
from tenants.desk.gates import manager_view
from tenants.desk.pages import page_of

PER_PAGE = 40


@require_safe
@reader_view
def register(request: HttpRequest, reader: User) -> HttpResponse:
    """Every duty, a page at a time, with the figures of all. A choice that isn't known is 400."""
    stands = list(standings().values())
    filters = Filters(request.GET)
    known = filters.is_valid()
    found = filters.narrow(stands) if known else stands
    paging = page_of(request, found, "duty", plural="duties", per_page=PER_PAGE)
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        **_figures(stands),
        "filters": filters,
        "filtered": known and any(filters.cleaned_data.values()),
        "rows": [(stand, next_step(stand)) for stand in paging["page_obj"]],
        "list": LIST,
        "query": query.urlencode(),
        "exports": is_officer_or_manager(reader),
        "manages": is_manager(reader),
        "public": is_public(),
        **paging,
    }
    return show(request, "duties/register.html", "Duties", context, here="register", status=200 if known else 400)


@require_safe
@reader_view
def printed(request: HttpRequest, reader: User) -> HttpResponse:
    """All of it on paper, for an inspection or for whoever commissions."""
    stands = list(standings().values())
    areas = [(each, [stand for stand in stands if stand.duty.area == each.code]) for each in tallies_by_area(stands)]
    rest = [stand for stand in stands if not stand.counted]
    context = {**_figures(stands), "by_area": areas, "rest": rest, "made": timezone.localdate()}
    return render(request, "duties/print.html", context)


@require_safe
@reader_view
def history(request: HttpRequest, reader: User) -> HttpResponse:
    """The months that were kept, with what changed in each."""
    return show(request, "duties/history.html", "Duties by month", {"months": months()}, here="history")


@require_POST
@manager_view
def public(request: HttpRequest, manager: User) -> HttpResponse:
    """Turn the page for families on (`public=yes`) or off."""
    on = request.POST.get("public") == "yes"
    done = "Families can read what you cover." if on else "Families no longer see what you cover."
    do(request, lambda: show_to_families(user=manager, public=on), done)
    return redirect("duties:register")


def _figures(stands: list[Stand]) -> dict[str, Any]:
    return {
        "all": tally(stands),
        "levels": tallies_by_level(stands),
        "areas": tallies_by_area(stands),
        "standings": COUNTED,
    }
