"""Which council needs which task, and from when on: one shared table that the dispatcher asks.

Whoever leaves something to be done adds a row in the transaction that does so. Rows are only ever added there: were one
changed by all, each transaction of a council would wait for the commit of another (infra/decisions/0014).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from tenants.councils.models import TEMPLATE_SCHEMA, DueTask
from tenants.councils.scope import current_council

FIRST_RUN_WITHIN: Final = timedelta(minutes=10)
"""So far apart the first runs in new councils are, and in all of them after an upgrade that brings a task."""
KNOWN_FOR: Final = timedelta(days=1)
"""A row that is due later than this, the longest that a regular task waits, doesn't stand for its next run."""

_ENROL: Final = """
INSERT INTO councils_duetask (council_id, task, due_at)
SELECT council.id, schedule.task, %(now)s + random() * least(schedule.every, %(first)s)
FROM councils_council AS council CROSS JOIN unnest(%(tasks)s::text[], %(every)s::interval[]) AS schedule (task, every)
WHERE council.schema_name <> %(template)s AND NOT council.suspended AND NOT EXISTS (
    SELECT FROM councils_duetask AS known WHERE known.council_id = council.id AND known.task = schedule.task
    AND known.due_at <= %(now)s + %(known_for)s
)
"""
_CLAIM: Final = """
WITH due AS (
    SELECT row.id, council.schema_name, %(now)s + schedule.lease AS claimed_until
    FROM councils_duetask AS row
    JOIN councils_council AS council ON council.id = row.council_id
    JOIN unnest(%(tasks)s::text[], %(lease)s::interval[]) AS schedule (task, lease) ON schedule.task = row.task
    WHERE row.due_at <= %(now)s AND (row.claimed_until IS NULL OR row.claimed_until < %(now)s)
    AND council.schema_name <> %(template)s AND NOT council.suspended
    FOR UPDATE OF row SKIP LOCKED
), claimed AS (
    UPDATE councils_duetask AS row SET claimed_until = due.claimed_until FROM due WHERE row.id = due.id
    RETURNING due.schema_name, row.task, row.claimed_until
)
SELECT DISTINCT schema_name, task, claimed_until FROM claimed ORDER BY task, schema_name
"""
_FINISH: Final = """
WITH done AS (
    DELETE FROM councils_duetask
    WHERE council_id = %(council)s AND task = %(task)s AND claimed_until = %(claimed_until)s
)
INSERT INTO councils_duetask (council_id, task, due_at)
SELECT %(council)s, %(task)s, %(now)s + (1 - random() / 10) * %(every)s
WHERE NOT EXISTS (
    SELECT FROM councils_duetask WHERE council_id = %(council)s AND task = %(task)s
    AND claimed_until IS DISTINCT FROM %(claimed_until)s AND due_at <= %(now)s + %(every)s
)
"""
"""The next regular run is up to a tenth early, so that councils which began together drift apart."""
_AGAIN: Final = """
INSERT INTO councils_duetask (council_id, task, due_at)
SELECT %(council)s, %(task)s, %(at)s WHERE NOT EXISTS (
    SELECT FROM councils_duetask
    WHERE council_id = %(council)s AND task = %(task)s AND claimed_until IS NULL AND due_at <= %(at)s
)
"""
_NOW: Final = """
INSERT INTO councils_duetask (council_id, task, due_at)
SELECT id, %(task)s, %(now)s FROM councils_council AS council WHERE id = ANY(%(councils)s) AND NOT EXISTS (
    SELECT FROM councils_duetask AS known
    WHERE known.council_id = council.id AND known.task = %(task)s AND known.due_at <= %(now)s
)
"""


class Schedule(NamedTuple):
    """A task of every council: it runs at least `every` so often, and is sent again when `lease` ends without it."""

    task: str
    every: timedelta
    lease: timedelta


class Claim(NamedTuple):
    """What the dispatcher took: a task to be run in a council's schema, by whoever gets it before `claimed_until`."""

    schema_name: str
    task: str
    claimed_until: datetime


def run_within(task: str, span: timedelta) -> None:
    """Have a task run in the open council within a span from now, in the caller's transaction.

    Times are rounded up to multiples of the span, so that however much is written meanwhile, the task runs once.
    """
    seconds = span.total_seconds()
    run_at(task, datetime.fromtimestamp((timezone.now().timestamp() // seconds + 1) * seconds, UTC))


def run_at(task: str, at: datetime) -> None:
    """The same from a point in time on. Raises UnknownCouncil when no council is open."""
    council = current_council().pk
    noted = _Noted(council, task, at)
    if not any(noted in waiting for waiting in connection.run_on_commit):
        DueTask.objects.create(council_id=council, task=task, due_at=at)
        transaction.on_commit(noted)


def run_again(task: str, at: datetime) -> None:
    """The same for a task about itself, of what it leaves undone: a row that is waiting for then or sooner will do.

    Nobody but the task may call it: that other row may run before the caller's transaction is committed.
    """
    _execute(_AGAIN, council=current_council().pk, task=task, at=at)


def run_now_in(task: str, councils: Collection[int]) -> None:
    """Have a task run in each of these councils (primary keys), unless it is due there already."""
    _execute(_NOW, now=timezone.now(), task=task, councils=list(councils))


def run_all_now(council: int) -> None:
    """Let all that a council waits for be due: it may hold what was never noted, as after a restore."""
    DueTask.objects.filter(council_id=council).update(due_at=timezone.now())


def enrol_councils(schedules: Sequence[Schedule]) -> None:
    """Give each live council the regular tasks that it has no row of in time, their first runs spread over minutes."""
    _execute(
        _ENROL,
        now=timezone.now(),
        tasks=[each.task for each in schedules],
        every=[each.every for each in schedules],
        first=FIRST_RUN_WITHIN,
        known_for=KNOWN_FOR,
        template=TEMPLATE_SCHEMA,
    )


def claim_due_tasks(schedules: Sequence[Schedule]) -> list[Claim]:
    """Take what is due in live councils, each task of a council once; nobody else is given it until its lease ends.

    Tasks without a schedule stay: they are of a newer version of the platform.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "now": timezone.now(),
                "tasks": [each.task for each in schedules],
                "lease": [each.lease for each in schedules],
                "template": TEMPLATE_SCHEMA,
            },
        )
        return [Claim(*row) for row in cursor.fetchall()]


def finish_task(*, task: str, claimed_until: datetime, every: timedelta) -> None:
    """Forget what was claimed for a run that ended well in the open council, and note the next regular one.

    What was added since the claim stays; so does everything once the lease has ended and another run has it.
    """
    _execute(
        _FINISH,
        now=timezone.now(),
        council=current_council().pk,
        task=task,
        claimed_until=claimed_until,
        every=every,
    )


def _execute(statement: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@dataclass(frozen=True, slots=True)
class _Noted:
    """Says that the open transaction has added the row; a savepoint that is rolled back takes both away."""

    council: int
    task: str
    due_at: datetime

    def __call__(self) -> None:
        """After the commit there is nothing to do."""
