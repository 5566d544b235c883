"""What a document that matches is worth: the points of `search.matching.ranking` as SQL expressions."""

import json
from collections.abc import Iterator
from math import log

from search.adapters.postgres.binding import Bound, points
from search.adapters.postgres.terms import code_points, phrase_points, said_points, word_points
from search.matching import ranking
from search.matching.distance import METRES_PER_MILE
from search.matching.facets import ANY_NEED, FOR_FAMILIES, FOR_SETTINGS, LIMITED_AREA, area_tokens
from search.matching.generations import OLDER
from search.query import SearchQuery


def score_of(query: SearchQuery, bound: Bound) -> str:
    """The sum of a document's points; those of the terms come from the join of `term_points`."""
    parts = [f"term.t{place}" for place in range(len(query.terms))]
    said = [said_points(term, ranking.SAID_IN_NAME, ranking.SAID, bound) for term in query.terms]
    hints = [said_points(term, ranking.HINT_IN_NAME, ranking.HINT, bound) for term in query.beside]
    typed = [said_points(term, ranking.TYPED_IN_NAME * ranking.TYPED, ranking.TYPED, bound) for term in query.typed]
    parts += filter(None, (*said, *hints, *typed))
    if query.meant:
        parts.append(f"coalesce(({bound.bind(json.dumps(dict(query.meant)))}::jsonb ->> r.key)::float8, 0)")
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
        held = " + ".join(f"({has_points(place)})::int" for place in range(len(query.terms))) or "0"
        enough = f"{held} >= {bound.bind(query.full_terms)}"
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
    if not query.asks_for_older_people:
        yield _unless(OLDER, (), ranking.NOT_OLDER, bound)
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


def term_points(query: SearchQuery, bound: Bound) -> str:
    """The join that gives each document its points for the words and codes of each term, once."""
    if not query.terms:
        return ""
    parts = ", ".join(
        f"{word_points(term, bound)} AS words{place}, {code_points(term, bound)} AS codes{place}"
        for place, term in enumerate(query.terms)
    )
    sums = ", ".join(
        f"{points(term.worth)} * ({_term_sum(f'words{place}', f'codes{place}')}) AS t{place}"
        for place, term in enumerate(query.terms)
    )
    return f"CROSS JOIN LATERAL (SELECT {parts} OFFSET 0) AS part CROSS JOIN LATERAL (SELECT {sums}) AS term"


def has_points(place: int) -> str:
    """Whether a document has the term at a place among the query's, by its points."""
    return f"term.t{place} > 0"


def _term_sum(words: str, codes: str) -> str:
    return f"greatest({words}, {codes}) + {points(ranking.SECOND)} * least({words}, {codes})"
