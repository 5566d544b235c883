"""Pages of a list, as Wagtail's own pager shows them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.paginator import WagtailPaginator

PER_PAGE = 20


class NamedPaginator(WagtailPaginator):  # type: ignore[misc]
    """Counts things by a name of ours."""

    def __init__(self, items: "Sequence[Any] | QuerySet[Any]", noun: str, plural: str, per_page: int) -> None:
        super().__init__(items, per_page)
        self.verbose_name, self.verbose_name_plural = noun, plural


def page_of(
    request: HttpRequest,
    items: "Sequence[Any] | QuerySet[Any]",
    noun: str,
    *,
    plural: str = "",
    per_page: int = PER_PAGE,
) -> dict[str, Any]:
    """What `desk/pager.html` needs of the page that `p` asks for; one that isn't there gives the nearest."""
    paginator = NamedPaginator(items, noun, plural or f"{noun}s", per_page)
    page = paginator.get_page(request.GET.get("p"))
    return {"page_obj": page, "elided_page_range": list(paginator.get_elided_page_range(page.number))}
