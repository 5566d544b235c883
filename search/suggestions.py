"""Suggestions for the search box: needs and topics in the council's words, its places, its services and its advice."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.core.cache import cache
from django.urls import reverse

from search.guidance.selectors import council_guidance
from search.index.selectors.names import DocumentName, documents_named, documents_named_like
from search.matching.words import fold
from search.places.areas import places_of_council
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from search.understanding.council_lexicon import lexicon_for
from search.understanding.spelling import allowed_edits, edit_distance
from search.understanding.tokens import tokenise

SHORTEST: Final = 2
LONGEST: Final = 60
MOST: Final = 10
EACH: Final = 2
"""So many needs, topics, places and pages at most: the rest is for services."""
CANDIDATES: Final = 40
PLACES_KEY: Final = "suggest-places"
PLACES_SECONDS: Final = 600


class Suggestion(NamedTuple):
    """One line under the box: `kind` is `need`, `topic`, `place`, `service` or `page`."""

    kind: str
    label: str
    url: str


class _Name(NamedTuple):
    """Something that may be meant: its folded name beside what is shown."""

    key: str
    suggestion: Suggestion


def suggest(text: str) -> list[dict[str, str]]:
    """What `text` may be the beginning of, names that begin with it first; names like it when none begins so.

    One query, and another for names like it; nothing for less than SHORTEST letters. Raises UnknownCouncil outside a
    council.
    """
    typed = fold(text[:LONGEST])
    if len(typed) < SHORTEST:
        return []
    known = [*_term_names(), *_place_names()]
    named = _names(documents_named(typed, most=CANDIDATES))
    found = [*_spoken(text), *_beginning(typed, known), *_beginning(typed, named)]
    if not found:
        words = typed.split()
        alike = _names(documents_named_like(typed, most=CANDIDATES))
        found = [name.suggestion for name in (*known, *alike) if _nearly(words, name.key.split())]
    return [each._asdict() for each in _picked(found)]


def _picked(found: Iterable[Suggestion]) -> list[Suggestion]:
    """The best of each kind, needs and topics first, so that no kind takes all the lines."""
    kinds: dict[str, list[Suggestion]] = {kind: [] for kind in ("need", "topic", "place", "service", "page")}
    for suggestion in dict.fromkeys(found):
        kinds[suggestion.kind].append(suggestion)
    room = MOST - sum(len(each[:EACH]) for kind, each in kinds.items() if kind != "service")
    return [each for kind, every in kinds.items() for each in every[: room if kind == "service" else EACH]]


def _beginning(typed: str, names: Iterable[_Name]) -> list[Suggestion]:
    """Those that begin with what was typed, then those of which a later word does."""
    fitting = (name for name in names if f" {typed}" in f" {name.key}")
    return [name.suggestion for name in sorted(fitting, key=lambda name: not name.key.startswith(typed))]


def _nearly(typed: list[str], name: list[str]) -> bool:
    """Whether the name has the typed words in a row but for a misspelling in each; the last may be half typed."""
    places = range(len(name) - len(typed) + 1)
    return any(
        all(_alike_words(word, name[start + at], last=at == len(typed) - 1) for at, word in enumerate(typed))
        for start in places
    )


def _alike_words(typed: str, word: str, *, last: bool) -> bool:
    allowed = allowed_edits(typed)
    ends = range(len(typed) - allowed, len(typed) + allowed + 1) if last else (len(word),)
    return typed[0] == word[0] and any(edit_distance(typed, word[:end], allowed) <= allowed for end in ends)


def _term_names() -> Iterator[_Name]:
    for vocabulary in Vocabulary.values:
        yield from _names_of_terms(vocabulary, tuple(term_labels(vocabulary).items()))


@lru_cache(maxsize=128)
def _names_of_terms(vocabulary: str, labels: tuple[tuple[str, str], ...]) -> tuple[_Name, ...]:
    return tuple(_Name(fold(label), _term(vocabulary, code, label)) for code, label in labels)


def _term(vocabulary: str, code: str, label: str) -> Suggestion:
    return Suggestion(vocabulary, label, f"{reverse('search')}?{urlencode({vocabulary: code})}")


def _spoken(text: str) -> Iterator[Suggestion]:
    """The needs and topics that families say in these very words: “asd” is autism."""
    labels = {vocabulary: term_labels(vocabulary) for vocabulary in Vocabulary.values}
    tokens = tokenise(text)
    lexicon = lexicon_for(labels, council_guidance().phrases)
    entry = lexicon.find(tuple(token.key for token in tokens), tokens) if tokens else None
    for meaning in entry.meanings if entry else ():
        label = labels.get(meaning.kind, {}).get(meaning.value)
        if label:
            yield _term(meaning.kind, meaning.value, label)


def _place_names() -> tuple[_Name, ...]:
    """The towns, villages and wards of the council, kept in the cache: they change with the postcode file alone."""
    places: list[tuple[str, str]] | None = cache.get(PLACES_KEY)
    if places is None:
        named = places_of_council().order_by("key")
        places = list(named.values_list("key", "name"))
        cache.set(PLACES_KEY, places, PLACES_SECONDS)
    return _names_of_places(tuple((key, name) for key, name in places))


@lru_cache(maxsize=64)
def _names_of_places(places: tuple[tuple[str, str], ...]) -> tuple[_Name, ...]:
    address = reverse("search")
    return tuple(
        _Name(key, Suggestion("place", name, f"{address}?{urlencode({'place': name})}")) for key, name in places
    )


def _names(documents: Iterable[DocumentName]) -> list[_Name]:
    return [_Name(each.key, Suggestion(each.kind, each.name, each.url)) for each in documents]
