"""Tasks run in the council that sent them, or not at all."""

from typing import Any

import structlog
from celery import current_app, shared_task
from celery.contrib.django.task import DjangoTask
from structlog.contextvars import bound_contextvars

from tenants.councils.errors import UnknownCouncil
from tenants.councils.messages import HEADER, with_council
from tenants.councils.scope import council_scope, current_council, public_scope
from tenants.councils.selectors import live_councils

log = structlog.get_logger(__name__)


class CouncilTask(DjangoTask[Any, Any]):
    """The base of every task. Its message names the sender's schema in a header, and it runs inside that council.

    A missing or unknown council raises before a line of the task runs. (A signal can't do this: Celery logs a
    receiver's exception and runs the task all the same, in `public`.) Tasks about no council say `in_public=True`.
    """

    abstract = True
    in_public = False

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
            return super().__call__(*args, **kwargs)

    def _sender(self) -> str:
        """The schema in the message's header, which brokers keep in one of two places."""
        schema = (self.request.headers or {}).get(HEADER) or self.request.get(HEADER)
        if not schema:
            raise UnknownCouncil(f"{self.name} was sent without a council.")
        return str(schema)


@shared_task(base=CouncilTask, in_public=True)
def for_each_live_council(task_name: str, expires: int | None = None) -> int:
    """Send a task once for every live council, never for the template or a suspended one; gives how many were sent.

    `expires` (seconds) keeps copies from piling up while no worker runs. One council's failure stops no other's.
    """
    task = current_app.tasks[task_name]
    sent = 0
    for council in live_councils():
        try:
            with council_scope(council):
                task.apply_async(expires=expires)  # type: ignore[arg-type] # the stubs leave out None
        except Exception:
            log.exception("fan_out_failed", task=task_name, council=council.slug)
        else:
            sent += 1
    return sent
