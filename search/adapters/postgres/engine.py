"""The engine that searches the table itself: always there, always current."""

from collections.abc import Sequence
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from search.adapters.postgres.binding import Value
from search.adapters.postgres.statement import build_statement
from search.documents import EngineAnswer, SearchDocument
from search.matching.facets import facets_from
from search.ports import EngineUnavailable, SearchEngine
from search.query import SearchQuery

_Row = tuple[int, int, list[dict[str, Any]], dict[str, int]]
"""A query's number, its whole count, the page's bodies and the counts of tokens."""


class PostgresEngine(SearchEngine):
    """Answers with one statement on the open council's search table."""

    name = "postgres"

    def __init__(self, *, timeout_ms: int) -> None:
        self._timeout_ms = timeout_ms

    def search_many(self, queries: Sequence[SearchQuery]) -> tuple[EngineAnswer, ...]:
        """The answers. Raises EngineUnavailable when they take too long together.

        The transaction around it goes on all the same.
        """
        rows = self._ask(*build_statement(queries))
        return tuple(_answer(row, query) for row, query in zip(rows, queries, strict=True))

    def _ask(self, statement: str, values: dict[str, Value]) -> list[_Row]:
        """The rows that the statement gives. The limit stays for what else the transaction does."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{self._timeout_ms}ms"])
                cursor.execute(statement, values)
                rows: list[_Row] = cursor.fetchall()
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise EngineUnavailable("PostgreSQL did not answer in time.") from error
            raise
        return rows


def _answer(row: _Row, query: SearchQuery) -> EngineAnswer:
    _, total, bodies, counts = row
    return EngineAnswer(
        total=total,
        documents=tuple(SearchDocument.from_json(body) for body in bodies),
        facets=facets_from(counts, query.filters) if query.with_facets else {},
    )
