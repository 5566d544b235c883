"""The lists of services that need care, and each as a file."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from providers.review.views.gate import officer_view
from providers.review.views.paging import page_of
from providers.upkeep.entries import entries_of
from providers.upkeep.exporting import HEADER, XLSX, as_csv, as_xlsx, rows_of
from providers.upkeep.finding import care_list
from providers.upkeep.forms import ListFilters
from providers.upkeep.services import MOST
from providers.upkeep.views.frame import show
from providers.upkeep.views.several import ACTS
from tenants.accounts.models import User

_FILES: Final[dict[str, tuple[str, Any]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (XLSX, as_xlsx),
}


@require_safe
@officer_view
def services(request: HttpRequest, officer: User, which: str) -> HttpResponse:
    """One list, a page at a time; `as=csv` or `as=xlsx` gives all of it. A filter that isn't known is 400."""
    care = care_list(which)
    filters = ListFilters(request.GET, which=which)
    known = filters.is_valid()
    chosen = filters.cleaned_data if known else {}
    keys = care.find(chosen)
    kind = request.GET.get("as", "")
    if known and kind in _FILES:
        return _file(which, kind, keys)
    paging = page_of(request, keys, "listing")
    query = request.GET.copy()
    for name in ("p", "as"):
        query.pop(name, None)
    filtered = any(chosen.values())
    context = {
        "list": care,
        "filters": filters,
        "filtered": filtered,
        "entries": entries_of(which, list(paging["page_obj"])),
        "acts": [(code, act.label) for code, act in ACTS.items()],
        "most": MOST,
        "query": query.urlencode(),
        "export_query": f"{query.urlencode()}&" if query else "",
        **paging,
    }
    number = None if filtered or not known else len(keys)
    return show(
        request, "upkeep/list.html", care.title, context, here=which, number=number, status=200 if known else 400
    )


def _file(which: str, kind: str, keys: list[int]) -> HttpResponse:
    content_type, write = _FILES[kind]
    response = HttpResponse(write(HEADER, rows_of(entries_of(which, keys))), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{which}-{timezone.localdate()}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
