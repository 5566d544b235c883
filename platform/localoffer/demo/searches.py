"""Weeks of families' searches, invented and the same each time, so that the reports on them have something to show.

How many services each one finds is asked of the demo's own listings; who would have asked is made up.
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from localoffer.demo.councils import DemoCouncil
from search.analytics.models import SearchRecord, ServiceWeek
from search.analytics.periods import WEEK, monday_of
from search.analytics.selectors import has_searches_before
from search.documents import EngineAnswer
from search.engines import factory
from search.matching.distance import Point
from search.matching.filters import Filters
from search.places.errors import PlaceProblem
from search.places.selectors import locate
from search.query import SearchQuery
from search.results.relaxations import FEW
from search.taxonomy.selectors import terms_read_once

WEEKS: Final = 26
A_WEEK: Final = 90
NO_PLACE: Final = 0.15
OPENED_FIRST: Final = 0.3
OUTCODES: Final = {
    "milton-keynes": {"MK3": 5, "MK9": 4, "MK6": 4, "MK2": 4, "MK10": 3, "MK12": 2, "MK16": 1, "MK46": 1},
    "buckinghamshire": {"HP20": 5, "HP13": 5, "HP21": 4, "HP11": 3, "HP5": 2, "HP22": 2, "MK18": 2, "SL7": 1},
    "trafford": {"M33": 6, "M32": 5, "WA14": 4, "M41": 4, "M16": 3, "WA15": 2, "M31": 1, "WA13": 1},
}


@dataclass(frozen=True, slots=True)
class Question:
    """What some families ask: needs, topics, how far they would go and when; how many ask it beside the others."""

    weight: int
    needs: tuple[str, ...]
    topics: tuple[str, ...] = ()
    radius: float | None = None
    day: tuple[str, ...] = ()


QUESTIONS: Final = (
    Question(16, ("autism",)),
    Question(10, ("autism",), ("short-breaks",), 3),
    Question(6, ("autism",), ("leisure",), 3),
    Question(10, ("autism",), ("diagnosis-assessment",)),
    Question(9, ("adhd",)),
    Question(5, ("adhd",), ("diagnosis-assessment",), 5),
    Question(8, ("speech-language-communication",), ("therapies",), 5),
    Question(9, ("anxiety",), ("mental-health",)),
    Question(5, ("anxiety",), ("mental-health",), 3, ("sat",)),
    Question(6, ("school-avoidance",), ("alternative-provision-eotas",), 5),
    Question(6, ("sleep",), (), 3, ("sat", "sun")),
    Question(5, ("dyslexia",), ("sen-support",)),
    Question(4, ("physical-disability",), ("leisure",), 3),
    Question(4, ("sensory-processing",), ("therapies",), 3),
    Question(3, ("learning-disability",), ("employment",), 5, ("sat",)),
    Question(3, ("hearing",), ("sen-support",), 5),
    Question(2, ("epilepsy",), ("community-health",), 3),
    Question(2, ("down-syndrome",), ("leisure",), 3),
    Question(5, (), ("ehc-plans",)),
    Question(4, (), ("money-personal-budgets",)),
    Question(1, ("tics-tourettes",), ("therapies",), 3),
)


@terms_read_once()
def make_searches(council: DemoCouncil, *, today: date) -> None:
    """In the open council: searches of the weeks before this one, when there are none yet."""
    this_week = monday_of(today)
    if has_searches_before(this_week):
        return
    dice = Random(council.slug)  # noqa: S311 (the same each time is the point)
    asked: dict[tuple[Question, str], EngineAnswer] = {}
    records: list[SearchRecord] = []
    services: dict[tuple[str, date], ServiceWeek] = {}
    for number in range(1, WEEKS + 1):
        week = this_week - WEEK * number
        for _ in range(dice.randint(A_WEEK * 2 // 3, A_WEEK * 4 // 3)):
            question, outcode = _choose(dice, OUTCODES[council.slug])
            answer = asked.get((question, outcode)) or _ask(question, outcode)
            asked[question, outcode] = answer
            records.append(_record(question, outcode, week, answer))
            for uuid in (document.uuid for document in answer.documents):
                row = services.setdefault((uuid, week), ServiceWeek(service=uuid, week=week))
                row.found += 1
                row.opened += dice.random() < OPENED_FIRST / (1 + row.found % 5)
    SearchRecord.objects.bulk_create(records, batch_size=1000)
    ServiceWeek.objects.bulk_create(services.values(), batch_size=1000, ignore_conflicts=True)


def _choose(dice: Random, outcodes: dict[str, int]) -> tuple[Question, str]:
    (question,) = dice.choices(QUESTIONS, [each.weight for each in QUESTIONS])
    (outcode,) = dice.choices(list(outcodes), list(outcodes.values()))
    return question, "" if dice.random() < NO_PLACE else outcode


def _ask(question: Question, outcode: str) -> EngineAnswer:
    origin = _centre(outcode)
    return factory.table_engine().search(
        SearchQuery(
            filters=Filters(need=question.needs, topic=question.topics, day=question.day),
            origin=origin,
            radius_miles=question.radius if origin else None,
            with_facets=False,
        )
    )


def _centre(outcode: str) -> Point | None:
    try:
        return locate(outcode).point if outcode else None
    except PlaceProblem:
        return None


def _record(question: Question, outcode: str, week: date, answer: EngineAnswer) -> SearchRecord:
    return SearchRecord(
        week=week,
        needs=list(question.needs),
        topics=list(question.topics),
        outcode=outcode,
        total=answer.total,
        services=answer.total,
        widened=answer.total <= FEW,
    )
