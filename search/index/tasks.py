"""Background work on a council's index. Each task runs in the schema of the council that sent it, and may run twice."""

import logging

from celery import shared_task

from search.index.following import follow, repair
from search.ports import EngineUnavailable

logger = logging.getLogger(__name__)


@shared_task(name="search.index.tasks.follow_table", ignore_result=True)  # type: ignore[untyped-decorator]
def follow_table() -> None:
    """Bring Elasticsearch up to the table."""
    try:
        follow()
    except EngineUnavailable:
        logger.warning("search.follow_failed", exc_info=True)


@shared_task(name="search.index.tasks.sweep", ignore_result=True)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Find and mend what following missed."""
    try:
        repair()
    except EngineUnavailable:
        logger.warning("search.sweep_failed", exc_info=True)
