"""Reads of the shared schema: which council answers for a host, a slug or a schema."""

from django.db import connection
from django_tenants.utils import get_public_schema_name

from tenants.councils.errors import UnknownCouncil
from tenants.councils.models import Council, CouncilQuerySet, Domain


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


def schema_in_use() -> str:
    """The schema of this thread's connection: a council's, or `public`."""
    return str(connection.schema_name or get_public_schema_name())  # type: ignore[attr-defined]
