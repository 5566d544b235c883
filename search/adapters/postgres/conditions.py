"""Which documents a search finds: its conditions as SQL, on rows `r` of the table and their nearest places `near`."""

from collections.abc import Sequence
from typing import Final

from search.adapters.postgres.binding import Bound
from search.adapters.postgres.terms import has_phrases, term_held, term_matches
from search.matching.distance import EARTH_RADIUS_METRES, METRES_PER_MILE, box_around
from search.matching.facets import chosen_tokens
from search.query import SearchQuery, Sort

_NOWHERE: Final = "CROSS JOIN (SELECT NULL::float8 AS metres) AS near"


def nearest_place(query: SearchQuery, bound: Bound) -> str:
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


def conditions_of(query: SearchQuery, bound: Bound, held: Sequence[str]) -> list[str]:
    """What a document must meet. `held` says of each term whether a document that matches has it.

    Chosen groups are left to `failed_groups` where facets are counted.
    """
    conditions = ["NOT r.deleted"]
    if query.filters.age is not None:
        conditions.append(f"{bound.bind(query.filters.age)} BETWEEN r.age_from AND r.age_to")
    if not query.with_facets:
        chosen = chosen_tokens(query.filters).items()
        conditions += [_answers(group, tokens, bound) for group, tokens in chosen]
    if query.terms and query.minimum_terms:
        together = " AND " if query.minimum_terms >= len(query.terms) else " OR "
        matches = together.join(term_matches(term, bound) for term in query.terms)
        others = _others(query, bound)
        conditions.append(f"({others}{matches})")
        if held:
            enough = " + ".join(f"({each})::int" for each in held)
            conditions.append(f"({others}{enough} >= {bound.bind(query.minimum_terms)})")
    if query.origin and query.radius_miles is not None:
        metres = bound.bind(query.radius_miles * METRES_PER_MILE)
        conditions.append(f"(r.travels OR near.metres <= {metres})")
    return conditions


def terms_held(query: SearchQuery, bound: Bound) -> list[str]:
    """Of each term whether a document that matches has it; none where to match one or all of them is to have them."""
    exact = query.minimum_terms == 1 or query.minimum_terms >= len(query.terms)
    if exact and not any(map(has_phrases, query.terms)):
        return []
    return [term_held(term, bound) for term in query.terms]


def _others(query: SearchQuery, bound: Bound) -> str:
    """What is found beside the documents that have enough of the terms: told first, as it is told quickly."""
    keys = (*query.pinned, *query.found_by_meaning)
    named = f"r.key = ANY({bound.tokens(keys)}) OR " if keys else ""
    return f"{named}r.facets && {bound.tokens(query.akin_tokens)} OR " if query.akin else named


def failed_groups(query: SearchQuery, bound: Bound) -> str:
    """The chosen groups of which a document has no token, each with a colon after it."""
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
