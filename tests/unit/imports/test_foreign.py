"""Anybody's table comes in as rows of our columns: each system's, and one of no system."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.imports.errors import BadFile
from providers.imports.foreign.confined_readers import overview
from providers.imports.foreign.convert import MADE, table_of
from providers.imports.foreign.fields import ASK, FIELDS, split_target
from providers.imports.foreign.guessing import guess_mapping, problems_of
from providers.imports.foreign.places import address_of
from providers.imports.foreign.profiles import profile_for, profiles
from providers.imports.foreign.sheets import Sheet, read_sheet
from providers.imports.listing_csv.columns import COLUMNS
from providers.imports.listing_csv.groups import group_rows
from tests.unit.imports.systems import FILES, NAMES

TODAY = date(2026, 11, 30)
SYSTEMS = sorted(FILES)


def taken(content):
    """What a file comes to, by guesses alone: its table, and the mapping."""
    said = overview(content)
    values = {name: [word for word, _ in words] for name, words in zip(said["header"], said["words"], strict=True)}
    mapping = guess_mapping(said["header"], None, values)
    return table_of(read_sheet(content), mapping, {}, TODAY), mapping


def rows_named(table):
    return {row.cells["name"]: row.cells for row in table.rows if row.cells.get("name")}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_systems_file_comes_in_without_a_question(system):
    table, mapping = taken(FILES[system])
    groups, rejected = group_rows(table.rows)
    assert {group.rows[0].cells["name"]: group.rows[0].withheld for group in groups} == NAMES[system]
    assert (rejected, problems_of(mapping), ASK in mapping.values()) == ([], {}, False)


def test_every_system_has_an_example_and_names_fields_that_there_are():
    known = {profile.title for profile in profiles()}
    assert {found.title for content in FILES.values() if (found := profile_for(read_sheet(content).header))} == known
    targets = {split_target(target)[0] for profile in profiles() for target in profile.columns.values()}
    assert targets - {""} <= FIELDS.keys()


def test_further_rows_are_places_and_hours_and_an_address_that_is_masked_stays_hidden():
    table, _ = taken(FILES["outpost"])
    rows = [row.cells for row in table.rows if row.cells["external_id"] == "outpost-7"]
    assert [(row["address"], row["postcode"], row["hide_address"]) for row in rows] == [
        ("Kite Hall, 1 Hill Road, Milton Keynes", "MK9 3XS", ""),
        ("Kite Field, 2 Hill Road, Milton Keynes", "MK9 2FG", "yes"),
    ]
    assert rows[0]["opening_hours"] == "mon 16:00-17:00; sat 10:00-11:00"


def test_an_address_that_may_not_be_shown_is_hidden():
    (row,) = taken(FILES["open objects"])[0].rows
    assert (row.cells["hide_address"], row.cells["age_min"], row.cells["age_max"]) == ("yes", "5", "11")
    assert "Show Address says “No”: only the area is shown." in [words for _, words in row.notes]


def test_places_with_numbers_are_places_of_one_listing():
    table, _ = taken(FILES["open referral v1"])
    rows = [row.cells for row in table.rows if row.cells["external_id"] == "s-1"]
    assert [row["postcode"] for row in rows] == ["MK9 3XS", "MK9 2FG"]
    assert rows[0]["opening_hours"] == "sat, sun 10:00-11:00"


def test_what_is_not_each_week_is_said_in_words():
    cells = rows_named(taken(FILES["open referral v1"])[0])["Oak Songs"]
    assert (cells["opening_hours"], cells["description"]) == ("", "Every 2 weeks: tue 09:30-10:30")


def test_a_school_has_what_the_table_of_schools_gives_and_nobodys_name():
    table, _ = taken(FILES["gias"])
    (row,) = table.rows
    assert (row.cells["external_id"], row.cells["setting_type"]) == ("urn-900005", "special")
    assert row.cells["needs"] == "learning-difficulty-severe"
    assert "Doe" not in " ".join(row.cells.values())
    assert table.skipped == ((3, "Shut School: EstablishmentStatus (name) says “Closed”."),)


def test_a_workbook_of_no_system_is_read_by_its_names():
    table, mapping = taken(FILES["nobody's"])
    first, second = (row.cells for row in table.rows)
    assert mapping["Notes (internal): Notes"] == "internal"
    assert (first["address"], first["postcode"]) == ("Sun Hall, High St", "MK9 3XS")
    assert (second["address"], second["organisation"]) == ("Sun Hall, High St", "Sun Trust")
    assert (first["phone"], second["age_max"]) == ("01632960001", "18")
    assert [number for number, _ in table.skipped] == [7]
    assert "secret" not in " ".join(first.values())


def test_a_reference_is_made_of_name_and_postcode_the_same_each_time():
    content = b"Title,Postcode\nClub,MK9 3XS\nClub,MK9 2FG\nOther,\n"
    keys = [[row.cells["external_id"] for row in taken(content)[0].rows] for _ in range(2)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 3
    assert all(key.startswith(MADE) for key in keys[0])


@pytest.mark.parametrize(
    "content",
    [
        b"sep=;\nTitle;Postcode;Telephone\nClub;MK9 3XS;01632 960001\n",
        b"Title|Postcode|Telephone\nClub|MK9 3XS|01632 960001\n",
        b"Example Council, all clubs; 2026\n\nTitle\tPostcode\tTelephone\nClub\tMK9 3XS\t01632 960001\n",
        "Title,Postcode,Telephone\nClub,MK9 3XS,01632 960001\n".encode("utf-16-le"),
        b"Title,Postcode,Telephone\rClub,MK9 3XS,01632 960001\r",
        b'{"data": {"items": [{"Title": "Club", "Postcode": "MK9 3XS", "Telephone": "01632 960001"}]}}',
        b'{"features": [{"geometry": null, "properties": {"Title": "Club", "Postcode": "MK9 3XS", "Telephone": "1"}}]}',
    ],
    ids=["sep", "bars", "title-rows", "utf-16", "old-mac", "json", "geojson"],
)
def test_a_table_is_found_however_it_was_saved(content):
    cells = rows_named(taken(content)[0])
    assert cells["Club"]["postcode"] == "MK9 3XS"


def test_another_row_can_be_said_to_name_the_columns():
    content = b"a,b\nTitle,Postcode\nClub,MK9 3XS\n"
    assert read_sheet(content).header_row == 2
    assert read_sheet(content, header_row=1).header == ("a", "b")
    with pytest.raises(BadFile, match="no such row"):
        read_sheet(content, header_row=30)


@given(st.lists(st.sampled_from(["Kite Hall", "1 Hill Road", "Kite Hall, 1 Hill Road", "Town", "Town MK9 3XS"])))
def test_an_address_says_each_part_once_and_loses_none(parts):
    address, postcode = address_of(parts)
    said = [part.strip() for part in address.split(",") if part.strip()]
    assert len(said) == len(set(said))
    assert all(piece in address for part in parts for piece in part.replace(" MK9 3XS", "").split(", "))
    assert bool(postcode) is any("MK9" in part for part in parts)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=15)
HEADS = [
    "id",
    "name",
    "postcode",
    "venue",
    "age range",
    "cost",
    "phone",
    "status",
    "show address",
    "type",
    "needs",
    "day",
]


@given(
    header=st.lists(st.sampled_from(HEADS), min_size=1, max_size=6, unique=True),
    rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=5),
)
def test_any_cells_come_to_rows_that_can_be_grouped(header, rows):
    head = ("Title", *header)
    sheet = Sheet(head, tuple((number, row[: len(head)]) for number, row in enumerate(rows, start=2) if len(head) <= 6))
    table = table_of(sheet, guess_mapping(head), {}, TODAY)
    group_rows(table.rows)
    assert all(set(row.cells) <= set(COLUMNS) for row in table.rows)
    assert {row.number for row in table.rows} | {number for number, _ in table.skipped} == {n for n, _ in sheet.rows}
