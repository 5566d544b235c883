"""What a file says becomes incoming listings, which no longer know of rows and cells."""

import pytest

from providers.imports.incoming import IncomingListing, IncomingValue, Source, SourceKind
from providers.imports.listing_csv.cells import known_codes
from providers.imports.listing_csv.groups import group_rows
from providers.imports.listing_csv.reader import ListingReader
from providers.imports.listing_csv.tables import Row
from providers.imports.pipeline.changes import changes_of
from providers.imports.pipeline.content import ListingContent
from providers.listings.data import CostData, ServiceData

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

    assert not changes_of(incoming, held).problems
    assert [problem.field for problem in changes_of(incoming, elsewhere).problems] == ["url"]


def test_a_whole_version_replaces_what_no_column_can_say():
    version = ServiceData(name="A", costs=(CostData(option="Child", amount_description="by arrangement"),))
    incoming = IncomingListing(external_id="a", source=Source(SourceKind.KEPT_VERSION, "7"), version=version)
    now = ListingContent(data=ServiceData(name="B"), organisation="A")

    assert changes_of(incoming, now).version == version
    assert not changes_of(incoming, ListingContent(data=version, organisation="A"))
