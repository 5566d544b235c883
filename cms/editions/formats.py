"""What an edition comes as. The codes are in addresses and in the names of files."""

from enum import StrEnum
from typing import Final


class Format(StrEnum):
    """A way to read an edition: in the browser, as a PDF, each in three sizes of print, or as plain text."""

    PAGE = "page"
    PAGE_16 = "page-16"
    PAGE_20 = "page-20"
    PDF = "pdf"
    PDF_16 = "pdf-16"
    PDF_20 = "pdf-20"
    TEXT = "text"

    @property
    def points(self) -> int:
        """The size of its body text, in points."""
        return next((size for size in (16, 20) if self.value.endswith(f"-{size}")), 12)

    @property
    def is_pdf(self) -> bool:
        """Whether it is typeset into a PDF."""
        return self in (Format.PDF, Format.PDF_16, Format.PDF_20)

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it as a page."""
        return self in (Format.PAGE, Format.PAGE_16, Format.PAGE_20)

    @property
    def label(self) -> str:
        """What people call it."""
        return LABELS[self]


LABELS: Final = {
    Format.PAGE: "Page to print",
    Format.PAGE_16: "Page to print, large print (16 point)",
    Format.PAGE_20: "Page to print, very large print (20 point)",
    Format.PDF: "PDF",
    Format.PDF_16: "PDF in large print (16 point)",
    Format.PDF_20: "PDF in very large print (20 point)",
    Format.TEXT: "Plain text",
}
DEFAULT: Final = Format.PAGE
