"""The starter tree: the pages of advice that a council can start with, read from `data/`.

`data/sections.toml` names the sections and their pages in order; each page is a file of its own in `data/pages/`. Texts
are Markdown. A page with a question to its writer is the council's own policy: it starts as a draft.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from markdown_it import MarkdownIt

from cms.pages.blocks import Block
from cms.pages.models import PageKind

DATA: Final = Path(__file__).parent / "data"
_MARKDOWN: Final = MarkdownIt("zero").enable(["heading", "list", "link", "emphasis"])
_PAGE_KEYS: Final = frozenset(["title", "summary", "topics", "needs", "kind", "legal_basis", "body"])


class BadTree(ValueError):
    """A file of the tree that can't be read; the words name the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreePage:
    """One page of advice: its address within its section, its words, and what it leads to services by."""

    slug: str
    title: str
    summary: str
    body: list[Block]
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    kind: PageKind = PageKind.GUIDE
    legal_basis: str = ""

    @property
    def asks(self) -> bool:
        """Whether it has questions to its writer: nobody but the council can finish it."""
        return any(kind == "question" for kind, _ in self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the tree: its own page and those below it."""

    page: TreePage
    pages: tuple[TreePage, ...]


def _html(words: str) -> str:
    return str(_MARKDOWN.render(words)).replace("strong>", "b>")


ADVICE: Final = TreePage(
    slug="advice",
    title="Advice and information",
    summary="Plain answers to what families ask most, and the services that can help.",
    body=[("text", _html("You do not need a diagnosis to ask for help, and you can ask us anything, at any time."))],
)
"""The page above all sections."""


@cache
def starter_tree() -> tuple[Section, ...]:
    """All sections in their order. Raises BadTree."""
    listed = tomllib.loads((DATA / "sections.toml").read_text(encoding="utf-8"))["section"]
    return tuple(
        Section(
            page=_page(each["slug"], {key: value for key, value in each.items() if key not in {"slug", "pages"}}),
            pages=tuple(_read(slug) for slug in each["pages"]),
        )
        for each in listed
    )


def _read(slug: str) -> TreePage:
    path = DATA / "pages" / f"{slug}.toml"
    try:
        return _page(slug, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadTree(f"{path.name}: {error}") from error


def _page(slug: str, written: dict[str, Any]) -> TreePage:
    if unknown := written.keys() - _PAGE_KEYS:
        raise BadTree(f"{slug}: nothing is called {', '.join(sorted(unknown))}")
    return TreePage(
        slug=slug,
        title=written["title"],
        summary=written["summary"],
        body=[block for each in written["body"] for block in _blocks(each)],
        topics=tuple(written.get("topics", ())),
        needs=tuple(written.get("needs", ())),
        kind=PageKind(written.get("kind", PageKind.GUIDE)),
        legal_basis=written.get("legal_basis", ""),
    )


def _blocks(written: dict[str, Any]) -> Iterator[Block]:
    """The blocks of one `[[body]]`, which holds one thing."""
    ((kind, value),) = written.items()
    match kind:
        case "text":
            yield "text", _html(value)
        case "steps":
            yield "steps", [{"title": title, "text": words} for title, words in value]
        case "details":
            yield "details", [{"title": title, "text": _html(words)} for title, words in value]
        case "notice":
            yield "notice", dict(zip(("title", "text"), value, strict=True))
        case "contact":
            yield "contact", {"title": "Ask us"}
        case "ask":
            yield "ask", value
        case "question":
            yield "question", {"question": value, "answer": ""}
        case "timeline":
            yield "timeline", {"starts": value["starts"], "events": [_time_limit(*each) for each in value["events"]]}
        case _:
            raise BadTree(f"there is no block {kind!r}")


def _time_limit(title: str, number: int, unit: str, text: str, regulation: str) -> dict[str, Any]:
    return {"title": title, "number": number, "unit": unit, "text": text, "regulation": regulation}
