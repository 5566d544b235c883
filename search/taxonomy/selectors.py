"""What needs and topics are called in this council, and how its needs belong together."""

from collections.abc import Iterable
from typing import Final, TypedDict

from django.core.cache import cache

from search.taxonomy.models import Term, Vocabulary

CACHE_KEY: Final = "search-taxonomy"
_SECONDS: Final = 60


class _Taxonomy(TypedDict):
    labels: dict[str, dict[str, str]]
    broader: dict[str, str]


def term_labels(vocabulary: str) -> dict[str, str]:
    """The labels of a vocabulary (`need` or `topic`) by code, in the council's order."""
    return _taxonomy()["labels"][vocabulary]


def related_needs(codes: Iterable[str]) -> frozenset[str]:
    """The codes with all their broader and narrower terms, but not their siblings."""
    broader = _taxonomy()["broader"]
    related = set(codes)
    wanted = frozenset(related)
    for code in wanted:
        related |= _line(code, broader)
    related |= {code for code in broader if _line(code, broader) & wanted}
    return frozenset(related)


def _line(code: str, broader: dict[str, str]) -> set[str]:
    """The broader terms of a code, up to the top; ends at a circle."""
    line: set[str] = set()
    while (code := broader.get(code, "")) and code not in line:
        line.add(code)
    return line


def _taxonomy() -> _Taxonomy:
    found: _Taxonomy | None = cache.get(CACHE_KEY)
    if found is None:
        found = _read()
        cache.set(CACHE_KEY, found, _SECONDS)
    return found


def _read() -> _Taxonomy:
    labels: dict[str, dict[str, str]] = {vocabulary: {} for vocabulary in Vocabulary.values}
    broader: dict[str, str] = {}
    rows = Term.objects.order_by("position", "label").values_list("vocabulary", "code", "label", "broader__code")
    for vocabulary, code, label, broader_code in rows:
        labels[vocabulary][code] = label
        if broader_code and vocabulary == Vocabulary.NEED:
            broader[code] = broader_code
    return {"labels": labels, "broader": broader}
