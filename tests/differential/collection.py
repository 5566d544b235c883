"""What both engines are asked about: the demo's listings, as many made of their sentences, and pages of advice."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from search import vocabulary
from search.documents import Place, SearchDocument
from search.places.models import Postcode
from search.places.services.postcodes import load_file
from search.taxonomy.selectors import needs_answered, term_labels

HERE = Path(__file__).parent
DEMO = HERE.parents[1] / "platform/localoffer/demo/data"
SYNTHETIC = 190
PAGES = 28
TODAY = date(2026, 6, 1)
WARDS = ("E05009406", "E05009413", "E05000829")
DISTRICTS = ("E06000042", "E06000060", "E08000009")


def load_points() -> dict[str, Postcode]:
    """Load the postcodes of the demo's listings, some of them for searches; gives them by postcode."""
    load_file(path=HERE / "postcodes.csv")
    return Postcode.objects.in_bulk()


def documents(points: dict[str, Postcode]) -> list[SearchDocument]:
    """The collection, the same in every run. A council must be open, whose labels it takes."""
    demo = list(_demo(points))
    chance = Random(4)
    return [*demo, *_synthetic(demo, points, chance), *_pages(demo, chance)]


def sentences_of(documents: list[SearchDocument]) -> list[str]:
    """Every sentence of some documents."""
    texts = (f"{document.summary} {document.description}" for document in documents)
    return [part for text in texts for part in re.split(r"(?<=[.?!]) ", text) if part]


def _demo(points: dict[str, Postcode]) -> Iterator[SearchDocument]:
    listings: dict[str, list[dict[str, str]]] = {}
    for path in sorted(DEMO.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                listings.setdefault(row["external_id"], []).append(row)
    chance = Random(1)
    for key, rows in listings.items():
        yield _document(key, rows[0], _places(rows, points), chance)


def _document(key: str, row: dict[str, str], places: tuple[Place, ...], chance: Random) -> SearchDocument:
    hours = row["opening_hours"]
    return _complete(
        key=f"service:{key}",
        name=row["name"],
        summary=row["summary"],
        description=row["description"],
        organisation=row["organisation"],
        setting_type=row["setting_type"],
        sectors=_list(row["sector"]),
        tier=row["tier"],
        needs=_list(row["needs"]),
        topics=_list(row["topic"]),
        audience=_list(row["audience"]),
        age_min=int(row["age_min"]) if row["age_min"] else None,
        age_max=int(row["age_max"]) if row["age_max"] else None,
        reach=row["reach"] or "local",
        delivery=_list(row["delivery"]),
        referral=_list(row["referral"]),
        accessibility=_list(row["accessibility"]),
        free={"yes": True, "no": False}.get(row["free"]),
        personal_budget={"yes": True, "no": False}.get(row["personal_budget"]),
        cost=row["cost"],
        how_to_access=row["how_to_access"],
        places=places,
        open_days=tuple(day for day in vocabulary.DAY if day in hours),
        periods=tuple(period for period in ("term", "holidays", "by-arrangement") if period in hours),
        phone=row["phone"],
        stale=chance.random() < 0.1,
        temporarily_closed=chance.random() < 0.05,
        updated=TODAY - timedelta(days=chance.randint(0, 300)),
    )


def _synthetic(demo: list[SearchDocument], points: dict[str, Postcode], chance: Random) -> Iterator[SearchDocument]:
    """Listings whose codes have nothing to do with one another, so that every combination comes up."""
    sentences, spots = sentences_of(demo), sorted(points)
    needs, topics = list(term_labels("need")), list(term_labels("topic"))
    for number in range(SYNTHETIC):
        summary, *rest = chance.sample(sentences, chance.randint(1, 6))
        age = chance.choice((None, 0, 2, 4, 5, 8, 11, 16, 18))
        yield _complete(
            key=f"service:synthetic-{number:03}",
            name=f"{chance.choice(demo).name} {chance.choice(('group', 'centre', 'at home', 'café', str(number)))}",
            summary=chance.choice((summary, "")),
            description=" ".join(rest),
            organisation=chance.choice(demo).organisation,
            setting_type=chance.choice(("", "", *vocabulary.SETTING_TYPE)),
            sectors=_some(chance, vocabulary.SECTOR, 2),
            tier=chance.choice(("", *vocabulary.TIER)),
            needs=_some(chance, needs, 3),
            topics=_some(chance, topics, 2),
            audience=_some(chance, vocabulary.AUDIENCE, 2),
            age_min=age,
            age_max=chance.choice((None, (age or 0) + chance.randint(0, 12))),
            reach=chance.choice(tuple(vocabulary.REACH)),
            delivery=_some(chance, vocabulary.DELIVERY, 2),
            referral=_some(chance, vocabulary.REFERRAL, 2),
            accessibility=_some(chance, vocabulary.ACCESSIBILITY, 3),
            free=chance.choice((True, False, None)),
            personal_budget=chance.choice((True, False, None)),
            cost=chance.choice(("", "£3 a session")),
            how_to_access=chance.choice(("", "Phone us.")),
            places=tuple(
                _place(points[chance.choice(spots)], chance.random() < 0.2) for _ in range(chance.randint(0, 3))
            ),
            open_days=_some(chance, vocabulary.DAY, 4),
            periods=_some(chance, ("term", "holidays"), 1),
            areas=chance.choice(((), (), (), (chance.choice(WARDS),), (chance.choice(DISTRICTS),))),
            phone=chance.choice(("", "01632 960000")),
            stale=chance.random() < 0.2,
            temporarily_closed=chance.random() < 0.1,
            updated=chance.choice((None, TODAY - timedelta(days=chance.randint(0, 300)))),
        )


def _pages(demo: list[SearchDocument], chance: Random) -> Iterator[SearchDocument]:
    sentences = sentences_of(demo)
    for number, (code, label) in zip(range(PAGES), term_labels("topic").items(), strict=False):
        yield _complete(
            key=f"page:{number:03}",
            name=f"{label}: what to know",
            summary=chance.choice(sentences),
            description=" ".join(chance.sample(sentences, 8)),
            needs=_some(chance, list(term_labels("need")), 2),
            topics=(code,),
            reach="council",
            updated=TODAY - timedelta(days=number),
        )


def _complete(**given: Any) -> SearchDocument:
    labels = {**term_labels("need"), **term_labels("topic")}
    said = tuple(labels[code] for code in (*given["needs"], *given["topics"]))
    key = given["key"]
    return SearchDocument(
        kind=key.partition(":")[0],
        uuid=key,
        url=f"/{key}/",
        labels=said,
        needs_answered=needs_answered(given["needs"]),
        **given,
    )


def _places(rows: list[dict[str, str]], points: dict[str, Postcode]) -> tuple[Place, ...]:
    known = (points[row["postcode"]] for row in rows if row["postcode"] in points)
    return tuple(_place(point, out_of_area=point.district != DISTRICTS[0]) for point in known)


def _place(point: Postcode, out_of_area: bool) -> Place:
    return Place(
        uuid=point.postcode,
        label=point.postcode,
        latitude=point.latitude,
        longitude=point.longitude,
        out_of_area=out_of_area,
    )


def _some(chance: Random, codes: Any, most: int) -> tuple[str, ...]:
    return tuple(chance.sample(tuple(codes), chance.randint(0, most)))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split(";"))))
