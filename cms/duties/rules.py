"""What counts as evidence of a duty, in a small language that officers can read:

    page & service topic=therapies,mental-health min=3 ages=0-25
    statement | process consultation within=1095

A rule is clauses joined by `&` (all of them) or by `|` (any), never by both. A clause is `page`, `statement`,
`process KIND within=DAYS`, or `service` with what a listing must be. Nothing is guessed: what isn't known is refused.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from cms.duties.models import PageKind, ProcessKind
from search.matching.filters import AGE_RANGE, FLAGS, VOCABULARIES

LONGEST_RULE: Final = 400
MOST_LISTINGS: Final = 500
MOST_DAYS: Final = 3660
OWN_TERMS: Final = ("topic", "need")
"""Of these each council has its own: whether a code is one of them is asked when evidence is looked for."""
CODES: Final = (*OWN_TERMS, *VOCABULARIES)
YES_ALONE: Final = frozenset({"fresh", *FLAGS})
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadRule(ValueError):
    """A rule that can't be read; the message is a sentence that says what is wrong in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClause:
    """A page, or a statement, that somebody signed."""

    kind: PageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessClause:
    """Something that was done within so many days."""

    kind: ProcessKind
    within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceClause:
    """At least so many listings that are all of this."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes by filter: any of them."""
    flags: frozenset[str] = frozenset()
    """What must be so of every listing, by name: `out_of_area`, `section_41`, `personal_budget`, `free`."""
    at_least: int = 1
    fresh: bool = False
    """Whether a single listing that is overdue is too many."""
    ages: tuple[int, int] | None = None
    """Ages none of which may be without a listing."""
    every: tuple[str, tuple[str, ...]] | None = None
    """A filter and its codes, none of which may be without a listing."""


Clause = PageClause | ProcessClause | ServiceClause


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Clauses of which all count, or any one."""

    clauses: tuple[Clause, ...]
    any: bool = False

    @property
    def kinds_of_pages(self) -> tuple[PageKind, ...]:
        """What pages it asks for."""
        return tuple(each.kind for each in self.clauses if isinstance(each, PageClause))


@lru_cache(maxsize=1024)
def read_rule(text: str) -> Rule:
    """The rule that `text` says. Raises BadRule."""
    if len(text) > LONGEST_RULE:
        raise BadRule(f"A rule has {LONGEST_RULE} characters at the most.")
    if "&" in text and "|" in text:
        raise BadRule("Join clauses by “&” or by “|”, not by both.")
    parts = [part.strip() for part in re.split(r"[&|]", text)]
    if not all(parts):
        raise BadRule("A clause is missing. Begin with page, statement, process or service.")
    return Rule(clauses=tuple(_clause(part) for part in parts), any="|" in text)


def _clause(text: str) -> Clause:
    kind, *words = text.split()
    read = _KINDS.get(kind)
    if read is None:
        raise BadRule(f"“{kind[:40]}” is no kind of evidence. Use page, statement, process or service.")
    return read(words)


def _page(kind: PageKind) -> Callable[[list[str]], Clause]:
    def read(words: list[str]) -> Clause:
        if words:
            raise BadRule(f"Nothing follows “{kind.value}”: take out “{words[0][:40]}”.")
        return PageClause(kind=kind)

    return read


def _process(words: list[str]) -> Clause:
    if not words or words[0] not in ProcessKind.values:
        raise BadRule(f"Say which process: {', '.join(ProcessKind.values)}.")
    values = _pairs(words[1:])
    if values.keys() != {"within"}:
        raise BadRule("A process has “within=” and a number of days after it, and nothing else.")
    return ProcessClause(kind=ProcessKind(words[0]), within=_number("within", values["within"], 1, MOST_DAYS))


def _service(words: list[str]) -> Clause:
    flags = [word for word in words if word in YES_ALONE]
    if len(set(flags)) < len(flags):
        raise BadRule("Something is said twice.")
    values = _pairs([word for word in words if word not in YES_ALONE])
    if unknown := values.keys() - {*CODES, "min", "ages", "every"}:
        raise BadRule(f"“{min(unknown)[:40]}” is nothing that is known of a listing.")
    return ServiceClause(
        chosen={name: _codes(name, values[name]) for name in CODES if name in values},
        flags=frozenset(flags) - {"fresh"},
        at_least=_number("min", values.get("min", "1"), 1, MOST_LISTINGS),
        fresh="fresh" in flags,
        ages=_ages(values["ages"]) if "ages" in values else None,
        every=_every(values["every"]) if "every" in values else None,
    )


_KINDS: Final[Mapping[str, Callable[[list[str]], Clause]]] = {
    "page": _page(PageKind.PAGE),
    "statement": _page(PageKind.STATEMENT),
    "process": _process,
    "service": _service,
}


def _pairs(words: list[str]) -> dict[str, str]:
    """Values by name of words such as `min=3`."""
    pairs: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not value:
            raise BadRule(f"“{word[:40]}” can’t be read. Write a name, “=” and a value without spaces.")
        if name in pairs:
            raise BadRule(f"“{name[:40]}” is said twice.")
        pairs[name] = value
    return pairs


def _codes(name: str, text: str) -> tuple[str, ...]:
    codes = tuple(text.split(","))
    known = VOCABULARIES.get(name)
    for code in codes:
        if not _CODE.fullmatch(code) or (known is not None and code not in known):
            raise BadRule(f"“{code[:40]}” is no {name.replace('_', ' ')}.")
    if len(set(codes)) < len(codes):
        raise BadRule(f"“{name}” has a code twice.")
    return codes


def _every(text: str) -> tuple[str, tuple[str, ...]]:
    name, _, codes = text.partition(":")
    if name not in CODES:
        raise BadRule(f"“{name[:40]}” is no group of codes.")
    return name, _codes(name, codes)


def _ages(text: str) -> tuple[int, int]:
    low, sign, high = text.partition("-")
    if not sign:
        raise BadRule("Ages are two numbers, such as 0-25.")
    ages = _number("ages", low, *AGE_RANGE), _number("ages", high, *AGE_RANGE)
    if ages[0] > ages[1]:
        raise BadRule("The lower age comes first.")
    return ages


def _number(name: str, text: str, low: int, high: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not low <= int(text) <= high:
        raise BadRule(f"“{name}” is a whole number from {low} to {high}.")
    return int(text)


def write_rule(rule: Rule) -> str:
    """The rule as text that reads as it again."""
    return (" | " if rule.any else " & ").join(" ".join(_words(clause)) for clause in rule.clauses)


def _words(clause: Clause) -> list[str]:
    if isinstance(clause, PageClause):
        return [clause.kind.value]
    if isinstance(clause, ProcessClause):
        return ["process", clause.kind.value, f"within={clause.within}"]
    extra: dict[str, Any] = {"min": clause.at_least if clause.at_least > 1 else ""}
    extra["ages"] = "-".join(map(str, clause.ages)) if clause.ages else ""
    extra["every"] = f"{clause.every[0]}:{','.join(clause.every[1])}" if clause.every else ""
    return [
        "service",
        *(f"{name}={','.join(codes)}" for name, codes in clause.chosen.items()),
        *(f"{name}={value}" for name, value in extra.items() if value),
        *sorted(clause.flags),
        *(["fresh"] if clause.fresh else []),
    ]
