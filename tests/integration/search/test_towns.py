"""Towns that listings name are places that families may name."""

import pytest
from django.http import QueryDict

from search.documents import Place
from search.index.services.documents import put_document
from search.parameters import read_parameters
from search.reading.services import read_documents
from search.reading.towns import find_towns
from search.selectors import find
from tests.contract.listings import listing

pytestmark = pytest.mark.django_db


def put(name, town, latitude, *, hidden=False):
    place = Place(uuid=name, label=f"{town}, PE7 1AB", latitude=latitude, longitude=-0.1, hidden=hidden)
    put_document(document=listing(name, places=(place,)))


@pytest.fixture
def listings(alpha):
    put("Owls", "Whittlesey", 52.55)
    put("Riders", "WHITTLESEY", 52.57)
    put("Far away", "Thorney", 52.9)
    for number in range(3):
        put(f"Hall {number}", "Community Centre", 52.6)
        put(f"Refuge {number}", "Hushford", 52.6, hidden=True)
    read_documents()


def search(**given):
    query = QueryDict(mutable=True)
    query.update(given)
    return find(parameters=read_parameters(query))


@pytest.mark.parametrize(
    "given", [{"place": "Whittlesey"}, {"q": "clubs near whittlesey"}, {"q": "owls in Whittlesey"}]
)
def test_a_town_that_several_listings_name_is_a_place(listings, given):
    found = search(**given)
    assert (found.located.label, found.located.point.latitude) == ("Whittlesey", pytest.approx(52.56))
    assert not found.errors


@pytest.mark.parametrize("name", ["Thorney", "Community Centre", "Hushford"])
def test_what_one_address_says_what_is_ordinary_words_and_what_is_hidden_is_no_town(listings, name):
    assert find_towns([name.lower()]) == {}
    assert "place" in search(place=name).errors


def test_towns_follow_the_listings(listings):
    put("Riders", "March", 52.5)
    read_documents()
    assert find_towns(["whittlesey"]) == {}
