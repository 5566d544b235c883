"""Which services keep to themselves where they are."""

import pytest

from providers.listings.data import ServiceData
from providers.listings.models import HideAddress
from providers.listings.refuges import refuge_word, usual_hiding


@pytest.mark.parametrize(
    ("said", "organisation", "word"),
    [
        ({"name": "Safe Harbour refuge"}, "", "refuge"),
        ({"name": "Harbour"}, "Trafford Women’s Aid", "Women’s Aid"),
        ({"name": "Harbour"}, "Trafford Womens Aid", "Womens Aid"),
        ({"summary": "A safe house for families."}, "", "safe house"),
        ({"summary": "Help after Domestic Abuse."}, "", "Domestic Abuse"),
        ({"description": "We have safe accommodation for 7 families."}, "", "safe accommodation"),
        ({"topics": ("domestic-abuse",)}, "", "domestic abuse"),
        ({"needs": ("forced-marriage",)}, "", "forced marriage"),
        ({"name": "Honour-based violence helpline"}, "", "Honour-based violence"),
    ],
)
def test_a_refuge_and_the_like_usually_shows_no_place(said, organisation, word):
    data = ServiceData(**{"name": "", **said})
    assert refuge_word(data, organisation) == word
    assert usual_hiding(data, organisation) == HideAddress.ALL


@pytest.mark.parametrize(
    "said",
    [
        {"name": "Refugee families’ group"},
        {"name": "Day out at the wildlife refuge"},
        {"name": "Safer roads"},
        {"description": "We listen when families tell us of domestic abuse."},
        {"topics": ("housing",), "needs": ("autism",)},
    ],
)
def test_others_usually_show_their_address(said):
    assert usual_hiding(ServiceData(**{"name": "", **said}), "Night Owls") == HideAddress.NO
