"""One Elasticsearch request for one search. It adds up the points of `search.matching.ranking`, as the SQL does.

Plain dictionaries: objects of `elasticsearch.dsl` for the same body took a millisecond of each search.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from search.matching import ranking
from search.matching.distance import METRES_PER_MILE, Point
from search.matching.facets import ANY_NEED, FOR_FAMILIES, FOR_SETTINGS, LIMITED_AREA, area_tokens, chosen_tokens
from search.matching.generations import OLDER
from search.matching.words import words_of
from search.query import SearchQuery, Sort, Term

Query = dict[str, Any]
TOKENS_LIMIT = 1_000
"""More different tokens than a council's vocabularies hold, so that every facet value is counted."""


def build_request(query: SearchQuery) -> dict[str, Any]:
    """The request's body. Chosen facets filter after the aggregations, each of which leaves out its own group."""
    chosen = chosen_tokens(query.filters)
    body: dict[str, Any] = {
        "query": _query(query),
        "_source": ["body"],
        "track_total_hits": query.up_to or True,
        "from": query.offset,
        "size": query.per_page,
        "sort": _order(query),
    }
    if chosen:
        body["post_filter"] = {"bool": {"filter": _any_of(chosen.values())}}
    if query.with_facets:
        body["aggs"] = _count_tokens(chosen)
    return body


def _count_tokens(chosen: dict[str, tuple[str, ...]]) -> dict[str, Query]:
    counts = {"all": _tokens_of(_any_of(chosen.values()))}
    for group in chosen:
        others = [tokens for other, tokens in chosen.items() if other != group]
        counts[group] = _tokens_of(_any_of(others), include=f"{group}:.*")
    return counts


def _tokens_of(filters: list[Query], **terms: str) -> Query:
    tokens = {"terms": {"field": "facets", "size": TOKENS_LIMIT, **terms}}
    return {"filter": {"bool": {"filter": filters}}, "aggs": {"tokens": tokens}}


def _any_of(groups: Iterable[tuple[str, ...]]) -> list[Query]:
    return [_has(*tokens) for tokens in groups]


def _query(query: SearchQuery) -> Query:
    terms = [_term(term) for term in query.terms]
    must = [_found(terms, query)] if terms and query.minimum_terms else []
    filters = [_is("deleted", False), *_limits(query)]
    if query.sort is not Sort.RELEVANCE:
        return {"bool": {"must": must, "filter": filters}}
    said = [_said(term, ranking.SAID_IN_NAME, ranking.SAID) for term in query.terms]
    hints = [_said(term, ranking.HINT_IN_NAME, ranking.HINT) for term in query.beside]
    typed = [_said(term, ranking.TYPED_IN_NAME * ranking.TYPED, ranking.TYPED) for term in query.typed]
    should = [
        *([] if must else terms),
        *filter(None, (*said, *hints, *typed)),
        *_meant(query.meant),
        *_preferences(query),
        *_full(terms, query),
        *_best_bets(query.pinned),
    ]
    return {
        "function_score": {
            "query": {"bool": {"must": must, "should": should, "filter": filters}},
            "functions": list(_functions(query.origin)),
            "score_mode": "sum",
            "boost_mode": "sum",
        }
    }


def _found(terms: list[Query], query: SearchQuery) -> Query:
    others = []
    if keys := (*query.pinned, *query.found_by_meaning):
        others.append(_points(_among("key", keys), 0))
    if query.akin:
        others.append(_points(_has(*query.akin_tokens), ranking.AKIN))
    enough = _at_least(query.minimum_terms, terms)
    return _any(enough, *others) if others else enough


def _full(terms: list[Query], query: SearchQuery) -> list[Query]:
    return [_points(_at_least(query.full_terms, terms), ranking.ALL_TERMS)] if query.full_terms else []


def _best_bets(pinned: tuple[str, ...]) -> list[Query]:
    return [_points(_is("key", key), ranking.BEST_BET * place) for place, key in enumerate(reversed(pinned), start=1)]


def _meant(meant: tuple[tuple[str, float], ...]) -> Iterable[Query]:
    """One clause for all documents of the same points: a query has as many as there are different ones."""
    by_points: dict[float, list[str]] = {}
    for key, points in meant:
        by_points.setdefault(points, []).append(key)
    return (_points(_among("key", keys), points) for points, keys in by_points.items())


def _limits(query: SearchQuery) -> list[Query]:
    limits: list[Query] = []
    if query.filters.age is not None:
        limits.append(_takes_age(query.filters.age))
    if query.origin and query.radius_miles is not None:
        limits.append(_any(_is("travels", True), _within(query.origin, query.radius_miles)))
    return limits


def _term(term: Term) -> Query:
    """The best of a term's fields and the best of its codes; a document has the term when any holds."""
    fields = [
        _points(_any(*alternatives), term.worth * ranking.word_points(weight, coded=term.is_coded))
        for weight in ranking.FIELDS
        if (alternatives := list(_words(term, weight.field, term.words)))
    ]
    codes = _need_options(term.needs, any_need=term.any_need, worth=term.worth)
    if term.tokens:
        codes.append(_points(_has(*term.tokens), term.worth * ranking.TOPIC_CODE))
    halves = [_best(options) for options in (fields, codes) if options]
    return _best(halves, tie_breaker=ranking.SECOND) if halves else {"match_none": {}}


def _said(term: Term, in_name: float, elsewhere: float) -> Query | None:
    """Points for the very words that were typed: more in the name than elsewhere."""
    named = list(_words(term, ranking.FIELDS[0].field, term.said))
    others = [each for weight in ranking.FIELDS[1:] for each in _words(term, weight.field, term.said)]
    if not named:
        return None
    return _best([_points(_any(*named), term.worth * in_name), _points(_any(*others), term.worth * elsewhere)])


def _words(term: Term, field: str, texts: tuple[str, ...]) -> Iterable[Query]:
    for text in texts:
        words = words_of(text)
        if not words:
            continue
        folded = " ".join(words)
        if len(words) == 1:
            yield {"match_bool_prefix" if term.prefix else "match": {field: folded}}
        elif term.prefix:
            yield {"match_phrase_prefix": {field: {"query": folded, "max_expansions": TOKENS_LIMIT}}}
        else:
            yield {"match_phrase": {field: folded}}


def _need_options(needs: tuple[str, ...], *, any_need: bool = True, worth: float = 1) -> list[Query]:
    if not needs:
        return []
    options = [
        _points(_among("needs", needs), worth * ranking.OWN_CODE),
        _points(_has(*(f"need:{code}" for code in needs)), worth * ranking.RELATED_CODE),
    ]
    return [*options, _points(_is("facets", ANY_NEED), worth * ranking.ALL_SEND_CODE)] if any_need else options


def _preferences(query: SearchQuery) -> list[Query]:
    """What moves a document up but never decides whether it is found."""
    phrase = " ".join(words_of(query.phrase))
    preferences = [
        *([_points({"match_phrase": {"name": phrase}}, ranking.NAMED)] if phrase else []),
        _points(_is("stale", False), ranking.FRESH),
        _points(_is("closed", False), ranking.OPEN_NOW),
        _points(_is("out_of_area", False), ranking.IN_AREA),
        *(_points(_is("facets", token), ranking.WISH) for token in query.wishes.tokens),
    ]
    if query.home:
        preferences.append(_points(_any(_none(LIMITED_AREA), _has(*area_tokens(query.home))), ranking.FOR_HOME))
    if not query.asks_for_older_people:
        preferences.append(_points(_none(OLDER), ranking.NOT_OLDER))
    if not query.asks_for_settings:
        preferences.append(_points(_any(_none(FOR_SETTINGS), _has(*FOR_FAMILIES)), ranking.FOR_FAMILIES))
    if query.filters.need:
        preferences.append(_best(_need_options(query.filters.need)))
    for age in query.ages:
        preferences.append(_points(_is("ages_said", False), ranking.AGE_UNSAID))
        preferences.append(_points(_all(_is("ages_said", True), _takes_age(age)), ranking.AGE_FITS))
    return preferences


def _functions(origin: Point | None) -> Iterable[Query]:
    yield {"field_value_factor": {"field": "completeness", "factor": ranking.COMPLETE, "missing": 0}}
    if origin is None:
        return
    scale = f"{ranking.NEAR_HALVES_MILES * METRES_PER_MILE}m"
    near: dict[str, Any] = {
        "points": {"origin": _lat_lon(origin), "scale": scale, "decay": 0.5},
        "multi_value_mode": "min",
    }
    placed = _all(_is("travels", False), {"exists": {"field": "points"}})
    yield {"filter": placed, "exp": near, "weight": ranking.NEAR}
    for reach, points in ranking.TRAVELS.items():
        yield {"filter": _all(_is("travels", True), _is("facets", f"reach:{reach}")), "weight": points}


def _order(query: SearchQuery) -> list[dict[str, Any]]:
    ties: list[dict[str, Any]] = [{"name.key": "asc"}, {"key": "asc"}]
    latest: dict[str, Any] = {"updated": {"order": "desc", "missing": "_last"}}
    if query.sort is Sort.RELEVANCE:
        return [{"_score": "desc"}, latest, {"key": "asc"}]
    if query.sort is Sort.DISTANCE and query.origin:
        nearest = {"points": _lat_lon(query.origin), "order": "asc", "mode": "min", "unit": "m"}
        return [{"_geo_distance": nearest}, *ties]
    if query.sort is Sort.UPDATED:
        return [latest, *ties]
    return ties


def _points(condition: Query, points: float) -> Query:
    return {"constant_score": {"filter": condition, "boost": points}}


def _best(queries: Sequence[Query], **options: float) -> Query:
    return {"dis_max": {"queries": queries, **options}}


def _at_least(number: int, conditions: Sequence[Query]) -> Query:
    return {"bool": {"should": conditions, "minimum_should_match": number}}


def _any(*conditions: Query) -> Query:
    return _at_least(1, conditions)


def _all(*conditions: Query) -> Query:
    return {"bool": {"filter": conditions}}


def _is(field: str, value: str | bool) -> Query:
    return {"term": {field: value}}


def _among(field: str, values: Iterable[str]) -> Query:
    return {"terms": {field: list(values)}}


def _has(*tokens: str) -> Query:
    return _among("facets", tokens)


def _none(token: str) -> Query:
    return {"bool": {"must_not": [_is("facets", token)]}}


def _takes_age(age: int) -> Query:
    return _all({"range": {"age_from": {"lte": age}}}, {"range": {"age_to": {"gte": age}}})


def _within(origin: Point, miles: float) -> Query:
    return {"geo_distance": {"distance": f"{miles * METRES_PER_MILE}m", "points": _lat_lon(origin)}}


def _lat_lon(point: Point) -> dict[str, float]:
    return {"lat": point.latitude, "lon": point.longitude}
