"""One family's search, from what they typed to what the page shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from search.documents import EngineAnswer, SearchDocument
from search.engines import factory
from search.findings import Chip, Findings, Located
from search.interpretation import understand
from search.matching.words import words_of
from search.parameters import BadParameters, Parameters
from search.places.errors import PlaceProblem
from search.places.selectors import locate
from search.ports import SearchEngine
from search.query import SearchQuery, Sort, Term
from search.results.presentation import facets_of, filter_chips, hits_of, kinds_of, understood_chips
from search.results.relaxations import relaxations
from search.results.wider_queries import plain, wider
from search.understanding.reader import Understanding

ENOUGH: Final = 10
"""So many results with all of the words need no others after them."""
ADVICE_BESIDE: Final = 3
PAGE: Final = "page"
SOME_WORDS: Final = "Nothing has all of your words, so these have some of them."
SORT_NEEDS_PLACE: Final = "Enter a postcode or place to see the nearest first."
RADIUS_NEEDS_PLACE: Final = "Enter a postcode or place to search within a distance."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """Where the search starts from, and what could not be placed."""

    located: Located | None
    errors: dict[str, str]


def find(*, parameters: Parameters, with_advice: bool = False) -> Findings:
    """Search the open council's listings. Explicit parameters filter; what the words were read as only ranks.

    `with_advice` puts the first pages of advice beside services, at the price of one small search where there are any.

    A postcode or place that isn't known gives council-wide results and says so in `errors`. Raises BadParameters for a
    page beyond the last, UnknownCouncil outside a council.
    """
    understanding = understand(parameters.q, ignore=frozenset(parameters.removed))
    where = _where(parameters, understanding)
    query = _query(parameters, understanding, where)
    engine = factory.engine()
    query, answer, notices = _ask(engine, query)
    pages = -(-answer.total // query.per_page)
    _check_page(query.page, pages)
    return Findings(
        total=answer.total,
        page=query.page,
        pages=pages,
        engine=engine.name,
        kind=parameters.kind,
        kinds=kinds_of(answer),
        hits=hits_of(answer, query),
        advice=_advice(engine, query, answer) if with_advice else (),
        facets=facets_of(answer, parameters),
        understood=understood_chips(_standing_chips(understanding, where), parameters),
        filters=filter_chips(parameters),
        located=where.located,
        relaxations=relaxations(
            parameters,
            found=answer.total,
            located=where.located,
            count=_counter(engine, parameters, understanding, where),
        ),
        notices=notices,
        errors=where.errors,
    )


def find_documents(*, parameters: Parameters, most: int) -> tuple[EngineAnswer, Located | None]:
    """The first documents that a search finds, whatever its page, nearest first when it starts somewhere; and where.

    For maps: no facets, no ways out. Raises UnknownCouncil outside a council.
    """
    understanding = understand(parameters.q, ignore=frozenset(parameters.removed))
    where = _where(parameters, understanding)
    query = replace(_query(parameters, understanding, where), page=1, per_page=most, with_facets=False)
    if query.origin:
        query = replace(query, sort=Sort.DISTANCE)
    _, answer, _ = _ask(factory.engine(), query)
    return answer, where.located


def _advice(engine: SearchEngine, query: SearchQuery, answer: EngineAnswer) -> tuple[SearchDocument, ...]:
    """What to read about a need, a topic or words that were asked for, beside the first services."""
    asked = query.terms or query.filters.need or query.filters.topic
    if PAGE in query.filters.kind or query.page > 1 or not asked or not kinds_of(answer)[PAGE]:
        return ()
    filters = replace(query.filters, kind=(PAGE,))
    beside = replace(query, filters=filters, sort=Sort.RELEVANCE, per_page=ADVICE_BESIDE, with_facets=False)
    return engine.search(beside).documents


def _ask(engine: SearchEngine, query: SearchQuery) -> tuple[SearchQuery, EngineAnswer, tuple[str, ...]]:
    """The answer; when few have enough of the words, followed by those that have any, and a notice that says so.

    Where that finds nothing, what has any of the words just as they were typed.
    """
    answer = engine.search(query)
    if answer.total >= ENOUGH:
        return query, answer, ()
    more = wider(query)
    some = engine.search(more) if more else answer
    if not some.total and (typed := plain(query)) and (found := engine.search(typed)).total:
        return typed, found, (SOME_WORDS,)
    if more is None or some.total in {0, answer.total}:
        return query, answer, ()
    absent = () if answer.total else _absent_words(engine, more)
    return more, some, (_some_words(answer.total, absent, of_one=len(query.terms) == 1),)


def _some_words(full: int, absent: tuple[str, ...], *, of_one: bool) -> str:
    """The notice on results of which only the first `full` have all that was asked for; `of_one`: it was one thing."""
    others = "are of the same kind" if of_one else "have some of your other words"
    if absent:
        return f"Nothing here mentions {' or '.join(f'“{word}”' for word in absent)}. These results {others}."
    if not full:
        return SOME_WORDS
    first = "The first result has" if full == 1 else f"The first {full} results have"
    return f"{first} all of your words. The others {'are of the same kind' if of_one else 'have some of them'}."


def _query(parameters: Parameters, understanding: Understanding, where: _Where) -> SearchQuery:
    terms = tuple(term for term in understanding.terms if _says_something(term))
    if len(terms) > 1:
        # One that is open to any need would have all of them, and stand beside what was made for the two together.
        terms = tuple(replace(term, any_need=False) for term in terms)
    origin = where.located.point if where.located else None
    without_origin = parameters.sort is Sort.DISTANCE and origin is None
    return SearchQuery(
        terms=terms,
        minimum_terms=_minimum(len(terms)),
        beside=understanding.beside,
        phrase=parameters.q,
        pinned=understanding.pinned,
        wishes=understanding.wishes,
        filters=parameters.filters,
        origin=origin,
        radius_miles=parameters.radius if origin else None,
        home=where.located.areas if where.located else (),
        sort=Sort.RELEVANCE if without_origin else parameters.sort,
        page=parameters.page,
        per_page=parameters.per_page,
    )


def _minimum(terms: int) -> int:
    """All of one or two terms; of more, seven in ten: a long sentence shouldn't need every word."""
    return terms if terms <= 2 else -(-7 * terms // 10)


def _says_something(term: Term) -> bool:
    return bool(term.needs or term.tokens or any(words_of(words) for words in term.words))


def _absent_words(engine: SearchEngine, query: SearchQuery) -> tuple[str, ...]:
    """Those of the words that nothing has which the filters let through: they emptied the search."""
    alone = (replace(query, terms=(term,), full_terms=0, akin=(), pinned=()) for term in query.terms if term.words)
    return tuple(each.terms[0].words[0] for each in alone if not _total(engine, each))


def _counter(
    engine: SearchEngine, parameters: Parameters, understanding: Understanding, where: _Where
) -> Callable[[Parameters], int]:
    """Counts what `find` would with other parameters; words and places that stay are not read again."""

    def count(wider: Parameters) -> int:
        said = understanding
        if (wider.q, wider.removed) != (parameters.q, parameters.removed):
            said = understand(wider.q, ignore=frozenset(wider.removed))
        return _count(engine, _query(wider, said, where))

    return count


def _count(engine: SearchEngine, query: SearchQuery) -> int:
    """How many `_ask` finds: with some of the words, unless enough have all of them."""
    more = wider(query)
    some = _total(engine, more or query)
    if not some and (typed := plain(query)):
        return _total(engine, typed)
    if more is None or some < ENOUGH:
        return some
    full = _total(engine, query)
    return full if full >= ENOUGH else some


def _total(engine: SearchEngine, query: SearchQuery) -> int:
    """How many an engine finds, asked for no documents, order or facets."""
    return engine.search(replace(query, sort=Sort.NAME, page=1, per_page=0, with_facets=False)).total


def _where(parameters: Parameters, understanding: Understanding) -> _Where:
    """A postcode that was given comes before a place that was given, and both before what the words say."""
    errors: dict[str, str] = {}
    given = [_locate(parameters, name, errors) for name in ("postcode", "place")]
    located = next(filter(None, given), understanding.located)
    if understanding.problem and not located:
        errors.setdefault("q", understanding.problem)
    if located is None and not errors:
        if parameters.sort is Sort.DISTANCE:
            errors["sort"] = SORT_NEEDS_PLACE
        if parameters.radius is not None:
            errors["radius"] = RADIUS_NEEDS_PLACE
    return _Where(located=located, errors=errors)


def _locate(parameters: Parameters, name: str, errors: dict[str, str]) -> Located | None:
    text = getattr(parameters, name)
    if not text:
        return None
    try:
        return locate(text)
    except PlaceProblem as problem:
        errors[name] = problem.message
        return None


def _standing_chips(understanding: Understanding, where: _Where) -> tuple[Chip, ...]:
    """The chips that hold: a place in the words doesn't when another one was given."""
    if where.located is understanding.located:
        return understanding.chips
    return tuple(chip for chip in understanding.chips if chip.kind != "place")


def _check_page(page: int, pages: int) -> None:
    if page > max(pages, 1):
        last = "There is only 1 page" if pages <= 1 else f"There are only {pages} pages"
        raise BadParameters({"page": f"{last} of results."})
