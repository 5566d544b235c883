"""The page that a problem is about."""

from uuid import UUID

from search.documents import SearchDocument
from search.index.models import SearchRow

KINDS = ("service", "page")


def shown_page(uuid: UUID) -> SearchDocument | None:
    """The service's page or page of advice that families can find; None for all others."""
    rows = SearchRow.objects.filter(key__in=[f"{kind}:{uuid}" for kind in KINDS], deleted=False)
    body = rows.values_list("body", flat=True).first()
    return SearchDocument.from_json(body) if body else None
