"""Every reader against its table, and against any text there is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.listings.identifiers import NUMBERS
from tenants.text import kinds
from tests.unit.text.examples import TABLES
from tests.unit.text.table import outcome_of

KINDS = [*(table.kind for table in TABLES), *NUMBERS.values(), kinds.age_up_to(25), kinds.whole_number(0, 100)]
NAMES = [kind.name for kind in KINDS]
LIKELY = st.text(alphabet="0123456789 .,:;-–£p+()/@xXeEtTamMkK9°\u00a0\u200b٣３½\"'#oO<>", max_size=60)
PARTS = [" ", "1", "1,", "a", "-", '"', "(", "1 ", "ext ", "mon 9-5;", '5/12/2026 "', "\u200b", "£", ".", "@a."]
TYPED = st.one_of(
    st.text(max_size=60), LIKELY, st.sampled_from([text for table in TABLES for text, _, _ in table.rows()])
)


@pytest.mark.parametrize(
    ("kind", "text", "value", "message"),
    [
        pytest.param(table.kind, *row, id=f"{table.kind.name}-{number}")
        for table in TABLES
        for number, row in enumerate(table.rows())
    ],
)
def test_a_text_is_read_or_refused_in_words(kind, text, value, message):
    read, said = outcome_of(kind.value_of, text)

    assert (read, type(read), said) == (value, type(value), message)


@pytest.mark.parametrize("table", TABLES, ids=[table.kind.name for table in TABLES])
def test_a_table_has_enough_to_tell_readers_apart(table):
    assert len(list(table.rows())) >= 30


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_any_text_is_a_value_that_reads_back_or_a_message_that_says_what_to_write(kind):
    @given(TYPED)
    def any_text(text):
        value, message = outcome_of(kind.value_of, text)
        if message:
            assert re.fullmatch(r"\S.*\S", message)
        else:
            assert value == kind.empty or kind.value_of(kind.write(value)) == value

    any_text()


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
@pytest.mark.parametrize("part", PARTS)
def test_a_very_long_text_is_answered(kind, part):
    """A reader that takes steps by the square of the length would be at it for minutes."""
    outcome_of(kind.value_of, part * (50_000 // len(part)))
