"""Which listings are pointed out as probably the same, and which aren't."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.listings.data import ContactData, PlaceData, ServiceData
from providers.listings.likeness import DescribedOrganisation, DescribedService, similar_organisations, similar_services
from providers.listings.models.keys import host_key, host_key_of, phone_key, phone_key_of
from providers.listings.services.state import set_archived
from tests.factories import OrganisationFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def _data(name, *, postcode="", phone="", url="", urn=""):
    return ServiceData(
        name=name,
        url=url,
        urn=urn,
        places=(PlaceData(postcode=postcode),) if postcode else (),
        contacts=(ContactData(phone=phone),) if phone else (),
    )


@pytest.fixture
def there(organisation):
    """`there(name, …)`: a live service of the council."""

    def make(name, organisation=organisation, **values):
        return ServiceFactory(organisation=organisation, published=True, data=_data(name, **values))

    return make


@pytest.fixture
def newcomer(alpha):
    return OrganisationFactory(name="Somebody else")


def _similar(data, organisation, listing=None):
    (found,) = similar_services([DescribedService(data=data, organisation=organisation, listing=listing)])
    return found


def _similar_organisations(**values):
    (found,) = similar_organisations([DescribedOrganisation(**values)])
    return found


def _found(newcomer, name, **values):
    return [(each.listing.name, each.words) for each in _similar(_data(name, **values), newcomer)]


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("Night owls", {}, "The same name"),
        ("Night Owls Club", {}, "Nearly the same name"),
        ("Night Owls Club", {"postcode": "MK3 6EB"}, "Nearly the same name and the same postcode"),
        (
            "Sleep help",
            {"phone": "+44 (0)1632 960001", "url": "http://WWW.owls.example/new"},
            "The same phone number and the same website",
        ),
        ("Sleep help", {"urn": "123456"}, "The same school URN"),
        (
            "Night Owls",
            {"postcode": "MK3 6EB", "phone": "01632 960001", "url": "https://owls.example"},
            "The same name, the same phone number, the same postcode and the same website",
        ),
    ],
)
def test_what_is_probably_the_same_is_found_and_explained(there, newcomer, name, values, words):
    there("Night Owls", postcode="MK3 6EB", phone="01632 960 001", url="https://www.owls.example/about", urn="123456")
    assert _found(newcomer, name, **values) == [("Night Owls", words)]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Chess club", {"postcode": "MK3 6EB"}),
        ("Chess club", {"phone": "01632 960001"}),
        ("Chess club", {"phone": "999"}),
        ("Night bus", {}),
        ("Chess club", {"url": "https://facebook.com/chess", "postcode": "MK3 6EB"}),
    ],
)
def test_what_only_shares_a_building_a_word_or_a_network_is_not(there, newcomer, name, values):
    there("Night Owls", postcode="MK3 6EB", phone="01632 960001", url="https://facebook.com/owls")
    assert _found(newcomer, name, **values) == []


def test_an_organisations_own_services_share_its_phone_and_website(there, organisation):
    shared = {"postcode": "MK3 6EB", "phone": "01632 960001", "url": "https://owls.example"}
    there("Night Owls", **shared)
    assert _similar(_data("Day larks", **shared), organisation) == []
    assert len(_similar(_data("Night Owls 2", **shared), organisation)) == 1


def test_a_service_is_not_its_own_double_and_archived_ones_are_left_out(there, organisation):
    owls, old = there("Night Owls"), there("Night Owls")
    set_archived(user=None, service=old, archived=True)
    assert _similar(_data("Night Owls"), organisation, listing=owls) == []


def test_the_likeliest_come_first_and_no_more_than_5(there, newcomer):
    for number in range(6):
        there(f"Night Owls {number}")
    there("Night Owls", postcode="MK3 6EB")
    names = [name for name, _ in _found(newcomer, "Night Owls", postcode="MK3 6EB")]
    assert (names[0], len(names)) == ("Night Owls", 5)


def test_it_takes_as_many_queries_for_many_as_for_one(there, newcomer):
    values = {"postcode": "MK3 6EB", "phone": "01632 960001", "url": "https://owls.example", "urn": "123456"}
    there("Night Owls 0", **values)
    with CaptureQueriesContext(connection) as one:
        _found(newcomer, "Night Owls", **values)
    for number in range(1, 5):
        there(f"Night Owls {number}", **values)
    with CaptureQueriesContext(connection) as five:
        assert len(_found(newcomer, "Night Owls", **values)) == 5
    assert len(five) == len(one)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": "Sunny Bank Primary"}, "Nearly the same name"),
        ({"name": "Another", "urn": "123456"}, "The same school URN"),
        ({"name": "Another", "charity_number": "1234567"}, "The same charity number"),
        ({"name": "Another", "url": "https://sunnybank.example/contact"}, "The same website"),
        ({"name": "Another", "email": "head@SunnyBank.example"}, "The same website"),
    ],
)
def test_organisations_are_recognised(alpha, values, words):
    OrganisationFactory(
        name="Sunny Bank Primary School",
        urn="123456",
        charity_number="1234567",
        url="https://www.sunnybank.example",
        published=True,
    )
    assert [(each.listing.name, each.words) for each in _similar_organisations(**values)] == [
        ("Sunny Bank Primary School", words)
    ]


def test_other_organisations_and_oneself_are_not(alpha):
    there = OrganisationFactory(name="Sunny Bank Primary School", url="https://facebook.com/sunny", published=True)
    assert _similar_organisations(name="Rainy Hill Nursery", url="https://facebook.com/rainy") == []
    assert _similar_organisations(name=there.name, listing=there) == []


@pytest.mark.parametrize("phone", ["01632 960001", "+44 1632 960001", "0044 (0)1632 960001", "", "ext. 7"])
@pytest.mark.parametrize("url", ["https://www.Owls.example/a?b=http://c", "http://owls.example:8000", ""])
def test_the_database_and_python_compare_by_the_same_keys(there, phone, url):
    service = there("Night Owls", phone=phone, url=url)
    service.refresh_from_db()
    row = (
        type(service)
        .objects.annotate(host=host_key_of("url"), phone=phone_key_of("contacts__phone"))
        .get(pk=service.pk)
    )
    assert (row.host, row.phone or "") == (host_key(service.url), phone_key(phone))


def test_several_are_compared_in_as_many_queries_as_one_and_each_for_itself(there, newcomer):
    there("Night Owls")
    there("Riders", phone="01632 960001", postcode="MK3 6EB")
    described = [
        DescribedService(data=data, organisation=newcomer)
        for data in (
            _data("Night Owls"),
            _data("Others"),
            _data("Ponies", phone="01632 960001", postcode="MK3 6EB"),
            _data("Riders"),
        )
    ]
    with CaptureQueriesContext(connection) as two:
        similar_services(described[:2])
    with CaptureQueriesContext(connection) as several:
        found = similar_services(described * 12)
    assert len(two) == len(several)
    assert [[each.listing.name for each in alike] for alike in found[:4]] == [
        ["Night Owls"],
        [],
        ["Riders"],
        ["Riders"],
    ]
    assert found == found[:4] * 12


def test_what_comes_before_counts_as_it_would_be(there, newcomer):
    first, second = there("Riders", phone="01632 960001"), there("Chess")
    first.name = second.name = "Baby signing"
    alike = similar_services([DescribedService.of(first), DescribedService.of(second), DescribedService.of(first)])
    assert [[each.listing.pk for each in found] for found in alike] == [[], [first.pk], [second.pk]]
