"""Photos and documents as people upload them, and such that must not be taken."""

import io
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pikepdf
from PIL import Image

CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
OFFICE_TYPES = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
OFFICE_MAINS = {
    "docx": ("word", "document", "wordprocessingml.document"),
    "xlsx": ("xl", "workbook", "spreadsheetml.sheet"),
    "pptx": ("ppt", "presentation", "presentationml.presentation"),
}
"""Of each kind: the folder and name of its main part, and the middle of that part's content type."""


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


def zipped(**parts: str | bytes) -> bytes:
    """A zip file of these parts, the same at any time; `__` in a name stands for a slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), content)
    return made.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], object] | None = None) -> bytes:
    """A PDF of one empty page, the same at any time, its objects written out; `change` may do something to it."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        if change is not None:
            change(document)
        document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


PDF = pdf()


def office(kind: str, *, main: str = "", types: Mapping[str, str] | None = None, **more: str | bytes) -> bytes:
    """An Office document (docx, xlsx or pptx) with `more` parts; `types` are content types by part, `main` another one
    of its own."""
    folder, name, usual = OFFICE_MAINS[kind]
    overrides = {f"/{folder}/{name}.xml": main or f"{OFFICE_TYPES}.{usual}.main+xml", **(types or {})}
    listed = "".join(f'<Override PartName="{part}" ContentType="{of}"/>' for part, of in overrides.items())
    content_types = CONTENT_TYPES.replace("/>", f">{listed}</Types>")
    return zipped(**{"[Content_Types].xml": content_types, f"{folder}__{name}.xml": "<a/>", **more})


def docx(**more: Any) -> bytes:
    """A Word document, with `more` parts."""
    return office("docx", **more)


def xlsx(**more: Any) -> bytes:
    """An Excel workbook without sheets, with `more` parts."""
    return office("xlsx", **more)


def pptx(**more: Any) -> bytes:
    """A PowerPoint file without slides, with `more` parts."""
    return office("pptx", **more)


def rels(part: str, kind: str, target: str, *, external: bool = True, base: str = RELATIONS) -> dict[str, str]:
    """The relationships of a part, one of which leads to `target`: the part that `docx` and its like take."""
    folder, _, name = part.rpartition("__")
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="r1" Type="{base}/relationships/{kind}" Target="{escape(target)}"{mode}/>'
    return {f"{folder}___rels__{name}.xml.rels": f"<Relationships>{line}</Relationships>"}


def odt(mimetype: str = OPEN_TEXT, /, **more: Any) -> bytes:
    """An OpenDocument text, with `more` parts."""
    return zipped(**{"mimetype": mimetype, "content.xml": "<office/>", **more})
