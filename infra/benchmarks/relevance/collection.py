"""What is searched: the demo's listings and, where `../shared` is beside the checkout, real schools and open data.

One council has listings as most have them at first: text alone, no needs, no topics, no ages.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from infra.benchmarks.relevance.open_data import write_listings
from providers.imports.school_tables.convert import schools_to_listings

ROOT: Final = Path(__file__).resolve().parents[3]
SHARED: Final = ROOT.parent / "shared" / "data"
RELEVANCE: Final = ROOT.parent / "shared" / "relevance"
DEMO: Final = ROOT / "platform" / "localoffer" / "demo" / "data"


@dataclass(frozen=True, slots=True)
class JudgedCouncil:
    """A council whose listings are judged."""

    slug: str
    name: str
    gss_code: str


COUNCILS: Final = (
    JudgedCouncil("milton-keynes", "Milton Keynes", "E06000042"),
    JudgedCouncil("trafford", "Trafford", "E08000009"),
)
TEXT_ONLY: Final = JudgedCouncil("text-only", "Text only", "E08000003")


def judged_councils() -> tuple[JudgedCouncil, ...]:
    """Those whose listings are here."""
    return (*COUNCILS, TEXT_ONLY) if (RELEVANCE / "listings.csv").is_file() else COUNCILS


@dataclass(frozen=True, slots=True)
class Listing:
    """What rules and other engines ask of a listing, as the CSV says it."""

    key: str
    name: str
    summary: str
    description: str
    organisation: str
    setting: str
    needs: frozenset[str]
    topics: frozenset[str]
    age_min: int
    age_max: int
    outcodes: frozenset[str]


def has_open_data() -> bool:
    """Whether the open data are there; without them only the demo's listings are."""
    return (SHARED / "schools" / "schools.csv").is_file()


def listing_files(council: JudgedCouncil, folder: Path, *, demo_only: bool = False) -> list[Path]:
    """The council's listing CSVs; those made from open data are written into `folder`."""
    if council == TEXT_ONLY:
        return [RELEVANCE / "listings.csv"]
    files = [DEMO / f"{council.slug}.csv"]
    if demo_only or not has_open_data():
        return files
    schools = folder / f"{council.slug}-schools.csv"
    schools_to_listings(SHARED / "schools" / "schools.csv", schools, council.name)
    files.append(schools)
    if (SHARED / council.slug).is_dir():
        open_data = folder / f"{council.slug}-open-data.csv"
        write_listings(SHARED / council.slug, open_data)
        files.append(open_data)
    return files


def listings(files: Iterable[Path]) -> dict[str, Listing]:
    """The listings of some CSVs, by external id."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in _rows(files):
        rows.setdefault(row["external_id"], []).append(row)
    return {key: _listing(together) for key, together in rows.items()}


def _rows(files: Iterable[Path]) -> Iterator[dict[str, str]]:
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _listing(rows: list[dict[str, str]]) -> Listing:
    first = rows[0]
    return Listing(
        key=first["external_id"],
        name=first["name"],
        summary=first.get("summary", ""),
        description=first["description"],
        organisation=first["organisation"],
        setting=first.get("setting_type", ""),
        needs=_codes(first.get("needs")),
        topics=_codes(first.get("topic")),
        age_min=int(first.get("age_min") or 0),
        age_max=int(first.get("age_max") or 999),
        outcodes=frozenset(row["postcode"].split()[0] for row in rows if row.get("postcode")),
    )


def _codes(cell: str | None) -> frozenset[str]:
    return frozenset(filter(None, (cell or "").split(";")))
