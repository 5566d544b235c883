"""Reads of the shared schema: which council answers for a host, a slug or a schema; figures and tasks of them all."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Min
from django.utils import timezone
from django_tenants.utils import get_public_schema_name

from tenants.councils.errors import UnknownCouncil
from tenants.councils.models import TEMPLATE_SCHEMA, Council, CouncilQuerySet, Domain, DueTask


@dataclass(frozen=True, slots=True)
class CouncilFigures:
    """A live council and its figures by name."""

    pk: int
    slug: str
    figures: dict[str, float] = field(default_factory=dict)


def find_council_of_host(host: str) -> Council | None:
    """The council, live or suspended, that a host name (lower case, without port) belongs to."""
    domain = Domain.objects.select_related("tenant").filter(domain=host).first()
    return None if domain is None else domain.tenant


def find_council(wanted: Council | int | str) -> Council:
    """The council of a row, a primary key, a slug or a schema name; raises UnknownCouncil, also for the template.

    A row is looked up again: a council deleted meanwhile has no schema, and PostgreSQL would read `public` instead.
    """
    councils = Council.objects.real()
    if isinstance(wanted, Council):
        found = councils.filter(pk=wanted.pk).first()
    elif isinstance(wanted, int):
        found = councils.filter(pk=wanted).first()
    else:
        found = councils.filter(slug=wanted.replace("_", "-")).first()
    if found is None:
        raise UnknownCouncil(f"There is no council {str(wanted)!r}.")
    return found


def live_councils() -> CouncilQuerySet:
    """Councils whose site is up, by name, with their domains at hand for links."""
    return Council.objects.live().prefetch_related("domains")


def figures_by_council() -> list[CouncilFigures]:
    """Every live council with its figures, in one statement."""
    councils: dict[int, CouncilFigures] = {}
    rows = Council.objects.live().values_list("pk", "slug", "figures__name", "figures__value")
    for pk, slug, name, value in rows:
        council = councils.setdefault(pk, CouncilFigures(pk, slug))
        if name is not None:
            council.figures[name] = value
    return list(councils.values())


def overdue_tasks() -> dict[str, float]:
    """For how many seconds the oldest due row of each task waits in live councils; tasks with none are left out."""
    now = timezone.now()
    due = DueTask.objects.filter(due_at__lte=now, council__suspended=False)
    oldest = due.exclude(council__schema_name=TEMPLATE_SCHEMA).values("task").annotate(since=Min("due_at"))
    return {row["task"]: (now - row["since"]).total_seconds() for row in oldest.order_by("task")}


def schema_in_use() -> str:
    """The schema of this thread's connection: a council's, or `public`."""
    return str(connection.schema_name or get_public_schema_name())  # type: ignore[attr-defined]
