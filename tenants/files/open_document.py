"""OpenDocument texts, sheets and slides: no scripts, nothing fetched from elsewhere, no other file inside."""

from collections.abc import Mapping
from typing import Final

from tenants.files.elements import DAMAGED, OnElement
from tenants.files.errors import BadUpload
from tenants.files.links import refuse_fetched, refuse_odd_link
from tenants.files.packages import MACROS, OTHER_FILE, Package

MIMETYPE: Final = "mimetype"
MANIFEST: Final = "META-INF/manifest.xml"
TYPES: Final = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_SCRIPTS: Final = frozenset({"script", "applet", "plugin", "floating-frame"})
_OUTSIDE: Final = frozenset({"dde-source", "dde-connection-decl", "dde-link"})
_HARMLESS_ACTIONS: Final = frozenset({"show", "none", "previous-page", "next-page", "first-page", "last-page", "stop"})
_READ: Final = ("content.xml", "styles.xml", "meta.xml")


def open_document_extension(package: Package) -> str:
    """Which of TYPES it is. Raises BadUpload for what isn't safe to hand on."""
    extension = TYPES.get(package.head(MIMETYPE).decode("ascii", "replace").strip())
    if extension is None:
        raise BadUpload(DAMAGED)
    if MANIFEST in package.names:
        _read(package, MANIFEST, _on_manifest)
    for name in package.names:
        if name.rpartition("/")[2].lower() in _READ:
            _read(package, name, _on_element)
    return extension


def _read(package: Package, name: str, on_element: OnElement) -> None:
    with package.archive.open(name) as part:
        package.reader.read(part, on_element)


def _on_manifest(name: str, attributes: Mapping[str, str]) -> None:
    if name == "encryption-data":
        raise BadUpload("The document is protected with a password. Save it without one, so that everybody can open it")
    if "oleobject" in attributes.get("media-type", ""):
        raise BadUpload(OTHER_FILE)


def _on_element(name: str, attributes: Mapping[str, str]) -> None:
    if name in _SCRIPTS or (name == "event-listener" and _runs(attributes)):
        raise BadUpload(MACROS)
    if name == "object-ole":
        raise BadUpload(OTHER_FILE)
    target = attributes.get("href", "").strip()
    if name in _OUTSIDE:
        refuse_fetched(target or name)
    if name == "a":
        refuse_odd_link(target)
    elif _is_outside(target) and name != "template":
        refuse_fetched(target)
    elif name == "template" and not target.lower().startswith("file:///") and ":" in target:
        refuse_fetched(target)  # a path on the author's own computer is only a remark; an address is asked


def _runs(attributes: Mapping[str, str]) -> bool:
    """Buttons on slides lead to other slides; every other listener runs something."""
    return attributes.get("action", "macro").strip() not in _HARMLESS_ACTIONS


def _is_outside(target: str) -> bool:
    return ":" in target.partition("/")[0] or target.startswith(("//", "\\", "../", "/"))
