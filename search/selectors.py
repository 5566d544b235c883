"""One family's search, from what they typed to what the page shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from search.documents import EngineAnswer, Hit, SearchDocument
from search.engines import factory
from search.findings import Chip, Findings, Listed, Located
from search.interpretation import understand
from search.matching.words import words_of
from search.parameters import BadParameters, Parameters
from search.places.errors import PlaceProblem
from search.places.selectors import locate
from search.places.text import key_of
from search.ports import EngineUnavailable, SearchEngine
from search.query import SearchQuery, Sort, Term
from search.reading.towns import find_towns
from search.results.distance_words import NO_START, order_sentence, start_sentence
from search.results.presentation import facets_of, filter_chips, hits_of, kinds_of, understood_chips
from search.results.relaxations import FEW, relaxations, wider_searches
from search.results.wider_queries import Answers, Widened
from search.understanding.reader import Understanding

ADVICE_BESIDE: Final = 3
PAGE: Final = "page"
_PLACES: Final = frozenset({"q", "postcode", "place"})
"""The parameters that may say where a search starts."""
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

    The engine is asked twice at most: for the query, then for everything that may be shown beside or in place of its
    answer. A postcode or place that isn't known gives council-wide results and says so in `errors`. Raises
    BadParameters for a page beyond the last, UnknownCouncil outside a council, EngineUnavailable.
    """
    understanding = understand(parameters.q, ignore=frozenset(parameters.removed))
    where = _where(parameters, understanding)
    widened = Widened.of(_query(parameters, understanding, where))
    engine = factory.engine()
    first = _answers(engine, widened.first_queries())
    wider = _wider(parameters, understanding, where, widened=widened, first=first)
    follow_ups = [
        *widened.follow_ups(first),
        *(_advice_queries(widened, first) if with_advice else ()),
        *(count for each in wider.values() for count in each.counts(nothing_found=not widened.at_least(first))),
    ]
    answers = _with_follow_ups(engine, widened.query, first, follow_ups)
    query, answer, notices = widened.outcome(answers)
    hits = hits_of(answer, query)
    start, order = _distance_words(where, query, hits)
    pages = -(-answer.total // query.per_page)
    _check_page(query.page, pages)
    return Findings(
        total=answer.total,
        page=query.page,
        pages=pages,
        engine=engine.name,
        kind=parameters.kind,
        kinds=kinds_of(answer),
        hits=hits,
        advice=_advice(query, answer, answers) if with_advice else (),
        facets=facets_of(answer, parameters),
        understood=understood_chips(_standing_chips(understanding, where), parameters),
        filters=filter_chips(parameters, where.located),
        located=where.located,
        sort=query.sort,
        start=start,
        order=order,
        relaxations=relaxations(
            wider_searches(parameters, located=where.located, nothing_found=not answer.total),
            found=answer.total,
            # The two rounds may see different rows: what the second didn't ask for isn't offered.
            count=lambda asked: wider[asked].total(answers) if asked in wider else 0,
        ),
        interpreter=understanding.interpreter,
        notices=notices,
        errors=where.errors,
    )


def find_documents(*, parameters: Parameters, most: int) -> tuple[EngineAnswer, Located | None]:
    """The first documents that a search finds, whatever its page, nearest first when it starts somewhere; and where.

    For maps: no facets, no ways out. Raises UnknownCouncil outside a council, EngineUnavailable.
    """
    found = _outcome(parameters.without("page"), per_page=most, nearest_first=True)
    return found.answer, found.located


def find_hits(*, parameters: Parameters) -> Listed:
    """A page of a search's results in its own order, however long the page: to print, without facets or ways out.

    Raises BadParameters for a page beyond the last, UnknownCouncil outside a council, EngineUnavailable.
    """
    found = _outcome(parameters, per_page=parameters.per_page, nearest_first=False)
    _check_page(parameters.page, -(-found.answer.total // parameters.per_page))
    return Listed(
        hits=hits_of(found.answer, found.query),
        total=found.answer.total,
        notices=(*found.errors.values(), *found.notices),
    )


class _Found(NamedTuple):
    query: SearchQuery
    answer: EngineAnswer
    notices: tuple[str, ...]
    located: Located | None
    errors: dict[str, str]


def _outcome(parameters: Parameters, *, per_page: int, nearest_first: bool) -> _Found:
    """What a search finds, without facets."""
    understanding = understand(parameters.q, ignore=frozenset(parameters.removed))
    where = _where(parameters, understanding)
    query = replace(_query(parameters, understanding, where), per_page=per_page, with_facets=False)
    widened = Widened.of(replace(query, sort=Sort.DISTANCE) if nearest_first and query.origin else query)
    engine = factory.engine()
    first = _answers(engine, widened.first_queries())
    answers = _with_follow_ups(engine, widened.query, first, widened.follow_ups(first))
    return _Found(*widened.outcome(answers), where.located, where.errors)


def _answers(engine: SearchEngine, queries: Iterable[SearchQuery]) -> Answers:
    """The answers to queries that are asked together, each once."""
    asked = tuple(dict.fromkeys(queries))
    return dict(zip(asked, engine.search_many(asked), strict=True)) if asked else {}


def _with_follow_ups(
    engine: SearchEngine, query: SearchQuery, first: Answers, follow_ups: Iterable[SearchQuery]
) -> Answers:
    """The first answers and those to what follows from them.

    What was found is shown though nothing more could be asked; that nothing was found isn't said without asking.
    """
    try:
        return {**first, **_answers(engine, follow_ups)}
    except EngineUnavailable:
        if not first[query].total:
            raise
        return first


def _advice_queries(widened: Widened, first: Answers) -> Iterator[SearchQuery]:
    """The searches for advice beside each of the answers that may be shown and may have any."""
    shown = (widened.query if kinds_of(first[widened.query])[PAGE] else None, widened.alternative(first))
    yield from filter(None, (_advice_query(query) for query in shown if query))


def _advice_query(query: SearchQuery) -> SearchQuery | None:
    """What to read about a need, a topic or words that were asked for, beside the first services."""
    asked = query.terms or query.filters.need or query.filters.topic
    if PAGE in query.filters.kind or query.page > 1 or not asked:
        return None
    filters = replace(query.filters, kind=(PAGE,))
    return replace(query, filters=filters, sort=Sort.RELEVANCE, per_page=ADVICE_BESIDE, with_facets=False)


def _advice(query: SearchQuery, answer: EngineAnswer, answers: Answers) -> tuple[SearchDocument, ...]:
    """The advice that was found beside what is shown, if there is any."""
    asked = _advice_query(query)
    if not asked or asked not in answers or not kinds_of(answer)[PAGE]:
        return ()
    return answers[asked].documents


def _wider(
    parameters: Parameters, understanding: Understanding, where: _Where, *, widened: Widened, first: Answers
) -> dict[Parameters, Widened]:
    """Every wider search that may be offered beside the first answer; none beside more than a few results.

    Words and places that stay are not read again.
    """
    at_least = widened.at_least(first)
    if at_least > FEW:
        return {}
    may_find_nothing = {not at_least, *((False,) if widened.alternative(first) else ())}
    offered = (
        each.parameters
        for nothing in may_find_nothing
        for group in wider_searches(parameters, located=where.located, nothing_found=nothing)
        for each in group
    )

    def query(asked: Parameters) -> SearchQuery:
        said = understanding
        if (asked.q, asked.removed) != (parameters.q, parameters.removed):
            said = understand(asked.q, ignore=frozenset(asked.removed))
        return _query(asked, said, where)

    return {asked: Widened.of(query(asked)) for asked in offered}


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
        typed=understanding.typed,
        meant=understanding.meant,
        nearest=understanding.nearest,
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
        key = key_of(text)
        if town := find_towns([key]).get(key):
            return town
        errors[name] = problem.message
        return None


def _standing_chips(understanding: Understanding, where: _Where) -> tuple[Chip, ...]:
    """The chips that hold: a place in the words doesn't when another one was given."""
    if where.located is understanding.located:
        return understanding.chips
    return tuple(chip for chip in understanding.chips if chip.kind != "place")


def _distance_words(where: _Where, query: SearchQuery, hits: tuple[Hit, ...]) -> tuple[str, str]:
    """Where distances start, and what the order has to do with them; pages of advice have none."""
    if PAGE in query.filters.kind:
        return "", ""
    if where.located is None:
        return NO_START if hits and _PLACES.intersection(where.errors) else "", ""
    return start_sentence(where.located, hits), order_sentence(query.sort, hits, page=query.page)


def _check_page(page: int, pages: int) -> None:
    if page > max(pages, 1):
        last = "There is only 1 page" if pages <= 1 else f"There are only {pages} pages"
        raise BadParameters({"page": f"{last} of results."})
