"""The common ways of writing phone numbers, and what is dialled of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.text.phones import LONGEST_PHONE, dialled, first_number, read_phone
from tests.unit.text.phone_examples import EXAMPLES
from tests.unit.text.table import outcome_of

PARTS = [
    *("01733 555020", "07700 900030", "+44 (0)1733 555020", "0044", "999", "Tel:", "x4", "ext 12", "option 2", "Fax:"),
    *("Jo Smith", "(office)", "(", ")", "or", "and", ",", ";", "/", "\n", "24", "hours", "@", "jo@example.org", "-"),
]
TYPED = st.text(max_size=50) | st.lists(st.sampled_from(PARTS), max_size=7).map(" ".join)
DROPPED = {
    *("t", "tel", "telephone", "phone", "ph", "mob", "mobile", "call", "ring", "contact", "number", "no", "landline"),
    *("please", "on", "us", "or", "and", "ext", "extn", "extension", "x", "opt", "option"),
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_number_is_kept_as_written_and_dialled_as_it_is(text):
    kept, dials = EXAMPLES[text]
    read, message = outcome_of(read_phone, text)
    assert (read or "") == kept
    assert bool(message) == (not kept)
    assert dialled(kept or text) == dials


def test_the_table_has_forty():
    assert len(EXAMPLES) == 40


@given(TYPED)
def test_no_word_of_a_number_is_lost_and_it_reads_back_equal(text):
    read, message = outcome_of(read_phone, text)
    assert bool(read) != bool(message)
    if read:
        assert outcome_of(read_phone, read) == (read, "")
        assert len(read) <= LONGEST_PHONE
        said, kept = (set(re.findall("[a-z]{2,}", each.lower())) for each in (text, read))
        assert said - DROPPED <= kept
        assert re.sub("[^0-9]", "", dialled(read))


@given(TYPED)
def test_what_is_dialled_is_digits_of_the_text_or_nothing(text):
    digits = "".join(re.findall("[0-9]", first_number(text)))
    assert digits.removeprefix("44").removeprefix("0") in "".join(re.findall("[0-9]", text))
    assert re.fullmatch(r"\+?[0-9]*", dialled(text))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("01733 555020 & 555021", "01733 555020"),
        ("01733 555020 jo@example.org", "01733 555020"),
        ("Fax: 01733 555021 Tel: 01733 555020", "01733 555020"),
        ("01733 5550O1", ""),
        ("n/a", ""),
    ],
)
def test_the_first_number_among_other_words(text, first):
    assert first_number(text) == first
