"""Answers every search: by the second engine when the first doesn't answer within its budget."""

import logging
from collections.abc import Sequence

from search.documents import EngineAnswer
from search.ports import EngineUnavailable, IndexMissing, SearchEngine
from search.query import SearchQuery
from tenants.breakers import CircuitBreaker

logger = logging.getLogger(__name__)


class Failover(SearchEngine):
    """Asks `first` and, when that fails or its breaker is open, `then`. `name` says who answered last.

    Make one for each family's search: what it asks after a failure goes to `then`, so that a family waits only once.
    """

    def __init__(self, *, first: SearchEngine, then: SearchEngine, breaker: CircuitBreaker) -> None:
        self._first = first
        self._then = then
        self._breaker = breaker
        self._failed = False
        self.name = first.name

    def search_many(self, queries: Sequence[SearchQuery]) -> tuple[EngineAnswer, ...]:
        """All answers of whichever engine gives them. A failure is a notice to operators in the log, without words."""
        if not self._failed and self._breaker.allows():
            try:
                answers = self._first.search_many(queries)
            except IndexMissing:
                self._failed = True
                # The server is well: one council's missing index says nothing about the others'.
                self._breaker.succeeded()
                logger.warning("search.index_missing", extra={"engine": self._first.name})
            except EngineUnavailable as error:
                self._failed = True
                self._breaker.failed()
                reason = type(error.__cause__ or error).__name__
                logger.warning("search.failover", extra={"engine": self._first.name, "reason": reason})
            else:
                self._breaker.succeeded()
                self.name = self._first.name
                return answers
        self.name = self._then.name
        return self._then.search_many(queries)
