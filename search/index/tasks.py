"""Background work on a council's index. Each task runs in the schema of the council that sent it, and may run twice."""

import logging
from datetime import timedelta

from celery import shared_task

from search.index.locks import RebuildRunning
from search.index.services.drift import check_index
from search.index.services.follower import follow, repair
from search.index.services.sweeps import note_following, sweep_missing_indexes
from search.ports import EngineUnavailable
from tenants.councils.tasks import CouncilTask

logger = logging.getLogger(__name__)


@shared_task(name="search.index.tasks.follow_table", ignore_result=True)
def follow_table() -> None:
    """Bring Elasticsearch up to the table."""
    try:
        follow()
    except EngineUnavailable:
        logger.warning("search.follow_failed", exc_info=True)


@shared_task(
    base=CouncilTask,
    name="search.index.tasks.sweep",
    ignore_result=True,
    every=timedelta(hours=6),
    lease=timedelta(seconds=15),
)
def sweep() -> None:
    """Find and mend what following missed."""
    try:
        repair()
    except EngineUnavailable:
        logger.warning("search.sweep_failed", exc_info=True)
    note_following()


@shared_task(base=CouncilTask, in_public=True)
def find_missing_indexes() -> None:
    """Have indexes made that are missing or outdated."""
    try:
        sweep_missing_indexes()
    except EngineUnavailable:
        logger.warning("search.indexes_not_looked_up", exc_info=True)


@shared_task(base=CouncilTask, name="search.index.tasks.mend_drift", ignore_result=True, every=timedelta(hours=1))
def mend_drift() -> None:
    """Compare Elasticsearch with the table, and mend what differs although nothing is on its way."""
    try:
        check_index(repair=True)
    except (EngineUnavailable, RebuildRunning):
        logger.warning("search.drift_check_failed", exc_info=True)
