"""The patterns of `data/danger/`: words and classes of words, with so many others between them at most."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from search.matching.stems import stem
from search.understanding.danger_words import classes, lines, named

_GAP: Final = re.compile(r"([~_&])(\d)")


@dataclass(frozen=True)
class Pattern:
    """One way to say it: `text` is its expression, `unless` has the stems beside which it says something else, and of
    each of `parts` there must be a stem."""

    text: str
    parts: tuple[frozenset[str], ...]
    unless: frozenset[str]

    def may_be_in(self, stems: frozenset[str]) -> bool:
        """Whether a text of these stems may hold it: quick to say, and seldom so."""
        return self.unless.isdisjoint(stems) and not any(part.isdisjoint(stems) for part in self.parts)

    @cached_property
    def found(self) -> re.Pattern[str]:
        """What finds it in stems, each with a space after it; made when it is first asked for, as few ever are."""
        return re.compile(rf"(?<!\S)(?:{self.text})")


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """The ways to speak of each kind of danger, by kind."""
    found: dict[str, list[Pattern]] = {}
    kind = ""
    for line in lines("patterns.txt"):
        if line.startswith("#"):
            kind = line.removeprefix("#").strip()
            found[kind] = []
        else:
            found[kind].append(_pattern(line))
    return {kind: tuple(each) for kind, each in found.items()}


@cache
def ordinary() -> tuple[Pattern, ...]:
    """Phrases in which nothing is read."""
    return tuple(map(_pattern, lines("ordinary.txt")))


def _pattern(line: str) -> Pattern:
    parts = line.split()
    unless = [part.removeprefix("!") for part in parts if part.startswith("!")]
    parts = [part for part in parts if not part.startswith("!")]
    return Pattern(
        text=_text(parts),
        parts=tuple(_stems(part) for part in parts if not _GAP.fullmatch(part)),
        unless=frozenset().union(*map(_stems, unless)),
    )


def _text(parts: list[str]) -> str:
    """The expression for some parts: `~` is a gap in which no other clause begins and no child is named, `_` one of any
    words, `&` one without a child between two sides in either order."""
    for at, part in enumerate(parts):
        if part.startswith("&"):
            one, other, gap = _text(parts[:at]), _text(parts[at + 1 :]), _gap(part[1], besides="<child>")
            return f"(?:{one}{gap}{other}|{other}{gap}{one})"
    return "".join(map(_part_text, parts))


def _part_text(part: str) -> str:
    gap = _GAP.fullmatch(part)
    if gap is None:
        return _any_of(part)
    return _gap(gap[2], besides="<breaks>" if gap[1] == "~" else "")


def _gap(most: str, *, besides: str) -> str:
    """So many words at most, those of a class not among them."""
    none_of = f"(?!{_any_of(besides)})" if besides else ""
    return rf"(?:{none_of}\S+ ){{0,{most}}}?"


@cache
def _any_of(part: str) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(_stems(part))))}) "


@cache
def _stems(part: str) -> frozenset[str]:
    return frozenset(stem(word) for each in part.split("|") for word in named(each, classes()))
