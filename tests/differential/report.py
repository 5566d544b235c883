"""The differential test's numbers as a page."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Final

from tests.differential.comparing import Comparison

_HEADER: Final = """# Differential report: PostgreSQL and Elasticsearch, search by search

Written by `DIFFERENTIAL_REPORT=infra/benchmarks/DIFFERENTIAL.md make test ARGS=tests/differential`.

Every search goes the whole way from query string to engine (`search.selectors.find`); all that it finds is compared,
not the first page alone. A search can ask an engine more than once: with all of its words, then with some of them.
The collection: {documents} documents ({pages} of them pages), made of the demo's listings and of as many whose
codes were drawn at random. {counts} wider searches were counted on both engines too, {unequal} of them unequally.

Same order: all results in the same places; with ties: or but for rounding. Overlap: of the first ten, what is shared.

| searches | queries | found nothing | same listings | same facets | same order | with ties | overlap: mean | lowest |
|---|---|---|---|---|---|---|---|---|
"""
_DIFFERENT: Final = """
## Those that differ at all

Elasticsearch adds points up in single precision and PostgreSQL in double. Two results whose scores are nearer than
0.0001 may change places: their distances differ by a few metres, or not at all.

| query | results | overlap | why |
|---|---|---|---|
"""


def written_down(asked: SimpleNamespace) -> str:
    """The report of what was asked."""
    documents = asked.documents
    text = _HEADER.format(
        documents=len(documents),
        pages=sum(document.kind == "page" for document in documents),
        counts=len(asked.counts),
        unequal=sum(ours != theirs for _, ours, theirs in asked.counts),
    )
    text += _row("written", asked.written) + _row("generated", asked.generated)
    different = [each for each in (*asked.written, *asked.generated) if not each.same_order]
    if not different:
        return f"{text}\nNo search differed in anything.\n"
    return text + _DIFFERENT + "".join(map(_line, different))


def _row(name: str, comparisons: Sequence[Comparison]) -> str:
    overlaps = [each.overlap for each in comparisons]
    cells = (
        name,
        len(comparisons),
        sum(not each.postgres.total for each in comparisons),
        sum(each.same_listings for each in comparisons),
        sum(each.same_facets for each in comparisons),
        sum(each.same_order for each in comparisons),
        sum(each.same_order or each.ties for each in comparisons),
        f"{sum(overlaps) / len(overlaps):.3f}",
        f"{min(overlaps):.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |\n"


def _line(each: Comparison) -> str:
    reason = "rounding" if each.ties else "to be explained"
    return f"| `{each.asked}` | {each.postgres.total} | {each.overlap:.1f} | {reason} |\n"
