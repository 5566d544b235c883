"""Handing work to a worker. Only what a sweep finds again may go this way: without a broker nothing arrives."""

from dataclasses import dataclass

import structlog
from celery import current_app
from django.db import connection, transaction

log = structlog.get_logger(__name__)


def enqueue(task: str, *args: str | int) -> None:
    """Send the task of this name to a worker of the open council, now.

    A broker that is down is logged and never raised: what was written before is committed, and must not look failed.
    """
    try:
        current_app.send_task(task, args=args, retry=False, ignore_result=True)
    except Exception:
        log.warning("left_to_the_sweep", task=task, exc_info=True)


def enqueue_after_commit(task: str, *args: str | int) -> None:
    """The same after the caller's commit, once a transaction however often it is asked for."""
    message = _Message(task, args)
    if not any(message in waiting for waiting in connection.run_on_commit):
        transaction.on_commit(message)


@dataclass(frozen=True, slots=True)
class _Message:
    task: str
    args: tuple[str | int, ...]

    def __call__(self) -> None:
        enqueue(self.task, *self.args)
