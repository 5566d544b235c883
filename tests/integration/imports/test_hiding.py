"""What an import hides of a place: what the cell says, and of a refuge everything where it says nothing."""

import pytest

from providers.imports.services.files import export_listings
from providers.listings.data import ServiceData
from providers.listings.models import HideAddress
from tests.integration.imports.conftest import FULL, only

REFUGE = {**FULL, "name": "Harbour refuge"}
NO, EXACT, ALL = HideAddress


def hidden():
    (place,) = ServiceData.from_service(only()).places
    return place.hide_address


@pytest.mark.parametrize(
    ("row", "cell", "level"),
    [
        (FULL, "", NO),
        (FULL, "no", NO),
        (FULL, "yes", EXACT),
        (FULL, "TRUE", EXACT),
        (FULL, "all", ALL),
        (REFUGE, "", ALL),
        (REFUGE, "no", NO),
        (REFUGE, "yes", EXACT),
        ({**FULL, "organisation": "Trafford Women’s Aid"}, "", ALL),
    ],
)
def test_the_cell_decides_and_an_empty_one_leaves_it_to_what_is_usual(council, run_import, row, cell, level):
    run_import({**row, "hide_address": cell})
    assert hidden() == level


def test_without_the_column_a_new_refuge_shows_no_place_and_one_that_is_there_stays_as_it_is(council, run_import):
    silent = {column: cell for column, cell in REFUGE.items() if column != "hide_address"}
    report = run_import(silent)
    assert hidden() == ALL
    assert [(note.row, note.field) for note in report.notes] == [(2, "hide_address")]
    run_import({**REFUGE, "hide_address": "no"})
    run_import({**silent, "address": "2 Long Road, Milton Keynes"})
    assert hidden() == NO


def test_an_emptied_cell_of_a_refuge_hides_its_place_again(council, run_import):
    run_import({**REFUGE, "hide_address": "no"})
    run_import({**REFUGE, "hide_address": ""})
    assert hidden() == ALL


@pytest.mark.parametrize("level", ["", "no", "yes", "all"])
@pytest.mark.parametrize("row", [FULL, REFUGE], ids=["any", "refuge"])
def test_a_file_that_says_the_same_again_changes_nothing(council, run_import, row, level):
    run_import({**row, "hide_address": level})
    assert run_import({**row, "hide_address": level}).unchanged == 1


def test_an_export_says_of_every_place_what_is_hidden(council, run_import, tmp_path):
    run_import(FULL | {"hide_address": "no"}, REFUGE | {"external_id": "a-2", "hide_address": ""})
    path = tmp_path / "all.csv"
    export_listings(path=path)
    text = path.read_text(encoding="utf-8-sig")
    assert ("MK9 3XS,no," in text, "MK9 3XS,all," in text) == (True, True)
