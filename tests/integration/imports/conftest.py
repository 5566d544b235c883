"""Postcodes and files for the import tests."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from providers.imports.report import ImportReport
from providers.imports.services.files import import_listings
from providers.listings.models import Service
from search.places.models import Postcode, PostcodeArea
from tenants.councils.models import Council

FULL = {
    "external_id": "a-1",
    "name": "Sleep clinic",
    "summary": "Help with sleep",
    "description": "We help.\n\nCall us & ask <3",
    "organisation": "Example Night Owls",
    "organisation_kind": "voluntary",
    "setting_type": "",
    "sector": "health;advice",
    "topic": "therapies",
    "tier": "targeted",
    "needs": "sleep; autism",
    "audience": "families",
    "age_min": "2",
    "age_max": "11",
    "address": "1 Long Road, Milton Keynes",
    "postcode": "mk93xs",
    "hide_address": "yes",
    "reach": "council",
    "delivery": "in-person;online",
    "free": "no",
    "cost": "£5 a visit",
    "personal_budget": "yes",
    "eligibility": "Anyone",
    "who_decides": "The nurse",
    "referral": "self;gp",
    "how_to_access": "Call us",
    "waiting_time": "6 weeks",
    "opening_hours": "mon 09:00-17:00, 18:00-20:00; sat 10:00-12:00; term",
    "accessibility": "step-free;hoist",
    "outcomes": "Better nights",
    "if_unhappy": "Tell us",
    "phone": "01632 960001",
    "email": "hello@example.org",
    "url": "https://sleep.example.org/",
    "urn": "",
    "section_41": "",
    "sen_report_url": "",
}


@pytest.fixture
def postcodes(db: None) -> None:
    """Two known postcodes, and the centres of a sector and an outcode beside them."""
    Postcode.objects.bulk_create(
        Postcode(postcode=code, latitude=latitude, longitude=-0.76, district="E06000042", source="test")
        for code, latitude in (("MK9 3XS", 52.04), ("MK9 2FG", 52.05))
    )
    PostcodeArea.objects.bulk_create(
        PostcodeArea(code=code, latitude=52.0, longitude=-0.7, district="E06000042", number=5)
        for code in ("MK3 6", "MK4")
    )


@pytest.fixture
def council(postcodes: None, alpha: Council) -> Council:
    """Council alpha with postcodes, its schema open."""
    return alpha


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[..., Path]:
    """`write_csv(rows)`: a CSV file of dictionaries; the columns are all that any row names."""

    def write(rows: Sequence[dict[str, str]], name: str = "listings.csv") -> Path:
        columns = list(dict.fromkeys(column for row in rows for column in row))
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def run_import(write_csv: Callable[..., Path]) -> Callable[..., ImportReport]:
    """`run_import(*rows)`: import rows into the open council, published unless told otherwise."""

    def run(*rows: dict[str, str], publish: bool = True, dry_run: bool = False) -> ImportReport:
        return import_listings(path=write_csv(rows), publish=publish, dry_run=dry_run)

    return run


def only() -> Service:
    """The one listing that came."""
    service: Service = Service.objects.get()
    return service


def reasons(report: ImportReport) -> dict[tuple[int, str], str]:
    """Why cells were refused, by row and column."""
    return {(remark.row, remark.field): remark.reason for remark in report.rejected}
