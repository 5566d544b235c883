"""What the platform asks of a search engine, call by call."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from search.documents import EngineAnswer
from search.engines import factory
from search.ports import SearchEngine
from search.query import SearchQuery

Calls = list[Sequence[SearchQuery]]


class _Recorder(SearchEngine):
    """Passes queries on to an engine and keeps what was asked."""

    def __init__(self, engine: SearchEngine, calls: Calls) -> None:
        self.name = engine.name
        self._engine = engine
        self._calls = calls

    def search_many(self, queries: Sequence[SearchQuery]) -> tuple[EngineAnswer, ...]:
        """The engine's answers."""
        self._calls.append(queries)
        answers = self._engine.search_many(queries)
        self.name = self._engine.name
        return answers


@contextmanager
def recorded_calls() -> Iterator[Calls]:
    """The queries of each call of an engine in this process, which are added while the context is open."""
    calls: Calls = []
    engine = factory.engine
    with patch.object(factory, "engine", lambda: _Recorder(engine(), calls)):
        yield calls
