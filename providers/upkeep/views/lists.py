"""The lists of services that need care."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from providers.upkeep.care_lists import care_list
from providers.upkeep.entries import entries_of
from providers.upkeep.forms import ListFilters
from providers.upkeep.services.several import MOST
from providers.upkeep.views.frame import show
from providers.upkeep.views.several import ACTS
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.pages import page_of


@require_safe
@officer_view
def services(request: HttpRequest, officer: User, which: str) -> HttpResponse:
    """One list, a page at a time. A filter that isn't known is 400."""
    care = care_list(which)
    filters = ListFilters(request.GET, which=which)
    known = filters.is_valid()
    chosen = filters.cleaned_data if known else {}
    keys = care.find(chosen)
    paging = page_of(request, keys, "listing")
    query = request.GET.copy()
    query.pop("p", None)
    filtered = any(chosen.values())
    context = {
        "list": care,
        "filters": filters,
        "filtered": filtered,
        "entries": entries_of(which, list(paging["page_obj"])),
        "acts": [(code, act.label) for code, act in ACTS.items()],
        "most": MOST,
        "query": query.urlencode(),
        **paging,
    }
    number = None if filtered or not known else len(keys)
    return show(
        request, "upkeep/list.html", care.title, context, here=which, number=number, status=200 if known else 400
    )
