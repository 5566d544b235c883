"""Trafford's open data as rows of the listing CSV, so that searches are judged among real neighbours of the demo.

Nothing is inferred from names or texts: a listing says what its table says, plus what the table itself is (a library is
for leisure, a practice for health). So most of them have no needs and no ages, as much of a real directory hasn't.
"""

import csv
import re
import string
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

COLUMNS: Final = (
    "external_id",
    "name",
    "summary",
    "description",
    "organisation",
    "organisation_kind",
    "sector",
    "topic",
    "tier",
    "address",
    "postcode",
    "reach",
    "delivery",
    "accessibility",
    "phone",
    "url",
)
POSTCODE: Final = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}\Z")
FACILITIES: Final = {
    "disability_parking": "accessible-parking",
    "disability_finding_reaching_entrance": "step-free",
    "disability_toilets": "accessible-toilet",
}
Row = dict[str, str]


def write_listings(folder: Path, target: Path) -> int:
    """Write every listing of the folder's tables as one listing CSV; give how many rows it has."""
    rows = list(listings(folder))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def listings(folder: Path) -> Iterator[Row]:
    """The listings of all tables. One that is in a table twice has its second address as a further place."""
    for name, convert in _TABLES.items():
        seen: set[str] = set()
        for row in convert(_table(folder / name)):
            first = row["external_id"] not in seen
            seen.add(row["external_id"])
            place = {column: row.get(column, "") for column in ("external_id", "address", "postcode", "accessibility")}
            if first:
                yield _checked(row)
            elif row.get("postcode"):
                yield place


def _table(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: " ".join((cell or "").split()) for name, cell in row.items() if name}


def _checked(row: Row) -> Row:
    """The row with what the importer takes: a postcode that is one, a name in ordinary letters, short summaries."""
    if not POSTCODE.match(row.get("postcode", "")):
        row["postcode"] = ""
    if row["name"].isupper():
        row["name"] = string.capwords(row["name"])
    row["summary"] = _first_sentence(row["summary"])
    return {"organisation": row["name"], **row}


def _first_sentence(text: str) -> str:
    sentence = re.split(r"(?<=[.!?]) ", text, maxsplit=1)[0]
    return sentence if len(sentence) <= 300 else f"{sentence[:296].rsplit(' ', 1)[0]} …"


def _key(prefix: str, name: str) -> str:
    return f"{prefix}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"[:100]


def _place(address: str, postcode: str) -> Row:
    """What is said of a service that families go to."""
    return {"address": address, "postcode": postcode, "reach": "local", "delivery": "in-person"}


def _charities(rows: Iterable[Row]) -> Iterator[Row]:
    """Those that say what they do. Their postcode is where letters go, not where families do, so they have no place."""
    for row in rows:
        if row["charity_activities"]:
            yield {
                "external_id": f"charity-{row['registered_charity_number']}",
                "name": row["charity_name"],
                "summary": row["charity_activities"],
                "description": row["charity_activities"],
                "organisation_kind": "voluntary",
                "reach": "region",
            }


def _mental_health(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield {
            "external_id": _key("mental-health", row["name"]),
            "name": row["name"],
            "summary": row["description"],
            "description": row["description"],
            "sector": "health",
            "topic": "mental-health",
            "tier": "targeted",
            **_place(row["address"], row["postcode"]),
        }


def _libraries(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield {
            "external_id": _key("library", row["name"]),
            "name": row["name"],
            "summary": f"{row['type']}.",
            "description": f"{row['name']} is a {row['type'].lower()} at {row['address']}.",
            "organisation_kind": "council",
            "sector": "leisure",
            "topic": "leisure",
            "tier": "universal",
            **_place(row["address"], row["postcode"]),
        }


def _practices(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield {
            "external_id": _key("gp", row["name"]),
            "name": row["name"],
            "summary": "General practice (GP).",
            "description": f"{row['name']} is a general practice at {row['address']}.",
            "organisation_kind": "health",
            "sector": "health",
            "topic": "community-health",
            "tier": "universal",
            **_place(row["address"], row["postcode"]),
        }


def _childrens_centres(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield {
            "external_id": _key("childrens-centre", row["name"]),
            "name": row["name"],
            "summary": "Children's centre.",
            "description": f"{row['name']} is at {row['address']}.",
            "organisation_kind": "council",
            "topic": "family-hubs",
            "tier": "universal",
            **_place(row["address"], row["postcode"]),
        }


def _clubs(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        sports = row["category"].lower()
        yield {
            "external_id": _key("club", row["name"]),
            "name": row["name"],
            "summary": f"Sports club: {sports}.",
            "description": f"{row['name']} is a club for {sports}.",
            "organisation_kind": "voluntary",
            "sector": "leisure",
            "topic": "leisure",
            "tier": "universal",
            **_place(row["address"], row["postcode"]),
        }


def _sports_sites(rows: Iterable[Row]) -> Iterator[Row]:
    """One listing a site that lets people in, with all that it has."""
    sites: dict[str, list[Row]] = {}
    for row in rows:
        if row["access_type"] != "Private Use":
            sites.setdefault(row["site_id"], []).append(row)
    for key, facilities in sites.items():
        site = facilities[0]
        kinds = sorted({facility["facility_type"].lower() for facility in facilities})
        access = sorted({facility["access_type"].lower() for facility in facilities})
        notes = f" Access for disabled people: {site['disability_notes']}." if site["disability_notes"] else ""
        yield {
            "external_id": f"sports-{key}",
            "name": site["site_name"],
            "summary": f"Sports: {', '.join(kinds)}.",
            "description": f"{site['site_name']} has: {', '.join(kinds)}. Open for: {', '.join(access)}.{notes}",
            "sector": "leisure",
            "topic": "leisure",
            "tier": "universal",
            **_place(", ".join(filter(None, (site["street"], site["town"]))), site["postcode"]),
            "accessibility": ";".join(code for column, code in FACILITIES.items() if site[column] == "Yes"),
        }


_TABLES: Final[dict[str, Callable[[Iterable[Row]], Iterator[Row]]]] = {
    "charities_operating_in_trafford.csv": _charities,
    "trafford_mental_health_services.csv": _mental_health,
    "trafford_libraries.csv": _libraries,
    "trafford_general_practices.csv": _practices,
    "trafford_childrens_centres.csv": _childrens_centres,
    "sports_clubs.csv": _clubs,
    "sports_facilities.csv": _sports_sites,
}
