"""Tasks run in the council that sent them, or not at all."""

from datetime import datetime, timedelta
from time import time
from typing import Any, Final

import structlog
from celery import current_app, shared_task
from celery.contrib.django.task import DjangoTask
from django.core.cache import cache
from structlog.contextvars import bound_contextvars

from tenants.councils.errors import UnknownCouncil
from tenants.councils.messages import CLAIM, HEADER, with_council
from tenants.councils.scope import council_scope, current_council, public_scope
from tenants.councils.services.due_tasks import Claim, Schedule, claim_due_tasks, enrol_councils, finish_task

log = structlog.get_logger(__name__)
DISPATCHED: Final = "dispatched-at"
"""The cache's key, in the public schema, of when due tasks were last looked for, in Unix time."""


class CouncilTask(DjangoTask[Any, Any]):
    """The base of every task. Its message names the sender's schema in a header, and it runs inside that council.

    A missing or unknown council raises before a line of the task runs. (A signal can't do this: Celery logs a
    receiver's exception and runs the task all the same, in `public`.) Tasks about no council say `in_public=True`.

    A task that `every` live council needs says how often at least: the dispatcher sees to it, and to sending it again
    where it hasn't ended well by the end of its `lease`. So it must do no harm when it runs twice.
    """

    abstract = True
    in_public = False
    every: timedelta | None = None
    lease = timedelta(hours=1)

    def apply_async(self, *args: Any, **options: Any) -> Any:
        """Send with the council in scope; raises UnknownCouncil when there is none."""
        if not self.in_public:
            current_council()
            options["headers"] = with_council(options.get("headers"))
        return super().apply_async(*args, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run in the sender's council; called as a plain function, in the council whose schema is open."""
        if self.in_public:
            with public_scope():
                return super().__call__(*args, **kwargs)
        if self.request.called_directly:
            current_council()
            return super().__call__(*args, **kwargs)
        with council_scope(self._sender()) as council, bound_contextvars(council=council.slug):
            return self._run_claimed(*args, **kwargs)

    def _run_claimed(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and say so where the dispatcher waits for it. What raises is sent again once its lease ends."""
        result = super().__call__(*args, **kwargs)
        claimed_until = self._header(CLAIM)
        if claimed_until and self.every:
            finish_task(task=self.name, claimed_until=datetime.fromisoformat(claimed_until), every=self.every)
        return result

    def _sender(self) -> str:
        """The schema in the message's header."""
        schema = self._header(HEADER)
        if not schema:
            raise UnknownCouncil(f"{self.name} was sent without a council.")
        return schema

    def _header(self, name: str) -> str:
        """A header of the message, which brokers keep in one of two places; empty when it isn't there."""
        return str((self.request.headers or {}).get(name) or self.request.get(name) or "")


@shared_task(base=CouncilTask, in_public=True)
def dispatch_due_tasks() -> int:
    """Send each task that is due in a live council, never in the template or a suspended one; gives how many.

    As many statements for many councils as for one, and no message for a council with nothing to do. A message that
    can't be sent is sent once its lease ends, and holds up no other; one that lies unread so long expires.
    """
    schedules = regular_tasks()
    enrol_councils(schedules)
    cache.set(DISPATCHED, time(), timeout=None)
    return sum(_send(claim) for claim in claim_due_tasks(schedules))


def regular_tasks() -> list[Schedule]:
    """The tasks that every council has: those that say how often."""
    tasks = current_app.tasks.values()
    return [
        Schedule(task.name, task.every, task.lease) for task in tasks if isinstance(task, CouncilTask) and task.every
    ]


def _send(claim: Claim) -> bool:
    headers = {HEADER: claim.schema_name, CLAIM: claim.claimed_until.isoformat()}
    try:
        current_app.send_task(claim.task, headers=headers, expires=claim.claimed_until)
    except Exception:
        log.exception("dispatch_failed", task=claim.task, council=claim.schema_name)
        return False
    return True
