"""What a task's message says of its council. Imports no models: the Celery app is made before they load."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import connection
from django_tenants.utils import get_public_schema_name

HEADER: Final = "_schema_name"
CLAIM: Final = "_claimed_until"
"""Until when the dispatcher has claimed the run, in ISO 8601; without it nobody waits to hear of its end."""


def with_council(headers: Mapping[str, Any] | None) -> dict[str, Any]:
    """The headers with the open schema added, unless one is named already or only the public schema is open."""
    named = dict(headers or {})
    schema = connection.schema_name  # type: ignore[attr-defined]
    if schema != get_public_schema_name():
        named.setdefault(HEADER, schema)
    return named
