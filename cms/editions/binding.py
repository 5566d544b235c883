"""Binds documents into a book: chapters, numbers, and indexes that point to numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cms.editions.book import Chapter, Entry, IndexLine
from cms.editions.entries import entry_of
from search.documents import Hit, SearchDocument
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from search.vocabulary import ALL_SEND

ADVICE: Final = "Advice and information"
OTHER: Final = "Other services"
ANY_PLACE: Final = "Wherever you live"
_AT_HOME: Final = {"online": "Online", "phone": "By phone", "home": "At your home"}


class Heading(NamedTuple):
    """A chapter to be: its title, its documents in order, and those of other chapters that belong to it too."""

    title: str
    hits: Sequence[Hit]
    also: frozenset[str] = frozenset()


def by_topic(hits: Iterable[Hit]) -> Iterator[Heading]:
    """Pages of advice, then services under the first of their topics in the council's order, each by name.

    Every document is under one heading; the others of its topics name its number.
    """
    titles: Mapping[str, str] = term_labels(Vocabulary.TOPIC)
    under: dict[str, list[Hit]] = defaultdict(list)
    also: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        document = hit.document
        known = [code for code in titles if code in document.topics]
        home = ADVICE if document.kind == "page" else known[0] if known else OTHER
        under[home].append(hit)
        for code in known:
            if code != home:
                also[code].add(document.key)
    for code, title in ((ADVICE, ADVICE), *titles.items(), (OTHER, OTHER)):
        if under[code] or also[code]:
            yield Heading(title, sorted(under[code], key=_by_name), frozenset(also[code]))


def bound(headings: Iterable[Heading], *, first: int = 1) -> tuple[Chapter, ...]:
    """The chapters of some headings, their entries numbered from `first` on."""
    chapters = []
    numbers: dict[str, int] = {}
    whole = list(headings)
    for heading in whole:
        for hit in heading.hits:
            numbers[hit.document.key] = first + len(numbers)
    for heading in whole:
        entries = tuple(entry_of(hit, numbers[hit.document.key]) for hit in heading.hits)
        also = tuple(sorted(numbers[key] for key in heading.also if key in numbers))
        chapters.append(Chapter(title=heading.title, entries=entries, also=also))
    return tuple(chapters)


def index_by_need(documents: Mapping[str, SearchDocument], entries: Iterable[Entry]) -> tuple[IndexLine, ...]:
    """For each need by its name: the entries for it, or for any need."""
    words = term_labels(Vocabulary.NEED)
    found: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        for code in documents[entry.key].needs:
            if code in words:
                found[code].append(entry.number)
    special = sorted((words[code], code) for code in found if code != ALL_SEND)
    general = [(words[ALL_SEND], ALL_SEND)] if ALL_SEND in found else []
    return tuple(IndexLine(words=label, numbers=tuple(found[code])) for label, code in (*general, *special))


def index_by_place(documents: Mapping[str, SearchDocument], entries: Iterable[Entry]) -> tuple[IndexLine, ...]:
    """For each town or postcode area by its name: the entries there; then those that come to families."""
    found: dict[str, list[int]] = defaultdict(list)
    travelling: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        document = documents[entry.key]
        for town in dict.fromkeys(place.label.split(", ")[0] for place in document.places):
            found[town].append(entry.number)
        if document.kind == "page":
            continue
        for code, words in _AT_HOME.items():
            if code in document.delivery:
                travelling[words].append(entry.number)
        if document.reach != "local":
            travelling[ANY_PLACE].append(entry.number)
    lines = [(town, found[town]) for town in sorted(found, key=str.casefold)]
    lines += [(words, travelling[words]) for words in (*_AT_HOME.values(), ANY_PLACE) if words in travelling]
    return tuple(IndexLine(words=words, numbers=tuple(numbers)) for words, numbers in lines)


def _by_name(hit: Hit) -> tuple[str, str]:
    return hit.document.name.casefold(), hit.document.key
