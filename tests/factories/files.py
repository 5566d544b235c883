"""Photos and documents as people upload them, and such that must not be taken."""

import io
import zipfile
from typing import Any

from PIL import Image

CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def photo(kind: str = "JPEG", size: tuple[int, int] = (800, 600), colour: str = "teal", **options: Any) -> bytes:
    """A picture of one colour in the format."""
    made = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, colour).save(made, kind, **options)
    return made.getvalue()


def logo(kind: str = "PNG", size: tuple[int, int] = (600, 240), colour: str = "teal", **options: Any) -> bytes:
    """A logo of one colour, without a border."""
    return photo(kind, size, colour, **options)


def photo_with_gps() -> bytes:
    """A JPEG that says where it was taken and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[2] = (52.0, 2.0, 26.0)
    exif[0x010E] = "a secret description"
    return photo(size=(900, 300), exif=exif)


def zipped(**parts: str) -> bytes:
    """A zip file of these parts, the same at any time; `__` in a name stands for a slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), content)
    return made.getvalue()


def docx(**more: str) -> bytes:
    """A Word document, with `more` parts."""
    return zipped(**{"[Content_Types].xml": CONTENT_TYPES, "word__document.xml": "<w:document/>", **more})


def odt(**more: str) -> bytes:
    """An OpenDocument text, with `more` parts."""
    return zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>", **more})
