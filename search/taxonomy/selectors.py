"""What needs and topics are called in this council, and how its needs belong together."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypedDict

from django.core.cache import cache

from search.taxonomy.models import Term, Vocabulary
from search.vocabulary import ALL_SEND
from tenants.councils.selectors import schema_in_use

CACHE_KEY: Final = "search-taxonomy"
_SECONDS: Final = 60


class _Taxonomy(TypedDict):
    labels: dict[str, dict[str, str]]
    broader: dict[str, str]
    merged: dict[str, dict[str, str]]


_held: ContextVar[dict[str, _Taxonomy] | None] = ContextVar("terms_held_by_schema", default=None)


@contextmanager
def terms_read_once() -> Iterator[None]:
    """Ask the cache once for all that the block needs of a council's terms. For one page: it holds on to what it read.

    Decorates a view, so that every card of a page speaks of the same terms.
    """
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def term_labels(vocabulary: str) -> dict[str, str]:
    """The labels of a vocabulary (`need` or `topic`) by code, in the council's order; none of retired terms."""
    return _taxonomy()["labels"][vocabulary]


def current_code(vocabulary: str, code: str) -> str:
    """What a code means now: itself, or that of the term it was merged into. Old links and files go on working."""
    return _taxonomy()["merged"][vocabulary].get(code, code)


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
    held = _held.get()
    if held is None:
        return _from_cache()
    schema = schema_in_use()
    if schema not in held:
        held[schema] = _from_cache()
    return held[schema]


def _from_cache() -> _Taxonomy:
    found: _Taxonomy | None = cache.get(CACHE_KEY)
    if found is None:
        found = _read()
        cache.set(CACHE_KEY, found, _SECONDS)
    return found


def _read() -> _Taxonomy:
    labels: dict[str, dict[str, str]] = {vocabulary: {} for vocabulary in Vocabulary.values}
    broader: dict[str, str] = {}
    rows = Term.objects.current().order_by("position", "label")
    for vocabulary, code, label, broader_code in rows.values_list("vocabulary", "code", "label", "broader__code"):
        labels[vocabulary][code] = label
        if broader_code and vocabulary == Vocabulary.NEED:
            broader[code] = broader_code
    merged: dict[str, dict[str, str]] = {vocabulary: {} for vocabulary in Vocabulary.values}
    gone = Term.objects.exclude(merged_into=None).values_list("vocabulary", "code", "merged_into__code")
    for vocabulary, code, into in gone:
        merged[vocabulary][code] = into
    return {"labels": labels, "broader": broader, "merged": merged}


def needs_answered(needs: tuple[str, ...]) -> tuple[str, ...]:
    """What a filter by need looks at: the needs with their broader and narrower terms; `all-send` stands for itself."""
    special = [code for code in needs if code != ALL_SEND]
    general = [ALL_SEND] if len(special) < len(needs) else []
    return (*general, *sorted(related_needs(special))) if special else tuple(general)
