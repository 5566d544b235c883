"""One SQL statement for one search: match once, then take the page, the count and the facets from what matched."""

from collections.abc import Iterator
from math import log

from search.adapters.postgres.binding import Bound, Value, points
from search.adapters.postgres.terms import code_points, phrase_points, said_points, term_matches, word_points
from search.matching import ranking
from search.matching.distance import EARTH_RADIUS_METRES, METRES_PER_MILE, box_around
from search.matching.facets import ANY_NEED, FOR_FAMILIES, FOR_SETTINGS, LIMITED_AREA, area_tokens, chosen_tokens
from search.query import SearchQuery, Sort

_PAGE = """
WITH matched AS MATERIALIZED (
    SELECT r.id, r.key, r.name_key, r.updated, r.facets, near.metres, {failed} AS failed, {score} AS score
    FROM search_index_searchrow r
    {near}
    {points}
    WHERE NOT r.deleted {conditions}
),
page AS (
    SELECT id, row_number() OVER (ORDER BY {order}) AS position
    FROM matched WHERE failed = ''
    ORDER BY {order} LIMIT {limit} OFFSET {offset}
)
SELECT
    (SELECT count(*) FROM matched WHERE failed = ''),
    (SELECT coalesce(json_agg(r.body ORDER BY page.position), '[]')
     FROM page JOIN search_index_searchrow r USING (id)),
    {facets}
"""
_FACETS = """
    (SELECT coalesce(json_object_agg(token, documents), '{}') FROM (
        SELECT token, count(*) AS documents FROM (
            SELECT unnest(facets) AS token FROM matched WHERE failed = ''
            UNION ALL
            SELECT token FROM (
                SELECT unnest(facets) AS token, failed FROM matched
                WHERE failed <> '' AND strpos(failed, ':') = length(failed)
            ) AS nearly WHERE starts_with(token, failed)
        ) AS tokens GROUP BY token
    ) AS counts)
"""
_NOWHERE = "CROSS JOIN (SELECT NULL::float8 AS metres) AS near"
_ORDERS = {
    Sort.RELEVANCE: "score DESC, name_key, key",
    Sort.DISTANCE: "metres NULLS LAST, name_key, key",
    Sort.NAME: "name_key, key",
    Sort.UPDATED: "updated DESC NULLS LAST, name_key, key",
}


def build_statement(query: SearchQuery) -> tuple[str, dict[str, Value]]:
    """The statement and its values. It gives one row: the whole count, the page's bodies, the counts of tokens.

    A document that fails one chosen group only still counts in that group's facet; `failed` names those it fails.
    """
    bound = Bound()
    statement = _PAGE.format(
        near=_near(query, bound),
        failed=_failed(query, bound),
        score=_score(query, bound) if query.sort is Sort.RELEVANCE else "0",
        points=_points(query, bound),
        conditions="".join(f"\n    AND {condition}" for condition in _conditions(query, bound)),
        order=_ORDERS[query.sort],
        limit=bound.bind(query.per_page),
        offset=bound.bind(query.offset),
        facets=_FACETS if query.with_facets else "'{}'::json",
    )
    return statement, bound.values


def _near(query: SearchQuery, bound: Bound) -> str:
    """The join that gives each document the distance of its nearest place.

    Words leave few documents, so each looks its own places up; without words one pass over all places is quicker. Its
    box skips places too far to matter, unless distances are sorted by.
    """
    if query.origin is None:
        return _NOWHERE
    latitude, longitude = bound.bind(query.origin.latitude), bound.bind(query.origin.longitude)
    chord = (
        f"power(sin(radians(latitude - {latitude}) / 2), 2) + cos(radians({latitude})) * cos(radians(latitude))"
        f" * power(sin(radians(longitude - {longitude}) / 2), 2)"
    )
    nearest = f"min({2 * EARTH_RADIUS_METRES} * asin(least(1, sqrt({chord})))) AS metres FROM search_index_searchplace"
    if query.terms and query.minimum_terms:
        return f"CROSS JOIN LATERAL (SELECT {nearest} WHERE row_id = r.id) AS near"
    where = ""
    if query.radius_miles is not None and query.sort is not Sort.DISTANCE:
        south, north, west, east = map(bound.bind, box_around(query.origin, query.radius_miles))
        where = f"WHERE latitude BETWEEN {south} AND {north} AND longitude BETWEEN {west} AND {east}"
    each = f"SELECT row_id, {nearest} {where} GROUP BY row_id"
    return f"LEFT JOIN ({each}) AS near ON near.row_id = r.id"


def _points(query: SearchQuery, bound: Bound) -> str:
    if not query.terms:
        return ""
    parts = ", ".join(
        f"{word_points(term, bound)} AS words{place}, {code_points(term, bound)} AS codes{place}"
        for place, term in enumerate(query.terms)
    )
    sums = ", ".join(f"{_term_sum(f'words{place}', f'codes{place}')} AS t{place}" for place in range(len(query.terms)))
    return f"CROSS JOIN LATERAL (SELECT {parts} OFFSET 0) AS part CROSS JOIN LATERAL (SELECT {sums}) AS term"


def _term_sum(words: str, codes: str) -> str:
    return f"greatest({words}, {codes}) + {points(ranking.SECOND)} * least({words}, {codes})"


def _conditions(query: SearchQuery, bound: Bound) -> list[str]:
    conditions = []
    if query.terms and query.minimum_terms:
        together = " AND " if query.minimum_terms >= len(query.terms) else " OR "
        matches = together.join(term_matches(term, bound) for term in query.terms)
        others = _others(query, bound)
        conditions.append(f"({matches}{others})")
        conditions.append(f"({_held(query)} >= {bound.bind(query.minimum_terms)}{others})")
    if query.filters.age is not None:
        conditions.append(f"{bound.bind(query.filters.age)} BETWEEN r.age_from AND r.age_to")
    if query.origin and query.radius_miles is not None:
        metres = bound.bind(query.radius_miles * METRES_PER_MILE)
        conditions.append(f"(r.travels OR near.metres <= {metres})")
    if not query.with_facets:
        chosen = chosen_tokens(query.filters).items()
        conditions += [_answers(group, tokens, bound) for group, tokens in chosen]
    return conditions


def _others(query: SearchQuery, bound: Bound) -> str:
    """What is found beside the documents that have enough of the terms."""
    pinned = f" OR r.key = ANY({bound.tokens(query.pinned)})" if query.pinned else ""
    return f"{pinned} OR r.facets && {bound.tokens(query.akin_tokens)}" if query.akin else pinned


def _held(query: SearchQuery) -> str:
    return " + ".join(f"(term.t{place} > 0)::int" for place in range(len(query.terms))) or "0"


def _failed(query: SearchQuery, bound: Bound) -> str:
    groups = [
        f"CASE WHEN {_answers(group, tokens, bound)} THEN '' ELSE '{group}:' END"
        for group, tokens in chosen_tokens(query.filters).items()
    ]
    return " || ".join(groups) or "''"


def _answers(group: str, tokens: tuple[str, ...], bound: Bound) -> str:
    """Whether a document has any of a group's tokens. Every search asks for its kind, which has a column."""
    if group == "kind":
        return f"r.kind = ANY({bound.tokens(tuple(token.removeprefix('kind:') for token in tokens))})"
    return f"r.facets && {bound.tokens(tokens)}"


def _score(query: SearchQuery, bound: Bound) -> str:
    parts = [f"term.t{place}" for place in range(len(query.terms))]
    said = [said_points(term, ranking.SAID_IN_NAME, ranking.SAID, bound) for term in query.terms]
    hints = [said_points(term, ranking.HINT_IN_NAME, ranking.HINT, bound) for term in query.beside]
    parts += filter(None, (*said, *hints))
    parts += [
        f"CASE WHEN r.stale THEN 0 ELSE {points(ranking.FRESH)} END",
        f"CASE WHEN r.closed THEN 0 ELSE {points(ranking.OPEN_NOW)} END",
        f"CASE WHEN r.out_of_area THEN 0 ELSE {points(ranking.IN_AREA)} END",
        f"r.completeness * {points(ranking.COMPLETE)}",
    ]
    if query.origin:
        parts.append(_proximity())
    parts += _choices(query, bound)
    if query.filters.need:
        parts.append(_need_fit(query.filters.need, bound))
    parts += [_age_fit(age, bound) for age in query.ages]
    wishes = (bound.tokens((token,)) for token in query.wishes.tokens)
    parts += [f"CASE WHEN r.facets && {wish} THEN {points(ranking.WISH)} ELSE 0 END" for wish in wishes]
    return f"({' + '.join(f'({part})' for part in parts)})::real"  # as Elasticsearch rounds it, for the same ties


def _choices(query: SearchQuery, bound: Bound) -> Iterator[str]:
    """What lifts a document above others that were found: all of the terms, a best bet, for this family."""
    if query.full_terms:
        enough = f"{_held(query)} >= {bound.bind(query.full_terms)}"
        yield f"CASE WHEN {enough} THEN {points(ranking.ALL_TERMS)} ELSE 0 END"
    if query.akin:
        yield f"CASE WHEN r.facets && {bound.tokens(query.akin_tokens)} THEN {points(ranking.AKIN)} ELSE 0 END"
    if named := phrase_points(query.phrase, bound):
        yield named
    if query.pinned:
        last = tuple(reversed(query.pinned))
        yield f"{points(ranking.BEST_BET)} * coalesce(array_position({bound.tokens(last)}, r.key), 0)"
    if query.home:
        yield _unless(LIMITED_AREA, area_tokens(query.home), ranking.FOR_HOME, bound)
    if not query.asks_for_settings:
        yield _unless(FOR_SETTINGS, FOR_FAMILIES, ranking.FOR_FAMILIES, bound)


def _unless(barred: str, tokens: tuple[str, ...], worth: float, bound: Bound) -> str:
    """Points for each document but those that hold `barred` and none of the tokens."""
    out = f"r.facets && {bound.tokens((barred,))} AND NOT r.facets && {bound.tokens(tokens)}"
    return f"CASE WHEN {out} THEN 0 ELSE {points(worth)} END"


def _proximity() -> str:
    worth: dict[float, list[str]] = {}
    for reach, weight in ranking.TRAVELS.items():
        worth.setdefault(weight, []).append(f"'reach:{reach}'")
    travels = " ".join(
        f"WHEN r.facets && ARRAY[{', '.join(reaches)}] THEN {points(weight)}" for weight, reaches in worth.items()
    )
    rate = log(0.5) / (ranking.NEAR_HALVES_MILES * METRES_PER_MILE)
    near = f"coalesce({points(ranking.NEAR)} * exp({rate} * near.metres), 0)"
    return f"CASE WHEN r.travels THEN CASE {travels} ELSE 0 END ELSE {near} END"


def _need_fit(codes: tuple[str, ...], bound: Bound) -> str:
    tokens = tuple(f"need:{code}" for code in codes)
    return (
        f"CASE WHEN r.needs && {bound.tokens(codes)} THEN {points(ranking.OWN_CODE)}"
        f" WHEN r.facets && {bound.tokens(tokens)} THEN {points(ranking.RELATED_CODE)}"
        f" WHEN r.facets && {bound.tokens((ANY_NEED,))} THEN {points(ranking.ALL_SEND_CODE)} ELSE 0 END"
    )


def _age_fit(age: int, bound: Bound) -> str:
    fits = f"{bound.bind(age)} BETWEEN r.age_from AND r.age_to"
    unsaid, said = points(ranking.AGE_UNSAID), points(ranking.AGE_FITS)
    return f"CASE WHEN NOT r.ages_said THEN {unsaid} WHEN {fits} THEN {said} ELSE 0 END"
