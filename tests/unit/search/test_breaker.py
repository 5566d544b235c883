"""When Elasticsearch is asked, and when it is left alone."""

from search.documents import EngineAnswer
from search.engines.failover import Failover
from search.ports import EngineUnavailable, IndexMissing, SearchEngine
from search.query import SearchQuery
from tenants.breakers import FAILURES_TO_OPEN, OPEN_SECONDS, CircuitBreaker


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Scripted(SearchEngine):
    """An engine that does what it is told, in turn."""

    def __init__(self, name, *script):
        self.name = name
        self.script = list(script)

    def search_many(self, queries):
        step = self.script.pop(0)
        if isinstance(step, Exception):
            raise step
        return (step,) * len(queries)


ANSWER = EngineAnswer(total=1, documents=())
OTHER = EngineAnswer(total=2, documents=())


def opened(clock):
    breaker = CircuitBreaker(clock=clock)
    for _ in range(FAILURES_TO_OPEN):
        assert breaker.allows()
        breaker.failed()
    return breaker


def test_it_opens_after_failures_in_a_row():
    assert not opened(Clock()).allows()


def test_a_success_between_keeps_it_closed():
    breaker = CircuitBreaker(clock=Clock())
    for _ in range(FAILURES_TO_OPEN * 2):
        breaker.failed()
        breaker.succeeded()
    assert breaker.allows()


def test_after_a_while_one_search_probes():
    clock = Clock()
    breaker = opened(clock)
    clock.now = OPEN_SECONDS
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.succeeded()
    assert breaker.allows()


def test_a_probe_that_fails_opens_it_again():
    clock = Clock()
    breaker = opened(clock)
    clock.now = OPEN_SECONDS
    assert breaker.allows()
    breaker.failed()
    clock.now = 2 * OPEN_SECONDS - 1
    assert not breaker.allows()


def test_a_probe_that_never_comes_back_is_followed_by_another():
    clock = Clock()
    breaker = opened(clock)
    clock.now = OPEN_SECONDS
    assert breaker.allows()
    clock.now = 2 * OPEN_SECONDS
    assert breaker.allows()


def test_the_name_says_who_answered():
    first = Scripted("first", EngineUnavailable("down"), ANSWER, IndexMissing("none"))
    then = Scripted("second", ANSWER, ANSWER)
    breaker = CircuitBreaker(clock=Clock())
    names = []
    for _ in range(3):
        engine = Failover(first=first, then=then, breaker=breaker)
        assert engine.search(SearchQuery()) == ANSWER
        names.append(engine.name)
    assert names == ["second", "first", "second"]


def test_one_familys_search_waits_for_a_dead_engine_only_once():
    first = Scripted("first", EngineUnavailable("down"))
    engine = Failover(first=first, then=Scripted("second", ANSWER, ANSWER, ANSWER), breaker=CircuitBreaker())
    assert [engine.search(SearchQuery()) for _ in range(3)] == [ANSWER] * 3
    assert engine.name == "second"


def test_when_an_engine_fails_in_the_middle_of_a_search_the_other_answers_all_that_is_left():
    first = Scripted("first", ANSWER, EngineUnavailable("down"))
    then = Scripted("second", OTHER, OTHER)
    engine = Failover(first=first, then=then, breaker=CircuitBreaker(clock=Clock()))
    queries = (SearchQuery(), SearchQuery(page=2))
    assert (engine.search(SearchQuery()), engine.name) == (ANSWER, "first")
    assert (engine.search_many(queries), engine.name) == ((OTHER, OTHER), "second")
    assert engine.search(SearchQuery()) == OTHER


def test_several_queries_that_fail_together_are_one_failure():
    breaker = CircuitBreaker(clock=Clock())
    for _ in range(FAILURES_TO_OPEN - 1):
        first = Scripted("first", EngineUnavailable("down"))
        engine = Failover(first=first, then=Scripted("second", OTHER), breaker=breaker)
        engine.search_many((SearchQuery(), SearchQuery(page=2), SearchQuery(page=3)))
    assert breaker.allows()


def test_a_breaker_says_when_it_opens_and_for_how_long():
    told = []
    breaker = CircuitBreaker(on_open=told.append)
    for _ in range(FAILURES_TO_OPEN):
        assert told == []
        breaker.failed()
    assert told == [OPEN_SECONDS]
