"""The duties that come with the platform (`data/duties.csv`), read once and strictly."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from cms.duties.models import OwnWords
from cms.duties.rules import Rule, read_rule

DATA: Final = Path(__file__).parent / "data" / "duties.csv"
COLUMNS: Final = (
    *("code", "paragraph", "places", "level", "area", "law", "since", "until", "state", "today", "health", "rule"),
    *("title", "explanation"),
)
AREAS: Final[Mapping[str, str]] = {
    "offer": "The Local Offer as a whole",
    "education": "Education and settings",
    "early-years": "Early years and childcare",
    "health": "Health",
    "social-care": "Social care",
    "training-work": "Training, work and university",
    "travel": "Travel",
    "adulthood": "Preparing for adulthood",
    "leisure": "Leisure and community",
    "plans": "EHC plans and personal budgets",
    "rights": "Disagreeing, complaining and appealing",
    "advice": "Information and advice",
    "taking-part": "Having a say",
    "publishing": "Publishing",
}
"""What the picture sets side by side, in its order."""


class Level(StrEnum):
    """How strongly it is said."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    TOLD = "told"

    @property
    def words(self) -> str:
        """As officers read it."""
        return {"must": "Must", "should": "Should", "may": "May", "told": "Promised"}[self.value]


class LawState(StrEnum):
    """Whether it holds. What is announced, superseded or past is shown and never counted."""

    IN_FORCE = "in-force"
    ANNOUNCED = "announced"
    SUPERSEDED = "superseded"
    PAST = "past"

    @property
    def words(self) -> str:
        """As officers read it."""
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One point. `places` are the bullets and sentences of the source documents that it stands for; `today` is what
    is meant by today's names."""

    code: str
    paragraph: str
    places: tuple[str, ...]
    level: Level
    area: str
    law: str
    since: date | None
    until: date | None
    state: LawState
    today: str
    health: bool
    rule: Rule
    title: str
    explanation: str
    own: bool = False
    """Whether the council changed its words or its rule."""

    def holds_on(self, day: date) -> bool:
        """Whether it is law on a day, and so counted."""
        begun = self.since is None or self.since <= day
        return self.state == LawState.IN_FORCE and begun and (self.until is None or day <= self.until)

    @property
    def area_words(self) -> str:
        """What its area is called."""
        return AREAS[self.area]


@lru_cache(maxsize=1)
def platform_duties() -> Mapping[str, Duty]:
    """Every duty by code, in the order of the file. Raises ValueError for a file that isn't right."""
    with DATA.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"The columns of {DATA.name} are {', '.join(COLUMNS)}.")
        duties = [_duty(row) for row in reader]
    by_code = {duty.code: duty for duty in duties}
    if len(by_code) < len(duties):
        raise ValueError(f"{DATA.name} has a code twice.")
    return by_code


def duties(own: Mapping[str, OwnWords]) -> dict[str, Duty]:
    """Every duty with what the council says of it in place of the platform's words."""
    return {code: _in_own_words(duty, own.get(code)) for code, duty in platform_duties().items()}


def _in_own_words(duty: Duty, own: OwnWords | None) -> Duty:
    if own is None:
        return duty
    return replace(
        duty,
        title=own.title or duty.title,
        explanation=own.explanation or duty.explanation,
        rule=read_rule(own.rule) if own.rule else duty.rule,
        own=True,
    )


def _duty(row: Mapping[str, str]) -> Duty:
    if not row["code"] or not row["title"] or not row["explanation"] or row["area"] not in AREAS:
        raise ValueError(f"{row['code']} lacks a code, a title, an explanation or a known area.")
    return Duty(
        code=row["code"],
        paragraph=row["paragraph"],
        places=tuple(row["places"].split()),
        level=Level(row["level"]),
        area=row["area"],
        law=row["law"],
        since=_day(row["since"]),
        until=_day(row["until"]),
        state=LawState(row["state"]),
        today=row["today"],
        health={"yes": True, "no": False}[row["health"]],
        rule=read_rule(row["rule"]),
        title=row["title"],
        explanation=row["explanation"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
