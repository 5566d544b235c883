"""What a file says becomes incoming listings, which no longer know of rows and cells."""

import pytest

from providers.imports.incoming import IncomingListing, IncomingValue, Source, SourceKind
from providers.imports.listing_csv.cells import known_codes
from providers.imports.listing_csv.columns import COLUMNS
from providers.imports.listing_csv.groups import group_rows
from providers.imports.listing_csv.reader import ListingReader
from providers.imports.listing_csv.tables import Row
from providers.imports.pipeline.changes import changes_of
from providers.imports.pipeline.content import ListingContent
from providers.listings.data import CostData, ServiceData
from providers.listings.models import HideAddress

FILE = Source(SourceKind.FILE, "listings.csv")
KNOWN = known_codes(needs={"autism": "Autism"}, topics={})


def read(*rows: dict[str, str]) -> IncomingListing:
    numbered = [Row(number, cells) for number, cells in enumerate(rows, start=2)]
    (group,), rejected = group_rows(numbered)
    assert not rejected
    return ListingReader(tuple(rows[0]), KNOWN, FILE).read(group)


def test_a_value_is_said_cleared_or_left_out():
    incoming = read({"external_id": "a", "name": "Sleep  clinic", "summary": "", "free": "no", "needs": "Autism"})

    assert {name: given.value for name, given in incoming.values.items()} == {
        "name": "Sleep clinic",
        "summary": "",
        "free": False,
        "needs": ("autism",),
    }
    assert (incoming.external_id, incoming.rows, str(incoming.source)) == ("a", (2,), "file listings.csv")


def test_problems_and_notes_stand_at_their_field():
    incoming = read({"external_id": "a", "name": "A", "age_min": "-1", "age_max": "30", "summary": "<b>Hi</b>"})

    assert {name: given.problem for name, given in incoming.values.items() if given.problem} == {
        "age_min": "“-1” can't be used. Enter an age in whole years from 0 to 120, like 7."
    }
    assert incoming.values["age_min"].value is None
    assert [name for name, given in incoming.values.items() if given.notes] == ["age_max", "summary"]


@pytest.mark.parametrize(
    ("columns", "places", "complete"),
    [
        ({"name": "A"}, 0, False),
        ({"name": "A", "accessibility": "hoist"}, 2, False),
        ({"name": "A", "postcode": "MK9 3XS"}, 2, True),
    ],
)
def test_places_are_all_there_are_when_the_file_says_where_they_are(columns, places, complete):
    further = {name: "" if name == "name" else cell for name, cell in columns.items()}
    incoming = read({"external_id": "a", **columns}, *([{"external_id": "a", **further}] if places else []))

    assert (len(incoming.places), incoming.places_complete) == (places, complete)


def test_words_that_a_listing_holds_already_are_no_change_though_they_cannot_be_read():
    held = ListingContent(data=ServiceData(name="A", url="gopher://x.example"), organisation="A")
    given = IncomingValue("gopher://x.example", problem="It is no web address.")
    incoming = IncomingListing(external_id="a", source=FILE, values={"url": given})
    elsewhere = ListingContent(data=ServiceData(name="A", url="https://y.example"), organisation="A")

    assert not changes_of(incoming, held).follow_ups
    assert [each.field for each in changes_of(incoming, elsewhere).follow_ups] == ["url"]


def test_what_a_cell_stands_in_with_and_its_whole_words_are_kept():
    long = "We meet when the weather allows it, mostly on the field behind the hall, and tell you the day before"
    (place,) = read(
        {"external_id": "a", "name": "A", "postcode": "MK9 3XS", "hide_address": "perhaps", "opening_hours": long}
    ).places
    needs = read({"external_id": "a", "name": "A", "needs": "Autism; knitting; chess"}).values["needs"]

    assert place["hide_address"].value == HideAddress.ALL
    assert [row.note for row in place["opening_hours"].value] == [long]
    assert long in place["opening_hours"].problem
    assert needs.value == ("autism",)
    assert "“knitting”" in needs.problem
    assert "“chess”" in needs.problem


@pytest.mark.parametrize(
    ("cells", "ages", "notes"),
    [
        ({"age_min": "5-11"}, (5, 11), 0),
        ({"age_min": "5-11", "age_max": ""}, (5, 11), 0),
        ({"age_min": "", "age_max": "Under 11's"}, (None, 10), 0),
        ({"age_min": "16+", "age_max": ""}, (16, None), 0),
        ({"age_min": "5-11", "age_max": "16"}, (5, 16), 1),
        ({"age_min": "4.99", "age_max": "8"}, (4, 8), 0),
        ({"age_min": "16-65"}, (16, 65), 1),
    ],
)
def test_one_cell_may_say_both_ages(cells, ages, notes):
    values = read({"external_id": "a", "name": "A", **cells}).values

    assert (values["age_min"].value, values["age_max"].value) == ages
    assert [bool(given.problem) for given in values.values()] == [False] * len(values)
    assert sum(len(given.notes) for given in values.values()) == notes


def test_ages_that_a_spreadsheet_spoilt_are_named():
    (given,) = [
        each
        for name, each in read({"external_id": "a", "name": "A", "age_min": "05-Nov"}).values.items()
        if name != "name"
    ]

    assert "a spreadsheet may have spoilt ages such as 5-11" in given.problem


@pytest.mark.parametrize("cell", ["N/A", "n/a.", "-", "TBC", "None", "Varies", "see website", "#N/A", " – "])
def test_words_that_say_nothing_are_an_empty_cell_in_every_column(cell):
    columns = [column for column in COLUMNS if column not in ("external_id", "name", "version", "waiting_time")]
    incoming = read({"external_id": "a", "name": "A", **dict.fromkeys(columns, cell)})
    said = {**incoming.values, **incoming.places[0]}
    unread = {column for column in columns if said[column].problem}

    assert unread == {"hide_address"}
    assert {column for column in columns if said[column].value not in (None, "", (), "local")} == {"hide_address"}


def test_a_waiting_time_of_none_is_told_to_families():
    assert read({"external_id": "a", "name": "A", "waiting_time": "None"}).values["waiting_time"].value == "None"


def test_free_beside_a_price_is_noted():
    values = read({"external_id": "a", "name": "A", "free": "Free of charge", "cost": "free / £2 siblings"}).values

    assert values["free"].value is True
    assert values["cost"].notes == ("It says both free and a price. Look whether it is free.",)


def test_a_whole_version_replaces_what_no_column_can_say():
    version = ServiceData(name="A", costs=(CostData(option="Child", amount_description="by arrangement"),))
    incoming = IncomingListing(external_id="a", source=Source(SourceKind.KEPT_VERSION, "7"), version=version)
    now = ListingContent(data=ServiceData(name="B"), organisation="A")

    assert changes_of(incoming, now).version == version
    assert not changes_of(incoming, ListingContent(data=version, organisation="A"))
