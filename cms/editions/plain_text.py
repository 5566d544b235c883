"""A book as plain text, for screen readers, braille printers and mail: short lines, no drawing."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from cms.editions.book import Book, Chapter, Entry, IndexLine
from cms.editions.words import NEED_TITLE, PLACE_TITLE, REMINDER, also_words, number_words, scope_words

WIDTH: Final = 72


def book_as_text(book: Book) -> str:
    """The whole book, line by line."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Book) -> Iterator[str]:
    yield from _front(book)
    for chapter in book.chapters:
        yield from _chapter(chapter)
    yield from _index(NEED_TITLE, book.by_need)
    yield from _index(PLACE_TITLE, book.by_place)


def _front(book: Book) -> Iterator[str]:
    yield from _wrapped(book.title.upper())
    yield from _wrapped(f"SEND Local Offer of {book.council}, {book.day}")
    yield from _wrapped(scope_words(book))
    yield ""
    if book.note:
        yield from (line for words in book.note.splitlines() for line in (_wrapped(words) or [""]))
        yield ""
    if book.helpline:
        yield "ASK A PERSON"
        for fact in book.helpline:
            yield from _wrapped(f"{fact.name}: {fact.words}")
        yield ""
    yield from _wrapped(REMINDER.format(site=book.site))
    if len(book.contents) > 1:
        yield ""
        yield "CONTENTS"
        for line in book.contents:
            yield from _wrapped(line)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield ""
    yield ""
    yield from _wrapped(chapter.title.upper())
    if chapter.also:
        yield from _wrapped(also_words(chapter))
    for entry in chapter.entries:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{entry.number}. {entry.name}")
    if entry.by:
        yield from _wrapped(f"By {entry.by}")
    if entry.notice:
        yield from _wrapped(entry.notice)
    for words in entry.words:
        yield from _wrapped(words)
    for fact in entry.facts:
        yield from _wrapped(f"{fact.name}: {fact.words}")


def _index(title: str, lines: tuple[IndexLine, ...]) -> Iterator[str]:
    if lines:
        yield ""
        yield ""
        yield f"{title.upper()} (the numbers are those of the entries)"
        for line in lines:
            yield from _wrapped(f"{line.words}: {number_words(line.numbers)}")


def _wrapped(words: str) -> list[str]:
    """Lines of a width that a screen and an embosser have; no word or address is broken."""
    return wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)
