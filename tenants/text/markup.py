"""Text that was HTML, or holds some: as words with their lines, lists and addresses, and nothing lost."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr", "html", "legend", "li", "main"}
    | {"nav", "ol", "option", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"}
)
_PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE: Final = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "button",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
    }
    | {"iframe", "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "object", "q", "s", "samp", "select"}
    | {
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "td",
        "textarea",
        "th",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
    | {"base", "col", "colgroup", "embed", "math", "nobr", "source", "video", "audio", "canvas", "picture", "br"}
    | {"i", "wbr"}
)
_HIDDEN: Final = frozenset({"script", "style", "template", "noscript"})
_TAGS: Final = _BLOCKS | _PARAGRAPHS | _INLINE | _HIDDEN
_TAG: Final = re.compile(r"<!--|<[!?][^<>]*>|<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:[\s/][^<>]*)?)>")
_ATTRIBUTE: Final = re.compile(r"([a-zA-Z-]{1,20})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_AMPERSANDS: Final = re.compile(r"&(?:(?:amp|#0{0,4}38|#[xX]0{0,4}26);)+")
_RUNS: Final = re.compile(r"(?:javascript|data|vbscript|about|#)", re.IGNORECASE)
_PASSES: Final = 4
"""So often may markup be written as entities of entities."""
_LINE: Final = "\n"
_BREAK: Final = "\ue0ff"
"""A block's edge: however many meet, they are one line's end."""
_BLANK: Final = "\n\n"


def without_markup(text: str) -> str:
    """`text` without HTML: blocks are lines, lists have signs, a link keeps its address behind its words, a picture its
    description, entities are the characters that they stand for; scripts and styles go. What only looks like a tag,
    as `Jo <jo@example.org>` or `<ten`, is text."""
    for _ in range(_PASSES):
        plain = _decoded(text)
        plain = _read(plain) if _has_markup(plain) else plain
        if plain == text:
            return text
        text = plain
    return _TAG.sub(lambda tag: f"< {tag[0][1:]}", _ENTITY.sub(lambda entity: f"& {entity[0][1:]}", text))


def _decoded(text: str) -> str:
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]).replace("\xa0", " "), _AMPERSANDS.sub("&", text))


def _has_markup(text: str) -> bool:
    return "<" in text and any(map(_is_tag, _TAG.finditer(text)))


def _is_tag(tag: re.Match[str]) -> bool:
    """Whether it is HTML, Word's own (`o:p`) or has attributes; a comment has no name."""
    name = (tag[2] or "").lower()
    return not name or name in _TAGS or ":" in name or "=" in tag[3]


def _read(text: str) -> str:
    reading = _Reading(flows=bool(re.search(r"<(?:p|div|br|li|h[1-6]|td)\b", text, re.IGNORECASE)))
    for words, tag in _pieces(text):
        reading.take(words)
        if tag is not None:
            reading.tag(tag[2].lower(), closes=bool(tag[1]), attributes=tag[3])
    return reading.text()


def _pieces(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The words between tags, each with the tag after it. Comments, scripts and styles are left out."""
    place, ends = 0, _Ends(text)
    while found := _next_tag(text, place):
        words, name = text[place : found.start()], (found[2] or "").lower()
        end = found.end()
        if found[0] == "<!--":
            end = closing.end() if (closing := ends.find("-->", end)) else end
        elif name in _HIDDEN and not found[1]:
            end = closing.start() if (closing := ends.find(f"</{name}", end)) else end
        yield words, found if name else None
        place = end
    yield text[place:], None


def _next_tag(text: str, place: int) -> re.Match[str] | None:
    while found := _TAG.search(text, place):
        if _is_tag(found):
            return found
        place = found.start() + 1
    return None


class _Ends:
    """Where what is left out ends; what isn't found once isn't looked for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()

    def find(self, words: str, place: int) -> re.Match[str] | None:
        """The next `words` from a place on."""
        found = (
            None if words in self._missing else re.compile(re.escape(words), re.IGNORECASE).search(self._text, place)
        )
        if not found:
            self._missing.add(words)
        return found


@dataclass(slots=True)
class _Reading:
    """Words as they are read; `flows` where lines of the source are no lines of the text."""

    flows: bool
    parts: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    at_item: bool = False
    """Whether an item's sign was written, and nothing of the item yet."""

    def take(self, words: str) -> None:
        """Words between tags."""
        said = re.sub(r"\s+", " ", words) if self.flows else words
        if self.at_item:
            said = said.lstrip()
        if said:
            self.parts.append(said)
            self.at_item = False

    def tag(self, name: str, *, closes: bool, attributes: str) -> None:
        """What a tag means for the text."""
        if self.at_item and name in {*_PARAGRAPHS, "br", "div"}:
            return
        if name == "br":
            self.parts.append(_LINE)
        elif name in _PARAGRAPHS:
            self.parts.append(f"{_BREAK}{_BLANK}")
        elif name in ("ul", "ol"):
            self._list(name, closes=closes)
        elif name == "li" and not closes:
            self._item()
        elif name in ("td", "th"):
            self.parts.append(" ")
        elif name == "a":
            self._link(closes=closes, attributes=attributes)
        elif name == "img" and (words := _attribute(attributes, "alt")):
            self.parts.append(f" {words} ")
        elif name in _BLOCKS:
            self.parts.append(_BREAK)

    def text(self) -> str:
        """All of it, without spaces at the ends of lines and without more than one empty line."""
        if self.links:
            self._link(closes=True, attributes="")
        joined = re.sub(f"[ \t\n{_BREAK}]+", _space_of, "".join(self.parts))
        joined = "\n".join(line.strip(" \t") for line in joined.split("\n"))
        if self.flows:
            joined = re.sub(r" {2,}", " ", joined)
        return re.sub(r"\n{3,}", _BLANK, joined).strip()

    def _list(self, name: str, *, closes: bool) -> None:
        self.parts.append(_BREAK)
        self.at_item = False
        if not closes:
            self.lists.append(1 if name == "ol" else 0)
        elif self.lists:
            self.lists.pop()

    def _item(self) -> None:
        number = self.lists[-1] if self.lists else 0
        self.parts.append(f"{_BREAK}{number}. " if number else f"{_BREAK}- ")
        self.at_item = True
        if number:
            self.lists[-1] += 1

    def _link(self, *, closes: bool, attributes: str) -> None:
        if self.links:
            address, start = self.links.pop()
            words = "".join(self.parts[start:]).strip()
            if address and _bare(address) != _bare(words):
                self.parts.append(f" ({address})" if words else address)
        if not closes:
            address = _attribute(attributes, "href").strip()
            shown = "" if _RUNS.match(address) else address.removeprefix("mailto:").removeprefix("tel:")
            self.links.append((shown, len(self.parts)))


def _space_of(run: re.Match[str]) -> str:
    """What stands between words where blocks meet."""
    if _BREAK not in run[0]:
        return run[0]
    return _BLANK if _BLANK in run[0] else _LINE


def _attribute(attributes: str, name: str) -> str:
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1].lower() == name:
            return next((value for value in found.groups()[1:] if value is not None), "")
    return ""


def _bare(address: str) -> str:
    """An address as people write it beside it."""
    return address.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
