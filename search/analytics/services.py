"""Counts families' searches, after their page is ready, and forgets them in time.

Counting runs outside the page's transaction, once it has been committed where it has one: a statement that fails or
waits harms no search.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

import structlog
from django.db import Error, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from search.analytics.areas import outcode_of
from search.analytics.models import SearchRecord, ServiceWeek
from search.analytics.periods import WEEK, WEEKS_KEPT, monday_of
from search.analytics.visitors import is_a_family
from search.findings import Findings
from search.matching.filters import Filters
from search.parameters import SERVICE, Parameters
from search.saved import FROM

log = structlog.get_logger(__name__)


_COUNT_SEARCH: Final = """
WITH seen AS (
    INSERT INTO search_analytics_serviceweek AS known (service, week, found, opened)
    SELECT id, %(week)s, 1, 0 FROM unnest(%(seen)s::uuid[]) AS id ORDER BY id
    ON CONFLICT (service, week) DO UPDATE SET found = known.found + 1
)
INSERT INTO search_analytics_searchrecord (id, week, needs, topics, outcode, total, services, widened)
SELECT %(id)s, %(week)s, %(needs)s::text[], %(topics)s::text[], %(outcode)s, %(total)s, %(services)s, %(widened)s
WHERE %(first_page)s
"""
_COUNT_OPENED: Final = """
INSERT INTO search_analytics_serviceweek AS known (service, week, found, opened) VALUES (%(service)s, %(week)s, 0, 1)
ON CONFLICT (service, week) DO UPDATE SET opened = known.opened + 1
"""


def count_search(*, request: HttpRequest, parameters: Parameters, findings: Findings) -> None:
    """Count one search of a family, and the services that its page shows.

    Later pages count as no search of their own; neither do lists of everything, nor the same search for advice.
    """
    if parameters.kind == SERVICE and _asks_something(parameters) and is_a_family(request):
        _after_commit(_COUNT_SEARCH, lambda: _facts_of(parameters, findings))


def count_opened(*, request: HttpRequest, service: UUID) -> None:
    """Count that a family opened a service's page from their results (`?from=search`)."""
    if FROM in request.GET.items() and is_a_family(request):
        _after_commit(_COUNT_OPENED, lambda: {"service": service, "week": _this_week()})


@transaction.atomic
def purge(*, today: date) -> int:
    """Delete what is older than WEEKS_KEPT; gives how many rows went."""
    oldest = monday_of(today) - WEEK * (WEEKS_KEPT - 1)
    return sum(model.objects.filter(week__lt=oldest).delete()[0] for model in (SearchRecord, ServiceWeek))


def _asks_something(parameters: Parameters) -> bool:
    placed = parameters.postcode or parameters.place
    return bool(parameters.q or placed) or parameters.filters != Filters()


def _facts_of(parameters: Parameters, findings: Findings) -> dict[str, Any]:
    """All that is kept of a search."""
    return {
        "id": uuid4(),
        "week": _this_week(),
        "needs": _codes("need", parameters, findings),
        "topics": _codes("topic", parameters, findings),
        "outcode": outcode_of(findings.located),
        "total": sum(findings.kinds.values()) or findings.total,
        "services": findings.kinds.get("service", findings.total),
        "widened": bool(findings.notices or findings.relaxations),
        "first_page": findings.page == 1,
        "seen": [hit.document.uuid for hit in findings.hits if hit.document.kind == "service"],
    }


def _codes(kind: str, parameters: Parameters, findings: Findings) -> list[str]:
    """The needs or topics that were chosen or understood, each once."""
    understood = (chip.value for chip in findings.understood if chip.kind == kind)
    return sorted({*getattr(parameters, kind), *understood})


def _this_week() -> date:
    return monday_of(timezone.localdate())


def _after_commit(statement: str, facts: Callable[[], dict[str, Any]]) -> None:
    transaction.on_commit(lambda: _execute(statement, facts), robust=True)


def _execute(statement: str, facts: Callable[[], dict[str, Any]]) -> None:
    """Run a counting statement. What fails is lost, and logged by its kind alone: its message could hold a need."""
    try:
        values = facts()
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
    except Error as error:
        log.warning("search_not_counted", problem=type(error).__name__)
