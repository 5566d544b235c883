"""The other side of the press: runs in a process of its own (`tenants.confined`) and imports little.

Typst is asked for PDF/UA-1, so what a screen reader needs (tags, a title, a language, text for every glyph) is there
or there is no file.
"""

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import typst

SOURCE = Path(__file__).with_name("book.typ")


def typeset(content: bytes, *, fonts: str, day: str) -> str:
    """The PDF, in base64, of a book's data as JSON, with the fonts of a folder and none of the machine's."""
    made = typst.compile(
        str(SOURCE),
        format="pdf",
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"book": content.decode()},
        pdf_standards="ua-1",
        timestamp=datetime.fromisoformat(day).replace(tzinfo=UTC),
    )
    return b64encode(made).decode()
