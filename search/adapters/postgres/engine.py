"""The engine that searches the table itself: always there, always current."""

from django.db import connection

from search.adapters.postgres.statement import build_statement
from search.documents import EngineAnswer, SearchDocument
from search.facets import facets_from
from search.query import SearchQuery


class PostgresEngine:
    """Answers with one statement on the open council's search table."""

    name = "postgres"

    def search(self, query: SearchQuery) -> EngineAnswer:
        """The page, the count and the facets."""
        statement, values = build_statement(query)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            total, bodies, counts = cursor.fetchone()
        return EngineAnswer(
            total=total,
            documents=tuple(SearchDocument.from_json(body) for body in bodies),
            facets=facets_from(counts, query.filters) if query.with_facets else {},
        )
