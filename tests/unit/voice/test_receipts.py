"""Receipt numbers: read out, mistyped, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.voice.receipts import ALPHABET, LENGTH, draw_receipt, read_receipt, spelt


def test_a_number_is_read_however_it_is_typed():
    number = draw_receipt()
    for typed in (number, spelt(number), spelt(number).lower(), f" {spelt(number).replace('-', ' ')} "):
        assert read_receipt(typed) == number


def test_letters_that_look_like_digits_are_those_digits():
    assert read_receipt("O1IL-0000-0000") == "011100000000"


@pytest.mark.parametrize("typed", ["", "4F7K", "4F7K-9QXP-2M3U", "4F7K-9QXP-2M3D-0", "x" * 10_000, "\x00" * 12])
def test_what_is_no_number_is_none(typed):
    assert read_receipt(typed) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_number_or_nothing(typed):
    read = read_receipt(typed)
    assert read == "" or (len(read) == LENGTH and set(read) <= set(ALPHABET))
