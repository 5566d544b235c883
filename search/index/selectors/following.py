"""How well Elasticsearch follows the open council's table."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min

from search.index.models import SearchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Rows that Elasticsearch hasn't at their version, and since when the oldest waits."""

    rows_behind: int
    waiting_since: datetime | None


def following_state() -> Following:
    """The open council's state now, in one query."""
    waiting = SearchRow.objects.filter(version__gt=F("indexed_version"))
    found = waiting.aggregate(rows=Count("pk"), since=Min("changed_at"))
    return Following(rows_behind=found["rows"], waiting_since=found["since"])
