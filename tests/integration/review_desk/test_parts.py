"""Correcting what a service has several of: places, contacts, prices and areas."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from wagtail.models import ModelLogEntry

from providers.listings.data import AreaData, ContactData, CostData, PlaceData, ScheduleData, ServiceData
from providers.listings.models import HideAddress
from providers.review.notices import corrections_of
from search.places.models import Postcode, PostcodeArea

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postcodes(db):
    """What the postcode file would have filled: the few these tests type."""
    Postcode.objects.create(postcode="MK9 3XS", latitude=52.04, longitude=-0.76, district="E06000042", source="test")
    PostcodeArea.objects.bulk_create(
        PostcodeArea(code=code, latitude=52.0, longitude=-0.7, district="E06000042", number=5)
        for code in ("MK3", "MK9", "MK10")
    )


CONTACTS = (
    ContactData(name="Reception", phone="01632 960001", email="hello@sleep.example"),
    ContactData(name="Jo", phone="01632 960002"),
)


@pytest.fixture
def correct(desk):
    """`correct(submission, "contacts", {"0.phone": …})` approves with a correction; gives the answer."""

    def post(submission, name, answers):
        edits = {f"edit-{name}.{key}": value for key, value in answers.items()}
        return desk.post(f"/admin/review/{submission.pk}/", {"decision": "approve", f"do-{name}": "edit", **edits})

    return post


def _contacts(*rows):
    names = ("name", "phone", "email")
    return {f"{place}.{name}": value for place, row in enumerate(rows) for name, value in zip(names, row, strict=True)}


def test_a_contact_is_corrected_and_an_emptied_one_taken_out(correct, send_change, listing_of):
    submission = send_change(contacts=CONTACTS)
    sent = submission.revision.as_object()
    answer = correct(
        submission, "contacts", _contacts(("Reception", "01632 960099", "hello@sleep.example"), ("", "", ""))
    )
    assert answer.status_code == 302
    (contact,) = listing_of(submission).contacts.all()
    assert (contact.name, contact.phone, contact.uuid) == ("Reception", "01632 960099", sent.contacts.first().uuid)


def test_what_was_corrected_is_logged_and_told_to_the_provider(correct, send_change):
    submission = send_change(contacts=CONTACTS[:1])
    correct(submission, "contacts", _contacts(("Reception", "01632 960099", "hello@sleep.example")))
    submission.refresh_from_db()
    before, after = "Reception, 01632 960001, hello@sleep.example", "Reception, 01632 960099, hello@sleep.example"
    assert corrections_of(submission) == f"Contacts\nBefore: {before}\nNow: {after}"
    entry = ModelLogEntry.objects.get(action="review.edit")
    assert (entry.data["before"], entry.data["after"]) == ({"Contacts": before}, {"Contacts": after})


def test_a_phone_number_that_a_file_brought_may_stay_as_it_is(correct, send_change, listing_of):
    submission = send_change(contacts=(ContactData(name="Recption", phone="ask at the desk"),))
    correct(submission, "contacts", _contacts(("Reception", "ask at the desk", "")))
    (contact,) = listing_of(submission).contacts.all()
    assert (contact.name, contact.phone) == ("Reception", "ask at the desk")


def test_a_price_is_corrected(correct, send_change, listing_of):
    submission = send_change(costs=(CostData(option="A sesion", amount=Decimal("4.50")),))
    correct(submission, "costs", {"0.option": "A session", "0.amount": "5", "0.amount_description": "a child"})
    (cost,) = listing_of(submission).cost_options.all()
    assert (cost.option, cost.amount, cost.amount_description) == ("A session", 5, "a child")


MONDAY = ScheduleData(day="mon", opens=time(9), closes=time(12), period="term")
PARTY = ScheduleData(on_date=date(2030, 12, 1), note="Party")


def _times(number, **answers):
    return {f"hours.{number}.{name}": value for name, value in answers.items()}


def test_opening_times_are_corrected_added_and_taken_out(correct, send_change, listing_of):
    submission = send_change(places=(PlaceData(address="9 North Street", schedules=(MONDAY, PARTY)),))
    hours = {
        **_times(1, day="mon", opens="09:30", closes="12:00", period="term"),
        **_times(2, on_date="", opens="", closes="", note=""),
        **_times(3, day="tue", opens="10:00", closes="11:00", period="all-year"),
    }
    place = {"address": "9 North Street", "postcode": "", "hide_address": "no"}
    correct(submission, f"places.{_place(submission).uuid}", {**place, **hours})
    (row,) = ServiceData.from_service(listing_of(submission)).places
    tuesday = ScheduleData(day="tue", opens=time(10), closes=time(11))
    assert row.schedules == (replace(MONDAY, opens=time(9, 30)), tuesday)
    assert row.schedules[0].uuid == MONDAY.uuid


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"day": "mon", "opens": "09:00", "closes": ""}, "Enter both an opening and a closing time."),
        ({"day": "mon", "opens": "12:00", "closes": "09:00"}, "The closing time must be after the opening time."),
        ({"day": "", "opens": "09:00", "closes": "12:00"}, "Choose a day."),
    ],
)
def test_opening_times_that_cannot_be_are_refused_beside_their_box(correct, send_change, waits, answers, words):
    submission = send_change(places=(PlaceData(address="9 North Street", schedules=(MONDAY,)),))
    place = {"address": "9 North Street", "postcode": "", "hide_address": "no"}
    answer = correct(submission, f"places.{_place(submission).uuid}", {**place, **_times(1, **answers)})
    assert (answer.status_code, waits(submission)) == (422, True)
    assert words in answer.text


@pytest.mark.parametrize(
    ("name", "answers", "words"),
    [
        (
            "contacts",
            _contacts(("Reception", "", "nobody"), ("", "", "")),
            "Enter one email address, like name@example.org",
        ),
        ("contacts", _contacts(("Reception", "ask Jo", ""), ("", "", "")), "Enter a phone number, like 01632 960 001"),
        ("costs", {"0.option": "", "0.amount": "-1", "0.amount_description": ""}, "The price can’t be less than £0."),
        (
            "costs",
            {"0.option": "", "0.amount": "much", "0.amount_description": ""},
            "Enter the price in pounds, like 12.50",
        ),
        ("areas", {"areas": ["MK9"], "outcodes": "ZZ99"}, "We don’t know the postcode district ZZ99."),
    ],
    ids=["mail", "phone", "less than nothing", "no number", "outcode"],
)
def test_a_correction_that_cannot_be_is_refused_beside_its_box(correct, send_change, waits, name, answers, words):
    submission = send_change(
        contacts=CONTACTS, costs=(CostData(amount=Decimal(4)),), areas=(AreaData(code="MK9", name="MK9"),)
    )
    answer = correct(submission, name, answers)
    assert answer.status_code == 422
    assert words in answer.text.replace("&#x27;", "’").replace("'", "’")
    assert waits(submission)


@pytest.fixture
def moved(send_change):
    """A change that puts the service at another place, with a pin."""
    return send_change(places=(PlaceData(address="9 North Stret", postcode="MK3 6EB", pin=(52.0, -0.73)),))


def _place(submission):
    (place,) = ServiceData.from_service(submission.revision.as_object()).places
    return place


def test_a_place_is_corrected_where_it_is(correct, moved, listing_of):
    place = _place(moved)
    answer = correct(
        moved, f"places.{place.uuid}", {"address": "9 North Street", "postcode": "mk36eb", "hide_address": "no"}
    )
    assert answer.status_code == 302
    (row,) = listing_of(moved).service_at_locations.all()
    assert (row.address, row.postcode, row.uuid) == ("9 North Street", "MK3 6EB", place.uuid)
    assert (row.latitude, row.longitude) == (52.0, -0.73)


def test_another_postcode_takes_the_pin_away(correct, moved, listing_of):
    correct(
        moved,
        f"places.{_place(moved).uuid}",
        {"address": "9 North Street", "postcode": "MK9 3XS", "hide_address": "no"},
    )
    (row,) = listing_of(moved).service_at_locations.all()
    assert (row.postcode, row.pinned) == ("MK9 3XS", False)
    assert (row.latitude, row.longitude) != (52.0, -0.73)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"address": "1 High Street", "postcode": "MK1 1AA", "hide_address": "no"}, "We don’t know this postcode."),
        ({"address": "1 High Street", "postcode": "", "hide_address": "yes"}, "so that families can see the area"),
    ],
    ids=["unknown", "hidden without one"],
)
def test_a_place_needs_a_postcode_that_is_known(correct, moved, waits, answers, words):
    answer = correct(moved, f"places.{_place(moved).uuid}", answers)
    assert answer.status_code == 422
    assert words in answer.text.replace("&#x27;", "’")
    assert waits(moved)


def test_an_address_can_be_hidden(correct, moved, listing_of):
    answers = {"address": "9 North Street", "postcode": "MK3 6EB", "hide_address": "yes"}
    correct(moved, f"places.{_place(moved).uuid}", answers)
    assert listing_of(moved).service_at_locations.get().hide_address == HideAddress.EXACT


@pytest.mark.parametrize(("name", "chosen", "told"), [("Sleep clinic", "no", False), ("A refuge", "all", True)])
def test_correcting_a_place_of_a_refuge_starts_with_no_place_shown(desk, send_change, name, chosen, told):
    places = (PlaceData(address="9 North Street", postcode="MK9 3XS"),)
    submission = send_change(name=name, places=places)
    page = desk.get(f"/admin/review/{submission.pk}/").text
    field = page.partition('hide_address"')[2].partition("</select>")[0]
    assert f'value="{chosen}" selected' in field
    assert ("It reads like a refuge" in page) == told
    assert ("families see the address of this place" in page) == told


def test_areas_are_ticked_and_typed(correct, send_change, listing_of):
    submission = send_change(areas=(AreaData(code="MK9", name="MK9"), AreaData(code="MK10", name="MK10")))
    correct(submission, "areas", {"areas": ["MK10"], "outcodes": "mk3"})
    assert [area.code for area in listing_of(submission).service_areas.all()] == ["MK10", "MK3"]
