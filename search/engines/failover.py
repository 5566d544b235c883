"""Answers every search: by the second engine when the first doesn't answer within its budget."""

import logging
from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic
from typing import Final

from search.documents import EngineAnswer
from search.ports import EngineUnavailable, IndexMissing, SearchEngine
from search.query import SearchQuery

FAILURES_TO_OPEN: Final = 3
OPEN_SECONDS: Final = 10.0
logger = logging.getLogger(__name__)


class CircuitBreaker:
    """Stops asking an engine that keeps failing, and lets one search in every OPEN_SECONDS try it again."""

    def __init__(
        self, *, clock: Callable[[], float] = monotonic, on_open: Callable[[float], None] = lambda seconds: None
    ) -> None:
        """`on_open` is told for how many seconds the breaker is open, each time it opens."""
        self._clock = clock
        self._on_open = on_open
        self._lock = Lock()
        self._failures = 0
        self._closed_again_at = 0.0

    def allows(self) -> bool:
        """Whether to ask the engine now. While it is open, one caller gets to probe and the others wait on."""
        with self._lock:
            if self._failures < FAILURES_TO_OPEN:
                return True
            now = self._clock()
            if now < self._closed_again_at:
                return False
            self._closed_again_at = now + OPEN_SECONDS
            return True

    def succeeded(self) -> None:
        """The engine answered: ask it as usual."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The engine did not answer."""
        with self._lock:
            self._failures += 1
            opened = self._failures >= FAILURES_TO_OPEN
            if opened:
                self._closed_again_at = self._clock() + OPEN_SECONDS
        if opened:
            self._on_open(OPEN_SECONDS)


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
