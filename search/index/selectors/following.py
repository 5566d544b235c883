"""How well Elasticsearch follows the open council's table, for the metrics."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min

from search.index.models import DriftCheck, SearchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Rows that Elasticsearch hasn't at their version, since when the oldest waits, and the last drift check."""

    rows_behind: int
    waiting_since: datetime | None
    last_check: DriftCheck | None


def following_state() -> Following:
    """The open council's state now, in two queries."""
    waiting = SearchRow.objects.filter(version__gt=F("indexed_version"))
    found = waiting.aggregate(rows=Count("pk"), since=Min("changed_at"))
    return Following(rows_behind=found["rows"], waiting_since=found["since"], last_check=DriftCheck.objects.first())
