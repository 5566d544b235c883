"""One Elasticsearch request for one search. It adds up the points of `search.ranking`, as the SQL does."""

from collections.abc import Iterable
from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.function import BoostFactor, Exp, FieldValueFactor, ScoreFunction
from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    DisMax,
    Exists,
    FunctionScore,
    GeoDistance,
    MatchBoolPrefix,
    MatchNone,
    MatchPhrase,
    MatchPhrasePrefix,
    Query,
    Range,
    Terms,
)
from elasticsearch.dsl.query import Match as MatchWord
from elasticsearch.dsl.query import Term as Is

from search import ranking
from search.distance import METRES_PER_MILE
from search.facets import ANY_NEED, FOR_FAMILIES, FOR_SETTINGS, LIMITED_AREA, area_tokens, chosen_tokens
from search.query import Point, SearchQuery, Sort, Term
from search.words import words_of

TOKENS_LIMIT = 1_000
"""More different tokens than a council's vocabularies hold, so that every facet value is counted."""


def build_request(query: SearchQuery) -> dict[str, Any]:
    """The request's body. Chosen facets filter after the aggregations, each of which leaves out its own group."""
    chosen = chosen_tokens(query.filters)
    search = Search().query(_query(query)).source(["body"]).extra(track_total_hits=True)
    search = search[query.offset : query.offset + query.per_page].sort(*_order(query))
    if chosen:
        search = search.post_filter(Bool(filter=_any_of(chosen.values())))
    if query.with_facets:
        _count_tokens(search, chosen)
    return search.to_dict()


def _count_tokens(search: Search, chosen: dict[str, tuple[str, ...]]) -> None:
    everything = A("filter", Bool(filter=_any_of(chosen.values())))
    everything.bucket("tokens", "terms", field="facets", size=TOKENS_LIMIT)
    search.aggs.bucket("all", everything)
    for group in chosen:
        others = [tokens for other, tokens in chosen.items() if other != group]
        siblings = A("filter", Bool(filter=_any_of(others)))
        siblings.bucket("tokens", "terms", field="facets", size=TOKENS_LIMIT, include=f"{group}:.*")
        search.aggs.bucket(group, siblings)


def _any_of(groups: Iterable[tuple[str, ...]]) -> list[Query]:
    return [Terms(facets=list(tokens)) for tokens in groups]


def _query(query: SearchQuery) -> Query:
    terms = [_term(term) for term in query.terms]
    must = [_found(terms, query)] if terms and query.minimum_terms else []
    filters = [Is(deleted=False), *_limits(query)]
    if query.sort is not Sort.RELEVANCE:
        return Bool(must=must, filter=filters)
    said = [each for term in query.terms if (each := _said(term))]
    should = [*([] if must else terms), *said, *_preferences(query), *_full(terms, query), *_best_bets(query.pinned)]
    return FunctionScore(
        query=Bool(must=must, should=should, filter=filters),
        functions=list(_functions(query.origin)),
        score_mode="sum",
        boost_mode="sum",
    )


def _found(terms: list[Query], query: SearchQuery) -> Query:
    enough = Bool(should=terms, minimum_should_match=query.minimum_terms)
    return _any(enough, _points(Terms(key=list(query.pinned)), 0)) if query.pinned else enough


def _full(terms: list[Query], query: SearchQuery) -> list[Query]:
    if query.full_terms <= query.minimum_terms:
        return []
    return [_points(Bool(should=terms, minimum_should_match=query.full_terms), ranking.ALL_TERMS)]


def _best_bets(pinned: tuple[str, ...]) -> list[Query]:
    return [_points(Is(key=key), ranking.BEST_BET * place) for place, key in enumerate(reversed(pinned), start=1)]


def _limits(query: SearchQuery) -> list[Query]:
    limits: list[Query] = []
    if query.filters.age is not None:
        limits.append(_takes_age(query.filters.age))
    if query.origin and query.radius_miles is not None:
        limits.append(_any(Is(travels=True), _within(query.origin, query.radius_miles)))
    return limits


def _term(term: Term) -> Query:
    """The best of a term's fields and the best of its codes; a document has the term when any holds."""
    fields = [
        _points(_any(*alternatives), weight.points)
        for weight in ranking.FIELDS
        if (alternatives := list(_words(term, weight.field, term.words)))
    ]
    codes = _need_options(term.needs, any_need=term.any_need)
    if term.tokens:
        codes.append(_points(Terms(facets=list(term.tokens)), ranking.TOPIC_CODE))
    halves: list[Query] = [DisMax(queries=options) for options in (fields, codes) if options]
    return DisMax(queries=halves, tie_breaker=ranking.SECOND) if halves else MatchNone()


def _said(term: Term) -> Query | None:
    """What the very words that were typed are worth: more in the name than elsewhere."""
    named = list(_words(term, ranking.FIELDS[0].field, term.said))
    elsewhere = [each for weight in ranking.FIELDS[1:] for each in _words(term, weight.field, term.said)]
    if not named:
        return None
    return DisMax(queries=[_points(_any(*named), ranking.SAID_IN_NAME), _points(_any(*elsewhere), ranking.SAID)])


def _words(term: Term, field: str, texts: tuple[str, ...]) -> Iterable[Query]:
    for text in texts:
        words = words_of(text)
        if not words:
            continue
        folded = " ".join(words)
        if len(words) == 1:
            yield MatchBoolPrefix(**{field: folded}) if term.prefix else MatchWord(**{field: folded})
        elif term.prefix:
            yield MatchPhrasePrefix(**{field: {"query": folded, "max_expansions": TOKENS_LIMIT}})
        else:
            yield MatchPhrase(**{field: folded})


def _need_options(needs: tuple[str, ...], *, any_need: bool = True) -> list[Query]:
    if not needs:
        return []
    options = [
        _points(Terms(needs=list(needs)), ranking.OWN_CODE),
        _points(Terms(facets=[f"need:{code}" for code in needs]), ranking.RELATED_CODE),
    ]
    return [*options, _points(Is(facets=ANY_NEED), ranking.ALL_SEND_CODE)] if any_need else options


def _preferences(query: SearchQuery) -> list[Query]:
    """What moves a document up but never decides whether it is found."""
    phrase = " ".join(words_of(query.phrase))
    preferences = [
        *([_points(MatchPhrase(name=phrase), ranking.NAMED)] if phrase else []),
        _points(Is(stale=False), ranking.FRESH),
        _points(Is(closed=False), ranking.OPEN_NOW),
        _points(Is(out_of_area=False), ranking.IN_AREA),
        *(_points(Is(facets=token), ranking.WISH) for token in query.wishes.tokens),
    ]
    if query.home:
        preferences.append(_points(_any(_none(LIMITED_AREA), _has(*area_tokens(query.home))), ranking.FOR_HOME))
    if not query.asks_for_settings:
        preferences.append(_points(_any(_none(FOR_SETTINGS), _has(*FOR_FAMILIES)), ranking.FOR_FAMILIES))
    if query.filters.need:
        preferences.append(DisMax(queries=_need_options(query.filters.need)))
    for age in query.ages:
        preferences.append(_points(Is(ages_said=False), ranking.AGE_UNSAID))
        preferences.append(_points(Bool(filter=[Is(ages_said=True), _takes_age(age)]), ranking.AGE_FITS))
    return preferences


def _functions(origin: Point | None) -> Iterable[ScoreFunction]:
    yield FieldValueFactor(field="completeness", factor=ranking.COMPLETE, missing=0)
    if origin is None:
        return
    scale = f"{ranking.NEAR_HALVES_MILES * METRES_PER_MILE}m"
    near: dict[str, Any] = {
        "points": {"origin": _lat_lon(origin), "scale": scale, "decay": 0.5},
        "multi_value_mode": "min",
    }
    yield Exp(filter=Bool(filter=[Is(travels=False), Exists(field="points")]), weight=ranking.NEAR, **near)
    for reach, points in ranking.TRAVELS.items():
        yield BoostFactor(filter=Bool(filter=[Is(travels=True), Is(facets=f"reach:{reach}")]), weight=points)


def _order(query: SearchQuery) -> list[dict[str, Any]]:
    ties: list[dict[str, Any]] = [{"name.key": "asc"}, {"key": "asc"}]
    if query.sort is Sort.RELEVANCE:
        return [{"_score": "desc"}, *ties]
    if query.sort is Sort.DISTANCE and query.origin:
        nearest = {"points": _lat_lon(query.origin), "order": "asc", "mode": "min", "unit": "m"}
        return [{"_geo_distance": nearest}, *ties]
    if query.sort is Sort.UPDATED:
        return [{"updated": {"order": "desc", "missing": "_last"}}, *ties]
    return ties


def _points(condition: Query, points: float) -> Query:
    return ConstantScore(filter=condition, boost=points)


def _any(*conditions: Query) -> Query:
    return Bool(should=list(conditions), minimum_should_match=1)


def _has(*tokens: str) -> Query:
    return Terms(facets=list(tokens))


def _none(token: str) -> Query:
    return Bool(must_not=[Is(facets=token)])


def _takes_age(age: int) -> Query:
    return Bool(filter=[Range(age_from={"lte": age}), Range(age_to={"gte": age})])


def _within(origin: Point, miles: float) -> Query:
    return GeoDistance(distance=f"{miles * METRES_PER_MILE}m", points=_lat_lon(origin))


def _lat_lon(point: Point) -> dict[str, float]:
    return {"lat": point.latitude, "lon": point.longitude}
