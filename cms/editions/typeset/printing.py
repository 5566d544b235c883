"""Has a book set as PDF, in a process that may use so much and no more."""

from base64 import b64decode
from pathlib import Path
from typing import Final

from django.conf import settings

from cms.editions.book import Book
from cms.editions.errors import NotMade
from cms.editions.typeset.data import as_json, data_of
from cms.editions.typeset.glyphs import check_glyphs
from cms.editions.typeset.press import typeset
from tenants.confined.errors import ReaderFailed, TooMuchWork
from tenants.confined.limits import MB, Limits
from tenants.confined.run import read_confined

LIMITS: Final = Limits(memory=1536 * MB, cpu=60, wall=60)
"""Of one volume. A process maps far more than it uses: 250 entries take some 175 MB."""
WHILE_WAITING: Final = Limits(memory=1536 * MB, cpu=20, wall=15)
_FAILED: Final = "The PDF could not be made. Try again, or use the page or plain text."


def check_printable(book: Book) -> None:
    """Raise NoGlyph for characters that no font has."""
    check_glyphs(data_of(book, 12), Path(settings.EDITION_FONTS))


def print_pdf(book: Book, points: int, limits: Limits = LIMITS) -> bytes:
    """The PDF of a book in a size of print, tagged for screen readers (PDF/UA-1).

    Raises NoGlyph for characters that no font has, and NotMade.
    """
    data, fonts = data_of(book, points), Path(settings.EDITION_FONTS)
    check_glyphs(data, fonts)
    try:
        made = read_confined(typeset, as_json(data), limits, fonts=str(fonts), day=book.made_on.isoformat())
    except (TooMuchWork, ReaderFailed) as problem:
        raise NotMade(_FAILED) from problem
    return b64decode(made)
