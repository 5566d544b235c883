"""Word, Excel and PowerPoint documents: no macros, nothing fetched from elsewhere, no other file inside."""

import re
from collections.abc import Mapping
from typing import Final

from tenants.files.elements import DAMAGED
from tenants.files.errors import BadUpload
from tenants.files.links import refuse_fetched, refuse_odd_link
from tenants.files.packages import MACROS, OTHER_FILE, ZIP, Package, opened

CONTENT_TYPES: Final = "[Content_Types].xml"
MAIN: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
"""The content type of the part that makes a document what it is, and its extension."""
_MACRO_TYPES: Final = re.compile(r"macro|vba|activex|attachedtoolbars|webextension", re.IGNORECASE)
_OUTSIDE_TYPES: Final = re.compile(r"externallink|connections\+|querytable|oleobject", re.IGNORECASE)
_RELATIONS: Final = frozenset({"afchunk", "attachedtemplate", "oleobject", "externallinkpath", "subdocument", "frame"})
"""What brings in other files, however it is written."""
_ACTION: Final = re.compile(r"ppaction://(?:program|macro|ole)", re.IGNORECASE)
_FIELD: Final = re.compile(
    r"\W*(?:DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)
_EMBEDDED: Final = "/embeddings/"


def office_extension(package: Package, *, inside: bool = False) -> str:
    """Which of MAIN it is; `inside`, for one that is in another. Raises BadUpload for what isn't safe to hand on."""
    extension = _extension(package)
    for name in package.names:
        lower = name.lower()
        if lower.endswith(".rels"):
            _refuse_relations(package, name)
        elif _EMBEDDED in lower and not lower.endswith("/"):
            _refuse_embedded(package, name, inside=inside)
        elif extension != "xlsx" and _is_xml(package.head(name)):  # sheets have neither fields nor buttons
            _refuse_fields(package, name)
    return extension


def _extension(package: Package) -> str:
    found: set[str] = set()

    def on_element(name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if _MACRO_TYPES.search(kind):
            raise BadUpload(MACROS)
        if _OUTSIDE_TYPES.search(kind):
            raise BadUpload("The document is linked to another file. Break the link in Office, then choose it again")
        if kind in MAIN:
            found.add(MAIN[kind])

    with package.archive.open(CONTENT_TYPES) as part:
        package.reader.read(part, on_element)
    if len(found) != 1:
        raise BadUpload(DAMAGED)
    return found.pop()


def _refuse_relations(package: Package, name: str) -> None:
    def on_element(element: str, attributes: Mapping[str, str]) -> None:
        target, kind = attributes.get("Target", ""), attributes.get("Type", "").rpartition("/")[2].lower()
        if kind in _RELATIONS:
            refuse_fetched(target)
        if attributes.get("TargetMode", "").strip().lower() == "external":
            if kind != "hyperlink":
                refuse_fetched(target)
            refuse_odd_link(target)

    with package.archive.open(name) as part:
        package.reader.read(part, on_element)


def _refuse_embedded(package: Package, name: str, *, inside: bool) -> None:
    """A chart keeps its figures in a workbook of its own; nothing else may be inside."""
    if inside or package.head(name, len(ZIP)) != ZIP:
        raise BadUpload(OTHER_FILE)
    inner = opened(package.archive.read(name), package.reader)
    if CONTENT_TYPES not in inner.names or office_extension(inner, inside=True) != "xlsx":
        raise BadUpload(OTHER_FILE)


def _is_xml(head: bytes) -> bool:
    """Whether a part is markup, whatever it is called; in two bytes a letter too."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")


def _refuse_fields(package: Package, name: str) -> None:
    """Fields that run or fetch something when the document is opened, and buttons that start a program."""
    words: list[str] = []
    in_field = False

    def on_element(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal in_field
        in_field = element == "instrText"
        if element == "fldChar":
            _refuse_field("".join(words))
            words.clear()
        _refuse_field(attributes.get("instr", ""))
        if _ACTION.match(attributes.get("action", "").strip()):
            raise BadUpload("The document has a button that starts a program. Take it out, then choose it again")

    def on_text(text: str) -> None:
        if in_field:
            words.append(text)

    with package.archive.open(name) as part:
        package.reader.read(part, on_element, on_text)
    _refuse_field("".join(words))


def _refuse_field(instruction: str) -> None:
    if _FIELD.match(instruction):
        refuse_fetched(instruction)
