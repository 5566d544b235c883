"""When the open council's index is swept next, and what the metrics are told of it."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from search.engines.factory import councils_without_index
from search.index.selectors.following import following_state
from tenants.councils.selectors import live_councils
from tenants.councils.services.due_tasks import run_again, run_now_in, run_within
from tenants.councils.services.figures import set_figures

SWEEP_TASK: Final = "search.index.tasks.sweep"
SWEPT_WITHIN: Final = timedelta(seconds=15)


def sweep_soon() -> None:
    """Have the sweep look after the caller's commit whether Elasticsearch has followed; nothing to do without one."""
    if settings.ELASTICSEARCH_URL:
        run_within(SWEEP_TASK, SWEPT_WITHIN)


def note_following() -> None:
    """Tell the metrics what Elasticsearch hasn't, and sweep again while that is anything."""
    if not settings.ELASTICSEARCH_URL:
        return
    state = following_state()
    since = state.waiting_since.timestamp() if state.waiting_since else 0
    set_figures(search_rows_behind=state.rows_behind, search_behind_since=since)
    if state.rows_behind:
        run_again(SWEEP_TASK, timezone.now() + SWEPT_WITHIN)


def sweep_missing_indexes() -> int:
    """Sweep the councils whose index is missing or outdated, as after an upgrade; gives how many.

    One request and two statements for all councils. Raises EngineUnavailable.
    """
    missing = councils_without_index(live_councils().values_list("pk", flat=True))
    if missing:
        run_now_in(SWEEP_TASK, missing)
    return len(missing)
