"""The queries and what people judged of them, from the CSVs beside this file."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from infra.benchmarks.relevance.collection import RELEVANCE, TEXT_ONLY, Listing, judged_councils
from infra.benchmarks.relevance.metrics import GOOD

FOLDER: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Query:
    """One search as somebody would type it, on one council's site. `held_out` ones are never looked at for tuning."""

    key: str
    council: str
    who: str
    words: str
    postcode: str
    age: str
    need: str
    held_out: bool

    def parameters(self) -> dict[str, str]:
        """The parameters of `/search/` that ask it."""
        given = {"q": self.words, "postcode": self.postcode, "age": self.age, "need": self.need}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one listing is worth to one query (3 exactly what is meant, 2 good, 1 somewhat, 0 not), and why."""

    query: str
    key: str
    grade: int
    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A grade of every listing with these facts, for queries that ask for a kind of thing. Empty facts don't matter."""

    query: str
    prefix: str
    settings: frozenset[str]
    age: int | None
    outcodes: frozenset[str]
    grade: int
    reason: str

    def covers(self, listing: Listing) -> bool:
        """Whether the listing has all the facts."""
        return (
            listing.key.startswith(self.prefix)
            and (not self.settings or listing.setting in self.settings)
            and (self.age is None or listing.age_min <= self.age <= listing.age_max)
            and (not self.outcodes or bool(self.outcodes & listing.outcodes))
        )


def is_held_out(key: str) -> bool:
    """Whether a query is kept out of tuning: its name alone decides, so nobody chooses the easy ones."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 1


def queries() -> list[Query]:
    """All queries, in the file's order."""
    return [
        Query(
            key=row["query"],
            council=row["council"],
            who=row["who"],
            words=row["words"],
            postcode=row["postcode"],
            age=row["age"],
            need=row["need"],
            held_out=row["held_out"] == "yes",
        )
        for row in _rows("queries.csv")
    ] + [_text_only_query(words) for words in _answered()]


def _text_only_query(words: str) -> Query:
    """None of them is held out: this set is for tuning, and one like it that nobody here has seen is for the test."""
    return Query(
        key=words, council=TEXT_ONLY.slug, who="parent", words=words, postcode="", age="", need="", held_out=False
    )


@cache
def judgements() -> tuple[Judgement, ...]:
    """All judgements of single listings; those that were read and aren't wanted are in a file of their own."""
    wanted = [
        Judgement(row["query"], row["external_id"], int(row["grade"]), row["reason"]) for row in _rows("judgements.csv")
    ]
    unwanted = [
        Judgement(row["query"], key, 0, row["reason"])
        for row in _rows("unwanted.csv")
        for key in row["external_ids"].split()
    ]
    text_only = {(row["query"], row["external_id"]): row for row in reversed(_text_only_rows())}
    return (
        *wanted,
        *unwanted,
        *(
            Judgement(*key, int(row["grade"]), row.get("reason", "judged with the set"))
            for key, row in text_only.items()
        ),
    )


def _answered() -> list[str]:
    """The set's searches that something in it answers well."""
    good = (row["query"] for row in _text_only_rows() if int(row["grade"]) >= GOOD)
    return list(dict.fromkeys(good))


@cache
def _text_only_rows() -> list[dict[str, str]]:
    """The set's own judgements, then ours of what it doesn't judge: the first of a pair counts."""
    if TEXT_ONLY not in judged_councils():
        return []
    with (RELEVANCE / "judgements.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file), *_rows("text_only.csv")]


@cache
def rules() -> tuple[Rule, ...]:
    """All judgements of kinds of listings."""
    return tuple(
        Rule(
            query=row["query"],
            prefix=row["ids"],
            settings=_codes(row["settings"]),
            age=int(row["age"]) if row["age"] else None,
            outcodes=_codes(row["outcodes"]),
            grade=int(row["grade"]),
            reason=row["reason"],
        )
        for row in _rows("rules.csv")
    )


def grades_of(query: Query, found: Mapping[str, Listing]) -> dict[str, int]:
    """The grades of a query among the listings that there are. What was judged itself comes before any rule."""
    grades: dict[str, int] = {}
    for rule in (rule for rule in rules() if rule.query == query.key):
        for key in (key for key, listing in found.items() if rule.covers(listing)):
            grades[key] = max(rule.grade, grades.get(key, 0))
    judged = (judgement for judgement in judgements() if judgement.query == query.key)
    grades.update({judgement.key: judgement.grade for judgement in judged if judgement.key in found})
    return grades


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _codes(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split(";")))
