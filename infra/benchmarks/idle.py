"""What councils cost in which nothing happens: tasks and statements a minute, and statements a scrape of the metrics.

Set against what beat did before: each of its tasks to every council at its time, and every council's schema opened for
the metrics.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Final, NamedTuple

from celery import current_app
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client import generate_latest

from infra.benchmarks.table import Target, compared
from infra.benchmarks.timing import Work, in_words, seconds_of
from infra.benchmarks.world import World
from localoffer.celery import DISPATCH_SECONDS, INDEXES_SECONDS
from localoffer.metrics import REGISTRY
from search.index.tasks import find_missing_indexes
from tenants.councils.messages import CLAIM, HEADER
from tenants.councils.models import Council, DueTask
from tenants.councils.scope import council_scope, public_scope
from tenants.councils.selectors import live_councils
from tenants.councils.services.due_tasks import Schedule
from tenants.councils.tasks import dispatch_due_tasks, regular_tasks

COUNCILS: Final = (3, 150)
FEWER: Final = Target(limit=20, at_least=True)
BEFORE: Final[Mapping[str, int]] = {
    "search.index.tasks.sweep": 15,
    "tenants.mail.tasks.sweep_mail": 60,
    "providers.uploads.tasks.sweep_uploads": 60,
    "providers.uploads.tasks.purge_old_uploads": 86_400,
    "tenants.exports.tasks.sweep_exports": 60,
    "tenants.exports.tasks.purge_exports": 3_600,
    "cms.pages.tasks.keep_pages_in_time": 300,
    "providers.assurance.tasks.keep_listings_true": 3_600,
    "search.index.tasks.mend_drift": 3_600,
    "tenants.accounts.tasks.purge_sign_ins": 86_400,
    "providers.people.tasks.purge_claims": 86_400,
    "providers.listings.tasks.purge_files": 86_400,
    "tenants.audit.tasks.seal_audit": 60,
    "tenants.audit.tasks.purge_audit": 86_400,
    "providers.links.tasks.check_links": 21_600,
    "search.analytics.tasks.purge_old_searches": 86_400,
}
"""Every so many seconds beat had each of these sent to every live council, idle or not."""
SCRAPED_OF_EACH: Final = 3
"""The metrics asked for each council's row, its rows behind and what the last drift check found, after all councils."""
WITH_SEARCH_PATH: Final = 2
"""Each statement has a cursor of its own, which sets the search path first."""


class Cost(NamedTuple):
    """What a minute costs."""

    tasks: float
    statements: float


def measure(world: World) -> list[tuple[str, ...]]:
    """Run each regular task of a council twice (only the second time it is idle), then dispatch for more and more."""
    council = world.full_town(500).council
    current_app.loader.import_default_modules()
    schedules = regular_tasks()
    for each in schedules:
        _run(each.task, council)
    statements = {each.task: _statements(partial(_run, each.task, council)) for each in schedules}
    rows: list[tuple[str, ...]] = []
    for number in COUNCILS:
        with _councils(number):
            rows += _rows(number, schedules, statements)
    return rows


def _rows(number: int, schedules: list[Schedule], statements: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    now, before = _now(number, schedules, statements), _before(number, statements)
    yield compared(
        f"tasks a minute of {number} idle councils",
        f"{now.tasks:.0f}",
        f"beat to every council: {before.tasks:,.0f}",
        before.tasks / now.tasks,
        FEWER if number == max(COUNCILS) else None,
    )
    yield compared(
        f"statements a minute of {number} idle councils",
        f"{now.statements:.0f}",
        f"beat to every council: {before.statements:,.0f}",
        before.statements / now.statements,
        FEWER if number == max(COUNCILS) else None,
    )
    ours, theirs = _statements(partial(generate_latest, REGISTRY)), WITH_SEARCH_PATH * (1 + SCRAPED_OF_EACH * number)
    yield compared(
        f"statements a scrape of /metrics, {number} councils", str(ours), f"each schema: {theirs}", theirs / ours
    )
    milliseconds = median(seconds_of(dispatch_due_tasks) for _ in range(10)) * 1000
    yield (f"the dispatcher with nothing to do, {number} councils", in_words(milliseconds), "", "", "", "")


def _now(number: int, schedules: list[Schedule], statements: Mapping[str, int]) -> Cost:
    """The dispatcher and the search for missing indexes, and each council's regular tasks, 5% early on the average."""
    dispatches, searches = 60 / DISPATCH_SECONDS, 60 / INDEXES_SECONDS
    runs = {each.task: number * 60 / (0.95 * each.every.total_seconds()) for each in schedules}
    return Cost(
        dispatches + searches + sum(runs.values()),
        dispatches * _statements(dispatch_due_tasks)
        + searches * _statements(find_missing_indexes)
        + sum(runs[task] * statements[task] for task in runs),
    )


def _before(number: int, statements: Mapping[str, int]) -> Cost:
    """For each of beat's tasks one that opened every council to send to it, and one in each council."""
    sending = _statements(_open_each)
    minutes = {task: 60 / seconds for task, seconds in BEFORE.items()}
    return Cost(
        sum(each * (1 + number) for each in minutes.values()),
        sum(each * (sending + number * statements[task]) for task, each in minutes.items()),
    )


def _open_each() -> None:
    for council in live_councils():
        with council_scope(council):
            pass


def _run(task: str, council: Council) -> None:
    claim = timezone.now().isoformat()
    current_app.tasks[task].apply(headers={HEADER: council.schema_name, CLAIM: claim}).get()


def _statements(work: Work) -> int:
    with public_scope(), CaptureQueriesContext(connection) as context:
        work()
    return len(context)


@contextmanager
def _councils(number: int) -> Iterator[None]:
    """So many live councils, with every regular task and none of them due; all but one are rows without a schema."""
    with public_scope(), transaction.atomic():
        existing = Council.objects.live().values_list("pk", flat=True)
        Council.objects.filter(pk__in=list(existing)[number:]).update(suspended=True)
        Council.objects.bulk_create(
            Council(slug=f"idle-{each}", schema_name=f"idle_{each}", name=f"Idle {each}", gss_codes=[])
            for each in range(number - len(existing))
        )
        DueTask.objects.all().delete()
        dispatch_due_tasks()
        DueTask.objects.update(due_at=timezone.now() + timedelta(days=1))
        yield
        transaction.set_rollback(True)
