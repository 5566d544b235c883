"""Opens a council's schema for work outside a request: commands, tasks, threads. It fails closed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django_tenants.utils import get_public_schema_name

from tenants.councils.errors import UnknownCouncil
from tenants.councils.models import TEMPLATE_SCHEMA, Council
from tenants.councils.selectors import find_council, schema_in_use


@contextmanager
def council_scope(council: Council | int | str) -> Iterator[Council]:
    """Run the block in a council's schema, by row, primary key, slug or schema name, and go back afterwards.

    Raises UnknownCouncil before anything runs when there is no such council. Open it outside a transaction, so that
    what the transaction hands over after its commit still belongs to the council.
    """
    found = find_council(council)
    with _put_back():
        connection.set_tenant(found)  # type: ignore[attr-defined]
        yield found


@contextmanager
def public_scope() -> Iterator[None]:
    """Run the block in the public schema and go back afterwards."""
    with _put_back():
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        yield


def current_council() -> Council:
    """The council whose schema is open; raises UnknownCouncil on the public or template schema."""
    tenant = connection.tenant  # type: ignore[attr-defined]
    schema = schema_in_use()
    if schema in {get_public_schema_name(), TEMPLATE_SCHEMA}:
        raise UnknownCouncil("This needs a council, and none is open.")
    return tenant if isinstance(tenant, Council) else find_council(schema)


@contextmanager
def _put_back() -> Iterator[None]:
    """Open again afterwards what is open now."""
    before = connection.tenant  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.set_tenant(before)  # type: ignore[attr-defined]
