"""Words that every format of an edition says alike."""

from collections.abc import Sequence
from typing import Final

from cms.editions.book import Book, Chapter

REMINDER: Final = "Services change: call before you go. See more, or check what is new, at {site}."
NEED_TITLE: Final = "Who it is for"
PLACE_TITLE: Final = "Where it is"


def number_words(numbers: Sequence[int]) -> str:
    """Numbers as an index has them: runs of three or more from first to last, “1, 4 to 9, 12”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = (f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return ", ".join(parts)


def chapter_line(chapter: Chapter) -> str:
    """A chapter as the contents have it."""
    return f"{chapter.title}: {number_words(chapter.numbers) if chapter.entries else also_words(chapter)}"


def also_words(chapter: Chapter) -> str:
    """Where else to look for what belongs to a chapter too."""
    return f"See also {number_words(chapter.also)}"


def volume_words(book: Book) -> str:
    """Which volume it is, and where the indexes are; nothing for a book of one."""
    if book.volumes == 1:
        return ""
    where = "at its end" if book.volume == book.volumes else f"in volume {book.volumes}"
    return f"Volume {book.volume} of {book.volumes}. The indexes are {where}."


def scope_words(book: Book) -> str:
    """How much of how much it has."""
    first, last = book.numbers
    if not first:
        return "There is nothing in it."
    if (first, last) == (1, book.total):
        return f"{book.total} {'entry' if book.total == 1 else 'entries'}"
    return f"Entries {first} to {last} of {book.total}"
