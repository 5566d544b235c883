"""What a document cites: files, modules, names, tests, make targets and commands; and what of it the tree lacks."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tests.unit.project.commands import is_command

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("localoffer", "tenants", "search", "providers", "cms", "infra", "tests")
FOLDERS = (".ci", "platform", *ROOMS[1:])
TEXT = {".py", ".html", ".css", ".js", ".sh", ".toml", ".yml", ".example", ".conf", ".Dockerfile"}

_SPAN = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)")
_PATH = re.compile(rf"(?<![\w/.@-])(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./*-]*(?:::\w+)?")
_DOTTED = re.compile(rf"(?<![\w/.@-])(?:{'|'.join(ROOMS)})(?:\.[A-Za-z_]\w*)+(?![\w/-])")
_TEMPLATE = re.compile(r"(?<![\w/.-])[\w-]+/[\w/-]+\.(?:html|css|js|svg)(?!\w)")
_FILE = re.compile(r"(?:[\w-]+\.)+(?:py|md|toml|yml|json|html|sh|conf)|Makefile|\.importlinter")
_NAME = re.compile(r"([A-Za-z]\w*)(?:\(\))?")
_TARGET = re.compile(r"\bmake ([a-z][\w-]*)")
_COMMAND = re.compile(r"\blocaloffer ([a-z][\w-]*)(?: ([a-z][a-z-]+))?(?![\w/.])")


class Cited(NamedTuple):
    """One citation: `kind` is `link`, `path`, `dotted`, `template`, `file`, `name`, `target` or `command`."""

    kind: str
    text: str


def missing(document: str, folder: Path) -> list[str]:
    """What a document in `folder` cites and the tree does not have, as `kind text`."""
    return [f"{cited.kind} {cited.text}" for cited in cited_in(document) if not _is_there(cited, folder)]


def cited_in(document: str) -> Iterator[Cited]:
    """Every citation of a document, in order. Names and bare files count only as the whole of a span in backticks."""
    for found in _LINK.findall(document):
        if "://" not in found:
            yield Cited("link", found)
    for span in _SPAN.findall(document):
        text = span.strip("`")
        for path in _PATH.findall(text):
            yield Cited("path", path.rstrip("."))
        plain = _PATH.sub(" ", text)
        yield from (Cited("dotted", dotted) for dotted in _DOTTED.findall(plain))
        yield from (Cited("template", name) for name in _TEMPLATE.findall(plain))
        yield from (Cited("target", target) for target in _TARGET.findall(text))
        yield from (Cited("command", " ".join(filter(None, words))) for words in _COMMAND.findall(text))
        if _FILE.fullmatch(text) and not _DOTTED.fullmatch(text):
            yield Cited("file", text)
        if (name := _NAME.fullmatch(text)) and _is_ours(name[1]):
            yield Cited("name", name[1])


def _is_ours(name: str) -> bool:
    """Whether a word looks like a name of the code: with an underscore, or capitals inside."""
    return "_" in name.strip("_") or bool(re.search(r"[a-z][A-Z]", name))


def _is_there(cited: Cited, folder: Path) -> bool:
    text = cited.text
    match cited.kind:
        case "link":
            return (folder / text).exists()
        case "path":
            path, _, name = text.partition("::")
            return any(ROOT.glob(path.rstrip("/"))) and (not name or name in _names_of(ROOT / path))
        case "dotted":
            return is_dotted_name(text)
        case "template":
            return any(_with_suffix(text))
        case "file":
            return (ROOT / text).is_file() or (folder / text).is_file()
        case "target":
            return f"\n{text}:" in (ROOT / "Makefile").read_text()
        case "command":
            return is_command(*text.split())
        case _:
            return text in _words()


def is_dotted_name(dotted: str) -> bool:
    """Whether `room.module`, `room.module.name` or `room.module.Class.attribute` is in the tree."""
    parts = dotted.split(".")
    base = ROOT / "platform" if parts[0] == "localoffer" else ROOT
    for length in range(len(parts), 0, -1):
        place = base.joinpath(*parts[:length])
        module = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        rest = parts[length:]
        if module.is_file() or (place.is_dir() and not rest):
            return not rest or (len(rest) <= 2 and ".".join(rest) in _names_of(module))
    return False


@lru_cache
def _names_of(module: Path) -> frozenset[str]:
    """What a module defines at its top, and the attributes of its classes as `Class.attribute`."""
    if not module.is_file():
        return frozenset()
    return frozenset(_defined(ast.parse(module.read_text()).body, imports=module.name == "__init__.py"))


def _defined(body: list[ast.stmt], *, imports: bool = False, prefix: str = "") -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield prefix + node.name
        if isinstance(node, ast.ClassDef) and not prefix:
            yield from _defined(node.body, prefix=f"{node.name}.")
        if isinstance(node, ast.ImportFrom) and imports:
            yield from (alias.asname or alias.name for alias in node.names)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        yield from (prefix + target.id for target in targets if isinstance(target, ast.Name))


def _with_suffix(name: str) -> Iterator[Path]:
    """Templates and static files by the name under which Django finds them."""
    for folder in FOLDERS:
        for kind in ("templates", "jinja2", "static"):
            yield from (ROOT / folder).glob(f"**/{kind}/{name}")


@lru_cache
def _words() -> frozenset[str]:
    """Every word of the tree's sources, without these tests' own and what is fetched."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in TEXT]
    files = [path for path in files if path.parent != Path(__file__).parent and "vendor" not in path.parts]
    files += [path for path in ROOT.iterdir() if path.suffix in TEXT]
    return frozenset(word for path in files for word in re.findall(r"\w+", path.read_text()))
