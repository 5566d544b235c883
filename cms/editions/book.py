"""An edition as one tree, from which every format is made: what it says and how it is numbered is alike in all.

Frozen dataclasses of plain text, without Django.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

VOLUME: Final = 250
"""Entries of a volume: about two seconds to typeset, and a booklet that can be held."""


class Fact(NamedTuple):
    """What an entry says of one thing: its name (“Phone”) and its words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One listing or page of advice. `key` is its document's; `notice` comes before all else, as “Closed for now”."""

    number: int
    key: str
    name: str
    by: str = ""
    notice: str = ""
    words: tuple[str, ...] = ()
    """Paragraphs."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Entries under one heading. `also` are the numbers of entries of other chapters that belong here too."""

    title: str
    entries: tuple[Entry, ...]
    also: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its own entries."""
        return tuple(entry.number for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """One need or place, and the numbers of the entries for it."""

    words: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A whole edition, or a part of one: `first` and `last` are the numbers it has of `total`."""

    title: str
    council: str
    made_on: date
    helpline: tuple[Fact, ...]
    site: str
    total: int
    chapters: tuple[Chapter, ...]
    by_need: tuple[IndexLine, ...]
    by_place: tuple[IndexLine, ...]
    note: str = ""
    """What the person who made it wrote in front."""
    contents: tuple[str, ...] = ()
    """A line for each chapter of the whole book."""
    volume: int = 1
    volumes: int = 1

    @property
    def entries(self) -> Iterator[Entry]:
        """Every entry, by number."""
        return (entry for chapter in self.chapters for entry in chapter.entries)

    @property
    def day(self) -> str:
        """The day it was made, as “1 December 2026”."""
        return f"{self.made_on.day} {self.made_on:%B %Y}"

    @property
    def numbers(self) -> tuple[int, int]:
        """The first and the last number in it; zeros when it is empty."""
        every = [entry.number for entry in self.entries] or [0]
        return every[0], every[-1]


def volumes_of(book: Book, size: int = VOLUME) -> tuple[Book, ...]:
    """The book in volumes of so many entries at most. Each has the contents of all, the last one the indexes."""
    entries = tuple(book.entries)
    count = max(1, -(-len(entries) // size))
    if count == 1:
        return (book,)
    return tuple(
        replace(
            book,
            chapters=tuple(_cut(book.chapters, entries[start].number, entries[start : start + size][-1].number)),
            by_need=book.by_need if volume == count else (),
            by_place=book.by_place if volume == count else (),
            volume=volume,
            volumes=count,
        )
        for volume, start in enumerate(range(0, len(entries), size), start=1)
    )


def _cut(chapters: tuple[Chapter, ...], first: int, last: int) -> Iterator[Chapter]:
    """What chapters have from one number to another; those without entries of their own are in the contents alone."""
    for chapter in chapters:
        entries = tuple(entry for entry in chapter.entries if first <= entry.number <= last)
        if entries:
            yield replace(chapter, entries=entries)
