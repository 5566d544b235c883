"""One SQL statement for several searches: each matches once, and takes its page, count and facets from what matched."""

from collections.abc import Sequence
from typing import Final

from search.adapters.postgres.binding import Bound, Value
from search.adapters.postgres.conditions import conditions_of, failed_groups, nearest_place, terms_held
from search.adapters.postgres.score import has_points, score_of, term_points
from search.query import SearchQuery, Sort

_FOUND: Final = """
    FROM search_index_searchrow r
    {near}
    {points}
    WHERE {conditions}
"""
_PAGE: Final = """
WITH matched AS MATERIALIZED (
    SELECT r.id, r.key, r.name_key, r.updated, r.facets, near.metres, {failed} AS failed, {score} AS score
    {found}
),
page AS (
    SELECT id, row_number() OVER (ORDER BY {order}) AS position
    FROM matched WHERE failed = ''
    ORDER BY {order} LIMIT {limit} OFFSET {offset}
)
SELECT
    {number} AS number,
    (SELECT count(*) FROM matched WHERE failed = '') AS total,
    (SELECT coalesce(json_agg(r.body ORDER BY page.position), '[]')
     FROM page JOIN search_index_searchrow r USING (id)) AS bodies,
    {facets} AS facets
"""
_COUNT: Final = """
SELECT {number} AS number, count(*) AS total, '[]'::json AS bodies, '{{}}'::json AS facets
FROM (SELECT {found} LIMIT {limit}) AS counted
"""
_FACETS: Final = """
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
_ORDERS: Final = {
    Sort.RELEVANCE: "score DESC, updated DESC NULLS LAST, key",
    Sort.DISTANCE: "metres NULLS LAST, name_key, key",
    Sort.NAME: "name_key, key",
    Sort.UPDATED: "updated DESC NULLS LAST, name_key, key",
}


def build_statement(queries: Sequence[SearchQuery]) -> tuple[str, dict[str, Value]]:
    """The statement and its values. It gives a row for each query, in their order: its number among them, the whole
    count, the page's bodies, the counts of tokens."""
    bound = Bound()
    parts = (
        _count(query, number, bound) if query.counts_only else _page(query, number, bound)
        for number, query in enumerate(queries)
    )
    return "\nUNION ALL\n".join(f"({part})" for part in parts) + "\nORDER BY number", bound.values


def _page(query: SearchQuery, number: int, bound: Bound) -> str:
    """A document that fails one chosen group only still counts in that group's facet; `failed` names those it fails."""
    held = [has_points(place) for place in range(len(query.terms))]
    return _PAGE.format(
        number=number,
        failed=failed_groups(query, bound),
        score=score_of(query, bound) if query.sort is Sort.RELEVANCE else "0",
        found=_found(query, bound, held, points=term_points(query, bound)),
        order=_ORDERS[query.sort],
        limit=bound.bind(query.per_page),
        offset=bound.bind(query.offset),
        facets=_FACETS if query.with_facets else "'{}'::json",
    )


def _count(query: SearchQuery, number: int, bound: Bound) -> str:
    limit = "ALL" if query.up_to is None else bound.bind(query.up_to)
    return _COUNT.format(number=number, found=_found(query, bound, terms_held(query, bound)), limit=limit)


def _found(query: SearchQuery, bound: Bound, held: Sequence[str], *, points: str = "") -> str:
    conditions = "\n    AND ".join(conditions_of(query, bound, held))
    return _FOUND.format(near=nearest_place(query, bound), points=points, conditions=conditions)
