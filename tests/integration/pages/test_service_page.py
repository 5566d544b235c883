"""A family's page of one service: what it tells, and what it never tells."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.listings.data import PlaceData
from providers.listings.models import HideAddress, ListingState
from providers.listings.services.checks import confirm_still_correct
from providers.listings.services.state import set_paused
from search.places.models import Postcode, PostcodeArea
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(alpha, client_for):
    return client_for(alpha)


@pytest.fixture
def postcodes(alpha):
    """A family's postcode and a service's, about 3 miles apart, and the service's sector."""
    Postcode.objects.create(
        postcode="MK9 3XS", latitude=52.0406, longitude=-0.7594, district="E06000042", source="test"
    )
    Postcode.objects.create(
        postcode="MK3 6EB", latitude=51.9950, longitude=-0.7400, district="E06000042", source="test"
    )
    PostcodeArea.objects.create(code="MK3 6", latitude=51.9900, longitude=-0.7500, district="E06000042", number=90)


def made(**changes):
    return ServiceFactory(approved=True, name="Night Owls", data=full_data(**changes))


def read(browser, service, query=""):
    response = browser.get(f"{service.get_absolute_url()}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_what_a_parent_asks_first(postcodes, browser):
    html = read(browser, made())
    for words in (
        "Night Owls",
        "Sleep help for autistic children.",
        "Ages</dt><dd>4 to 11",
        "Autism, Sleep",
        "Contact them yourself; or ask your GP",
        "£5.50",
        "personal budget",
        "Monday",
        "1 High Street",
        "01632 960001",
        "Step-free access",
        "West Bletchley",
    ):
        assert words in html
    assert html.count("<h1") == 1


def test_the_short_address_leads_to_the_canonical_one_with_the_postcode(alpha, browser):
    service = made()
    response = browser.get(f"/services/{service.uuid}/?postcode=MK9+3XS")
    assert response.status_code == 301
    assert response["Location"] == f"{service.get_absolute_url()}?postcode=MK9+3XS"
    assert browser.get(f"/services/{service.uuid}/another-name/").status_code == 301


def test_a_distance_is_shown_from_a_known_postcode(postcodes, browser):
    service = made()
    assert "3.3 miles from MK9 3XS" in read(browser, service, "?postcode=mk93xs")


def test_the_nearest_place_comes_first_and_without_a_postcode_the_first_that_was_written(postcodes, browser):
    far, near = PlaceData(address="Far Hall", postcode="MK3 6EB"), PlaceData(address="Near Hall", postcode="MK9 3XS")
    service = made(places=(PlaceData(address="Nobody knows where"), far, near))

    def order(query=""):
        html = read(browser, service, query)
        return sorted(("Far Hall", "Near Hall", "Nobody knows where"), key=html.index)

    assert order("?postcode=MK9 3XS") == ["Near Hall", "Far Hall", "Nobody knows where"]
    assert order() == ["Nobody knows where", "Far Hall", "Near Hall"]


def test_what_to_do_at_once_comes_before_the_facts(alpha, browser):
    html = read(browser, made())
    first = html.split("lo-keyfacts")[0]
    assert 'href="tel:01632960001"' in first
    assert first.count("data-save=") == html.count("data-save=") == 1


def test_the_organisation_is_called_where_the_service_names_nobody(alpha, browser):
    organisation = OrganisationFactory(published=True, phone="01632 960555")
    silent = ServiceFactory(organisation=organisation, published=True, data=full_data(contacts=()))
    assert 'href="tel:01632960555"' in read(browser, silent).split("lo-keyfacts")[0]


@pytest.mark.parametrize("postcode", ["ZZ99 9ZZ", "nonsense", "%00", "M" * 500, "<script>"])
def test_a_postcode_nobody_knows_is_left_out(postcodes, browser, postcode):
    html = read(browser, made(), f"?postcode={postcode}")
    assert "miles from" not in html
    assert "<script>" not in html


def test_a_hidden_address_is_its_sector_and_nothing_nearer(postcodes, browser):
    place = PlaceData(address="1 Secret Street, Bletchley", postcode="MK3 6EB", hide_address=HideAddress.EXACT)
    html = read(browser, made(places=(place,)), "?postcode=MK9 3XS")
    assert "MK3 6 area" in html
    assert "3.5 miles from" in html
    for secret in ("Secret", "MK3 6EB", "51.99"):
        assert secret not in html


def test_a_withheld_place_is_said_to_be_one_and_its_hours_and_access_stay(postcodes, browser):
    secret, open_to_all = (
        replace(full_data().places[0], uuid=uuid4(), address=f"1 {town} Street, {town}", hide_address=level)
        for town, level in (("Secret", HideAddress.ALL), ("Open", HideAddress.NO))
    )
    html = read(browser, made(places=(secret,), areas=()), "?postcode=MK9 3XS")
    assert "We do not show where it is, to keep people safe." in html
    assert "Monday" in html
    assert "Step-free access" in html
    for told in ("Secret", "MK3", "miles from", "Outside the area"):
        assert told not in html
    both = read(browser, made(places=(secret, open_to_all), areas=()), "?postcode=MK9 3XS")
    assert "There is another place that we do not show" in both
    assert "1 Open Street" in both
    assert "Secret" not in both


def test_a_listings_words_are_text_never_markup(alpha, browser):
    attack = "<script>alert(1)</script>\n\nSecond <b>paragraph</b>"
    html = read(browser, made(description=attack, eligibility=attack, if_unhappy=attack, summary="<img src=x>"))
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<b>paragraph" not in html
    assert "Second &lt;b&gt;paragraph" in html


def test_a_school_shows_its_reports_and_section_41_but_no_grade(alpha, browser):
    html = read(
        browser,
        made(
            setting_type="independent-special",
            urn="990001",
            section_41=True,
            section_41_checked=date(2026, 9, 1),
            sen_report_url="https://school.example.org/sen",
            accessibility_plan_url="https://school.example.org/plan",
            senco="Sam Example",
            admissions="Visit us first.",
        ),
    )
    assert "https://reports.ofsted.gov.uk/provider/21/990001" in html
    assert "Section 41 approved" in html
    assert "Checked 1 September 2026" in html
    assert "https://school.example.org/sen" in html
    assert not {"Outstanding", "Requires improvement", "Inadequate"} & set(html.split())


def test_a_school_that_is_not_section_41_approved_says_so_with_its_date(alpha, browser):
    html = read(browser, made(setting_type="special", section_41=False, section_41_checked=date(2026, 9, 1)))
    assert "Not on the section 41 list" in html


def test_a_service_by_phone_alone_shows_its_hours_without_a_place(alpha, browser):
    hours = full_data().places[0].schedules
    html = read(browser, made(delivery=("phone",), reach="national", places=(PlaceData(schedules=hours),)))
    assert "9am to 5pm" in html
    assert "All of England" in html
    assert "miles" not in html


def test_a_closed_or_stale_service_says_so(alpha, browser):
    service = made()
    ListingState.objects.filter(service=service).update(
        temporarily_closed=True,
        closed_note="Back in May.",
        stale=True,
        waiting_time="6 weeks",
        waiting_time_checked=date(2026, 3, 1),
    )
    html = read(browser, service)
    for words in ("Closed for now", "Back in May.", "may be out of date", "6 weeks", "March 2026"):
        assert words in html


def test_it_says_who_last_checked_it(alpha, browser):
    service = made()
    owner = MembershipFactory(organisation=service.organisation).user
    confirm_still_correct(user=owner, service=service)
    assert f"by {service.organisation.name}" in read(browser, service)


def test_a_check_by_the_council_names_the_council(alpha, browser):
    service = made()
    officer = PersonFactory(officer=True)
    ListingState.objects.filter(service=service).update(last_assured=date(2026, 5, 3), last_assured_by=officer)
    assert "Last checked 3 May 2026 by the council." in read(browser, service)


def test_a_check_by_somebody_who_has_left_is_not_said_to_be_the_councils(alpha, browser):
    service = made()
    gone = MembershipFactory(organisation=OrganisationFactory()).user
    ListingState.objects.filter(service=service).update(last_assured=date(2026, 5, 3), last_assured_by=gone)
    assert "Last checked 3 May 2026." in read(browser, service)


def test_a_draft_is_not_found(alpha, browser):
    assert browser.get(ServiceFactory(name="Night Owls").get_absolute_url()).status_code == 404


def test_a_service_that_was_put_away_is_gone_with_a_search_box(alpha, browser):
    service = made()
    set_paused(user=MembershipFactory(organisation=service.organisation).user, service=service, paused=True)
    response = browser.get(service.get_absolute_url())
    assert response.status_code == 410
    assert "Night Owls" not in response.content.decode()
    assert 'role="search"' in response.content.decode()


def test_another_councils_service_is_not_found(alpha, beta, client_for):
    assert client_for(beta).get(made().get_absolute_url()).status_code == 404


def test_only_reading_is_allowed(alpha, browser):
    assert browser.post(made().get_absolute_url()).status_code == 405


def test_queries_do_not_grow_with_places_and_contacts(postcodes, browser, django_assert_num_queries):
    data = full_data()
    small = made()
    places = tuple(replace(data.places[0], address=f"{number} High Street", uuid=uuid4()) for number in range(6))
    contacts = tuple(replace(data.contacts[0], name=f"Desk {number}", uuid=uuid4()) for number in range(6))
    large = made(places=places, contacts=contacts, needs=("autism", "sleep", "adhd", "anxiety"))
    read(browser, small)
    with CaptureQueriesContext(connection) as few:
        read(browser, small, "?postcode=MK9 3XS")
    with django_assert_num_queries(len(few)):
        read(browser, large, "?postcode=MK9 3XS")
