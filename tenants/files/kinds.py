"""Which documents are taken, and what each is served as."""

from dataclasses import dataclass
from typing import Final

from tenants.files.office_open import MAIN
from tenants.files.open_document import TYPES as OPEN_TYPES

PDF: Final = "pdf"
TEXTS: Final = (PDF, "docx", "odt")
"""What families can open on most devices."""
OFFICE: Final = (*TEXTS, "xlsx", "pptx", "ods", "odp")
TYPES: Final = {
    PDF: "application/pdf",
    **{extension: main.removesuffix(".main+xml") for main, extension in MAIN.items()},
    **{extension: kind for kind, extension in OPEN_TYPES.items()},
}
"""The content type of each extension that is taken."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is kept, with what its content says it is."""

    content: bytes
    extension: str

    @property
    def content_type(self) -> str:
        """What it is served as."""
        return TYPES[self.extension]
