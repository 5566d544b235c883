"""A book as the data that the press sets, with every word that is on paper."""

import json
import unicodedata
from typing import Any

from cms.editions.book import Book, Chapter, Entry, Fact, IndexLine
from cms.editions.words import NEED_TITLE, PLACE_TITLE, REMINDER, also_words, number_words, scope_words, volume_words


def data_of(book: Book, points: int) -> dict[str, Any]:
    """The book in a size of print, as values for JSON; the names are those of `book.typ`."""
    volume = f", volume {book.volume} of {book.volumes}" if book.volumes > 1 else ""
    return {
        "points": points,
        "title": _plain(book.title),
        "full_title": _plain(f"{book.title}{volume}, SEND Local Offer of {book.council}"),
        "council": _plain(book.council),
        "date": {"year": book.made_on.year, "month": book.made_on.month, "day": book.made_on.day},
        "footer": _plain(f"SEND Local Offer of {book.council}, {book.day}"),
        "subtitle": _plain(f"SEND Local Offer of {book.council}, {book.day}"),
        "scope": ". ".join(filter(None, [volume_words(book).rstrip("."), scope_words(book)])),
        "note": [words for line in book.note.splitlines() if (words := _plain(line))],
        "helpline": _facts(book.helpline),
        "reminder": _plain(REMINDER.format(site=book.site)),
        "contents": [_plain(line) for line in book.contents],
        "contents_title": "Contents" if book.volumes == 1 else "Contents of all volumes",
        "chapters": [_chapter(chapter) for chapter in book.chapters],
        "indexes": [
            {"title": title, "lines": [_line(line) for line in lines]}
            for title, lines in ((NEED_TITLE, book.by_need), (PLACE_TITLE, book.by_place))
            if lines
        ],
    }


def as_json(data: dict[str, Any]) -> bytes:
    """The data for the press."""
    return json.dumps(data, ensure_ascii=False).encode()


def _chapter(chapter: Chapter) -> dict[str, Any]:
    entries = [_entry(entry) for entry in chapter.entries]
    return {"title": _plain(chapter.title), "also": also_words(chapter) if chapter.also else "", "entries": entries}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "name": _plain(entry.name),
        "by": _plain(entry.by),
        "notice": entry.notice,
        "words": [_plain(words) for words in entry.words],
        "facts": _facts(entry.facts),
    }


def _facts(facts: tuple[Fact, ...]) -> list[dict[str, str]]:
    return [{"name": fact.name, "words": _plain(fact.words)} for fact in facts]


def _line(line: IndexLine) -> dict[str, str]:
    return {"words": _plain(line.words), "numbers": number_words(line.numbers)}


def _plain(text: str) -> str:
    """The text without what has no shape on paper: control characters, and marks that choose between two shapes."""
    shaped = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text if not "\ufe00" <= sign <= "\ufe0f")
    return " ".join("".join(shaped).split())
