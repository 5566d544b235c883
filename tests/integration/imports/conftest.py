"""Postcodes and files for the import tests."""

import csv
from pathlib import Path

import pytest

from providers.imports.services import import_listings
from search.places.models import Postcode, PostcodeArea


@pytest.fixture
def postcodes(db):
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
def council(postcodes, alpha):
    """Council alpha with postcodes, its schema open."""
    return alpha


@pytest.fixture
def write_csv(tmp_path: Path):
    """`write_csv(rows)`: a CSV file of dictionaries; the columns are all that any row names."""

    def write(rows, name="listings.csv"):
        columns = list(dict.fromkeys(column for row in rows for column in row))
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def bring(write_csv):
    """`bring(*rows)`: import rows into the open council, published unless told otherwise."""

    def run(*rows, publish=True, dry_run=False):
        return import_listings(path=write_csv(rows), publish=publish, dry_run=dry_run)

    return run
