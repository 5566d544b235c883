"""The engine that searches the table itself: always there, always current."""

from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from search.adapters.postgres.binding import Value
from search.adapters.postgres.statement import build_statement
from search.documents import EngineAnswer, SearchDocument
from search.matching.facets import facets_from
from search.ports import EngineUnavailable
from search.query import SearchQuery


class PostgresEngine:
    """Answers with one statement on the open council's search table."""

    name = "postgres"

    def __init__(self, *, timeout_ms: int) -> None:
        self._timeout_ms = timeout_ms

    def search(self, query: SearchQuery) -> EngineAnswer:
        """The page, the count and the facets. Raises EngineUnavailable when they take too long.

        The transaction around it goes on all the same.
        """
        total, bodies, counts = self._ask(*build_statement(query))
        return EngineAnswer(
            total=total,
            documents=tuple(SearchDocument.from_json(body) for body in bodies),
            facets=facets_from(counts, query.filters) if query.with_facets else {},
        )

    def _ask(self, statement: str, values: dict[str, Value]) -> tuple[int, list[dict[str, Any]], dict[str, int]]:
        """The one row that the statement gives. The limit stays for what else the transaction does."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{self._timeout_ms}ms"])
                cursor.execute(statement, values)
                row: tuple[int, list[dict[str, Any]], dict[str, int]] = cursor.fetchone()
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise EngineUnavailable("PostgreSQL did not answer in time.") from error
            raise
        return row
