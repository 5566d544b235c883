"""What a listing can't say at once, and what families are told where one does."""

from decimal import Decimal

import pytest

from providers.listings.contradictions import contradictions, free_as_shown
from providers.listings.data import CostData
from search.templatetags.listing_words import price

SUM = CostData(amount=Decimal("6.50"))
NOTHING = CostData(amount=Decimal(0))
WORDS = CostData(amount_description="from £5 a session")
FREE_WORDS = CostData(amount_description="Free")
HINT = CostData(amount_description="Free. A taxi costs about £5")


@pytest.mark.parametrize(
    ("free", "costs", "contradicts"),
    [
        (True, (), False),
        (True, (SUM,), True),
        (True, (WORDS,), True),
        (True, (FREE_WORDS, SUM), True),
        (True, (NOTHING,), False),
        (True, (FREE_WORDS,), False),
        (True, (HINT,), False),
        (False, (), False),
        (False, (SUM,), False),
        (False, (NOTHING,), True),
        (False, (FREE_WORDS,), True),
        (False, (FREE_WORDS, SUM), False),
        (False, (CostData(amount=Decimal(0), amount_description="with a card, else £3"),), False),
        (None, (SUM,), False),
        (None, (FREE_WORDS,), False),
    ],
)
def test_free_and_prices_fit_or_are_refused(free, costs, contradicts):
    found = contradictions(age_min=None, age_max=None, free=free, costs=costs)

    assert set(found) == ({"free"} if contradicts else set())


@pytest.mark.parametrize(
    ("youngest", "oldest", "contradicts"),
    [(5, 4, True), (5, 5, False), (0, 0, False), (None, 3, False), (3, None, False), (1, 0, True)],
)
def test_ages_are_in_order(youngest, oldest, contradicts):
    found = contradictions(age_min=youngest, age_max=oldest, free=None, costs=())

    assert set(found) == ({"age_max"} if contradicts else set())


@pytest.mark.parametrize("costs", [(SUM,), (WORDS,), (NOTHING, SUM)])
def test_families_are_never_told_free_beside_a_price(costs):
    assert free_as_shown(True, costs) is None


@pytest.mark.parametrize(
    ("free", "detail", "said"),
    [
        (True, "", "Free"),
        (True, "£6.50 a session", "£6.50 a session"),
        (True, "Adults: £5", "Adults: £5"),
        (True, "You bring a snack", "Free. You bring a snack"),
        (True, "£0", "Free. £0"),
        (False, "", "There is a cost"),
        (False, "£6.50", "£6.50"),
        (None, "£6.50", "£6.50"),
    ],
)
def test_a_price_in_words_says_what_is_true(free, detail, said):
    class Listing:
        pass

    listing = Listing()
    listing.free = free

    assert price(listing, detail) == said
