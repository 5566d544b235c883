"""When a listing is open, in families' words."""

import pytest

from search.templatetags.listing_words import opening
from search.vocabulary import DAY
from tests.contract.listings import listing


@pytest.mark.parametrize(
    ("days", "periods", "words"),
    [
        ((), (), ""),
        (("sat",), (), "Saturday"),
        (("sat", "mon"), (), "Monday and Saturday"),
        (("mon", "wed", "fri"), ("term",), "Monday, Wednesday and Friday, term time"),
        (("mon", "tue", "wed", "thu", "fri"), ("term",), "Monday to Friday, term time"),
        (tuple(DAY), ("holidays",), "Every day, school holidays"),
        ((), ("by-arrangement",), "By arrangement"),
        ((), ("something-new",), ""),
    ],
)
def test_days_and_periods_are_one_line(days, periods, words):
    assert opening(listing("Club", open_days=days, periods=periods)) == words
