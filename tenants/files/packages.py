"""Office documents: zip files of parts, of Office Open XML or OpenDocument. Judged by their parts, never by a name."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from tenants.files.elements import DAMAGED, ElementReader
from tenants.files.errors import BadUpload

ZIP: Final = b"PK\x03\x04"
MACROS: Final = "The document holds macros. Save it without them, then choose it again"
OTHER_FILE: Final = "The document holds another file or program. Take it out, then choose it again"
_MOST_UNPACKED: Final = 200 * 1024 * 1024
_MOST_PARTS: Final = 2000
_MACRO_PARTS: Final = re.compile(r"vbaproject|vbadata|activex|macrosheet|^basic/|^scripts/", re.IGNORECASE)
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\xca\xfe\xba\xbe", b"Rar!")
_MARKUP: Final = re.compile(rb"\s*<(?:!doctype|html|head|body|script)[\s>]", re.IGNORECASE)
_HEAD: Final = 512
_LOCKED_BIT: Final = 0x1


@dataclass(slots=True)
class Package:
    """An opened document; `reader` counts the elements of all its parts, and of documents inside it."""

    archive: zipfile.ZipFile
    reader: ElementReader = field(default_factory=ElementReader)

    @property
    def names(self) -> list[str]:
        """The names of its parts."""
        return self.archive.namelist()

    def head(self, name: str, most: int = _HEAD) -> bytes:
        """The first bytes of a part."""
        with self.archive.open(name) as part:
            return part.read(most)


def opened(content: bytes, reader: ElementReader | None = None) -> Package:
    """The document with its parts looked over. Raises BadUpload."""
    try:
        package = Package(zipfile.ZipFile(io.BytesIO(content)), reader or ElementReader())
        _refuse_parts(package)
    except BadUpload:
        raise
    except ZIP_ERRORS as error:
        raise BadUpload(DAMAGED) from error
    return package


ZIP_ERRORS: Final = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError),
    *(ValueError, KeyError, zlib.error),
)
"""What the library meets damage with."""


def _refuse_parts(package: Package) -> None:
    parts = package.archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise BadUpload("The document is too big when it is unpacked. Make it smaller")
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names) or any(part.flag_bits & _LOCKED_BIT for part in parts):
        raise BadUpload(DAMAGED)  # two parts of one name: which of them is read depends on who reads
    if any(_MACRO_PARTS.search(name) or name.startswith("/") or ".." in name.split("/") for name in names):
        raise BadUpload(MACROS)
    for name in package.names:
        head = package.head(name)
        if head.startswith(_PROGRAMS) or _MARKUP.match(head.lstrip(b"\xef\xbb\xbf")):
            raise BadUpload(OTHER_FILE)
