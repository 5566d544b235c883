"""What a statement of ours gives."""

from typing import Any

from django.db import connection


def rows_of(statement: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """All rows of a statement, which has the names of `values` in it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
