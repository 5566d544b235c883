"""Whatever stands in a cell, its row is read: the cell is a value that reads back equal, or its words are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.imports.errors import BadCell
from providers.imports.incoming import Source, SourceKind
from providers.imports.listing_csv import cells
from providers.imports.listing_csv.cells import known_codes
from providers.imports.listing_csv.columns import COLUMNS, PLACE_COLUMNS
from providers.imports.listing_csv.groups import group_rows
from providers.imports.listing_csv.reader import ListingReader
from providers.imports.listing_csv.rows import clean
from providers.imports.listing_csv.tables import Row
from tests.unit.listings.hours_examples import EXAMPLES as HOURS
from tests.unit.text.examples import TABLES
from tests.unit.text.phone_examples import EXAMPLES as PHONES

KNOWN = known_codes(needs={"autism": "Autism"}, topics={"travel": "Getting about"})
WHOLE = 600
"""Letters of an example: three of them are kept as they are; longer cells have a test of their own."""
EXAMPLES = [*HOURS, *PHONES, *(text for table in TABLES for text, _, _ in table.rows() if len(text) <= WHOLE)]
TYPED = (
    st.text(max_size=60) | st.sampled_from(EXAMPLES) | st.lists(st.sampled_from(EXAMPLES), max_size=3).map("; ".join)
)
FREE = [column for column in COLUMNS if column not in ("external_id", "name", "version")]


@pytest.mark.parametrize("column", FREE)
def test_any_cell_is_a_value_that_reads_back_or_words_that_are_kept(column):
    reader = ListingReader(["external_id", "name", column], KNOWN, Source(SourceKind.FILE, "any.csv"))

    @given(TYPED)
    def any_cell(text):
        (group,), rejected = group_rows([Row(2, {"external_id": "a", "name": "A", column: text})])
        incoming = reader.read(group)
        given_value = (incoming.places[0] if column in PLACE_COLUMNS else incoming.values)[column]

        assert rejected == []
        if given_value.problem:
            assert clean(column, text)[0] in given_value.problem
        if given_value.value is not None:
            assert _read_again(column, given_value.value) == given_value.value

    any_cell()


@pytest.mark.parametrize("column", ["age_min", "phone", "url", "postcode", "needs"])
def test_of_a_cell_that_is_too_long_to_keep_the_first_2000_letters_are_kept(column):
    text = "".join(f"word{number} " for number in range(1000)).strip()
    (group,), rejected = group_rows([Row(2, {"external_id": "a", "name": "A", column: text})])
    incoming = ListingReader(["external_id", "name", column], KNOWN, Source(SourceKind.FILE, "any.csv")).read(group)

    assert rejected == []
    problem = (incoming.places[0] if column in PLACE_COLUMNS else incoming.values)[column].problem
    assert f"“{text[:2000]}…”" in problem


def _read_again(column, value):
    written = cells.write(column, value)
    try:
        return cells.read(column, clean(column, written)[0], KNOWN)
    except BadCell as problem:
        return problem.value
