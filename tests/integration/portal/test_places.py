"""Places with their opening hours."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from providers.listings.data import PlaceData, ServiceData
from providers.listings.models import HideAddress
from providers.listings.services.listings import save_draft
from search.index.models import SearchRow
from search.places.models import Postcode
from tests.factories import put_live

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_postcode(transactional_postcode):
    return transactional_postcode


@pytest.fixture
def transactional_postcode(alpha, tmp_path):
    from search.places.services.postcodes import load_postcodes

    table = tmp_path / "postcodes.csv"
    table.write_text("postcode,lat,lon,district\nMK9 3XS,52.0406,-0.7594,E06000042\n")
    load_postcodes(table)
    return Postcode.objects.count()


def _url(service, tail="places/new/"):
    return f"/provider/services/{service.uuid}/{tail}"


HOURS = {
    "hide_address": "no",
    "rows-TOTAL_FORMS": "2",
    "rows-INITIAL_FORMS": "0",
    "rows-0-day": "mon",
    "rows-0-opens": "09:00",
    "rows-0-closes": "17:00",
    "rows-0-period": "term",
    "rows-1-day": "",
    "rows-1-period": "all-year",
}

DATES = {
    "dates-TOTAL_FORMS": "1",
    "dates-INITIAL_FORMS": "0",
    "dates-0-on_date": "2026-12-05",
    "dates-0-opens": "10:00",
    "dates-0-closes": "12:00",
    "dates-0-note": "Christmas party",
}


def test_a_place_is_added_with_its_hours(portal, service, draft_of):
    answers = {"address": "1 Example Walk", "postcode": "mk93xs", "accessibility": ["hoist"], **HOURS}
    assert portal.post(_url(service), answers).status_code == 302
    (place,) = draft_of(service).places
    assert (place.postcode, place.accessibility) == ("MK9 3XS", ("hoist",))
    assert [(hours.day, f"{hours.opens:%H:%M}", hours.period) for hours in place.schedules] == [
        ("mon", "09:00", "term")
    ]


def test_changing_a_place_keeps_its_uuid(portal, service, draft_of):
    portal.post(_url(service), {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS})
    (place,) = draft_of(service).places
    shown = portal.get(_url(service, f"places/{place.uuid}/"))
    assert "MK9 3XS" in shown.text
    portal.post(_url(service, f"places/{place.uuid}/"), {"address": "2 Example Walk", "postcode": "MK9 3XS", **HOURS})
    (changed,) = draft_of(service).places
    assert (changed.uuid, changed.address) == (place.uuid, "2 Example Walk")


def test_a_place_is_removed_only_after_asking(portal, service, draft_of):
    portal.post(_url(service), {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS})
    (place,) = draft_of(service).places
    address = _url(service, f"places/{place.uuid}/remove/")
    assert "Remove this place?" in portal.get(address).text
    assert len(draft_of(service).places) == 1
    assert portal.post(address).status_code == 302
    assert draft_of(service).places == ()
    assert portal.get(address).status_code == 404


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"postcode": "nonsense"}, "postcode"),
        ({"postcode": "ZZ99 9ZZ"}, "postcode"),
        ({"postcode": "", "hide_address": "yes"}, "Enter the postcode"),
        ({"rows-0-closes": "08:00"}, "The closing time must be after"),
        ({"rows-0-closes": ""}, "Enter both an opening and a closing time"),
        ({"rows-0-day": ""}, "Choose a day"),
        ({"latitude": "52.04"}, "Enter both numbers, or neither"),
        ({"latitude": "52.04", "longitude": "north"}, "Enter the longitude as a number"),
        ({"latitude": "40", "longitude": "-0.75"}, "in Great Britain"),
        ({"latitude": "nan", "longitude": "-0.75"}, "Enter the latitude as a number"),
        ({"latitude": "53.48", "longitude": "-2.24"}, "more than 10 miles from the postcode"),
        ({**DATES, "dates-0-on_date": "32/12/2026"}, "Enter a date, like 27/3/2026"),
        ({**DATES, "dates-0-on_date": ""}, "Enter the date"),
        ({**DATES, "dates-0-closes": "09:00"}, "The closing time must be after"),
    ],
)
def test_bad_places_get_a_clear_message_and_write_nothing(portal, service, draft_of, change, message):
    page = portal.post(_url(service), {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS, **change})
    assert page.status_code == 422
    assert message in page.text
    assert draft_of(service).places == ()


def test_hours_without_a_place_are_kept(portal, service, draft_of):
    portal.post(_url(service), {"address": "", "postcode": "", **HOURS})
    (place,) = draft_of(service).places
    assert (place.postcode, len(place.schedules)) == ("", 1)


def test_single_dates_are_kept_beside_the_week_and_shown_again(portal, service, draft_of):
    portal.post(_url(service), {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS, **DATES})
    (place,) = draft_of(service).places
    assert [(row.day, row.on_date, row.note) for row in place.schedules] == [
        ("mon", None, ""),
        ("", date(2026, 12, 5), "Christmas party"),
    ]
    page = portal.get(_url(service, f"places/{place.uuid}/"))
    assert 'value="2026-12-05"' in page.text
    assert "Christmas party" in page.text


def test_another_date_is_added_without_losing_what_was_typed(portal, service):
    page = portal.post(_url(service), {"address": "1 Example Walk", **HOURS, **DATES, "add-row": "dates"})
    assert page.status_code == 200
    assert len(page.context["dates"].forms) == 2
    assert len(page.context["rows"].forms) == 2
    assert "Christmas party" in page.text


def test_a_pin_is_kept_and_taken_away_again(portal, service, draft_of):
    answers = {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS}
    portal.post(_url(service), {**answers, "latitude": "52.0450", "longitude": "-0.7600"})
    (place,) = draft_of(service).places
    assert place.pin == (52.045, -0.76)
    address = _url(service, f"places/{place.uuid}/")
    page = portal.get(address)
    assert 'value="52.045"' in page.text
    assert 'data-latitude="52.0406"' in page.text
    portal.post(address, {**answers, "latitude": "", "longitude": ""})
    (place,) = draft_of(service).places
    assert place.pin is None


def test_a_pinned_place_with_a_hidden_address_tells_families_no_more_than_its_area(
    portal, service, organisation, draft_of, alpha, client_for
):
    answers = {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS, "hide_address": "yes"}
    portal.post(_url(service), {**answers, "latitude": "52.0459", "longitude": "-0.7611"})
    for listing in (organisation, service):
        listing.refresh_from_db()
        put_live(listing)
    family = client_for(alpha)
    service.refresh_from_db()
    told = [
        family.get(service.get_absolute_url()).text,
        family.get("/api/search/points?q=sleep").text,
        family.get("/api/search?q=sleep").text,
        str(SearchRow.objects.get(key=f"service:{service.uuid}").body),
    ]
    assert not [text for text in told if "52.0459" in text or "0.7611" in text or "Example Walk" in text]


def _chosen(page):
    """The level that the page has chosen."""
    return [option.data["value"] for option in page.context["form"]["hide_address"] if option.data["selected"]]


@pytest.mark.parametrize(("name", "level"), [("Sleep club", "no"), ("Harbour refuge", "all")])
def test_a_new_place_of_a_refuge_starts_with_no_place_shown_and_says_why(portal, owner, service, name, level):
    save_draft(user=owner, service=service, data=replace(ServiceData.from_service(service), name=name))
    page = portal.get(_url(service))
    assert _chosen(page) == [level]
    assert ("Your pages say “refuge”" in page.text) == (level == "all")


def test_what_was_chosen_for_a_refuge_stays_and_the_reason_is_told_again(portal, owner, service, draft_of):
    save_draft(user=owner, service=service, data=replace(ServiceData.from_service(service), name="Harbour refuge"))
    answers = {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS, "hide_address": "no"}
    assert portal.post(_url(service), answers).status_code == 302
    (place,) = draft_of(service).places
    page = portal.get(_url(service, f"places/{place.uuid}/"))
    assert _chosen(page) == ["no"]
    assert "Your pages say “refuge”" in page.text


def test_a_place_of_which_nothing_is_shown_needs_no_postcode(portal, service, draft_of):
    answers = {"address": "", "postcode": "", **HOURS, "hide_address": "all"}
    assert portal.post(_url(service), answers).status_code == 302
    assert draft_of(service).places[0].hide_address == HideAddress.ALL


@pytest.mark.parametrize("given", [{}, {"hide_address": ""}, {"hide_address": "on"}])
def test_a_place_is_never_saved_without_saying_what_families_see(portal, service, draft_of, given):
    answers = {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS}
    del answers["hide_address"]
    assert portal.post(_url(service), {**answers, **given}).status_code == 422
    assert draft_of(service).places == ()


def test_two_editors_of_a_place_are_asked_about_what_both_changed_alone(portal, owner, service, draft_of):
    portal.post(_url(service), {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS})
    (place,) = draft_of(service).places
    based_on = service.latest_revision_id
    theirs = replace(place, address="2 Example Walk", accessibility=("step-free",))
    save_draft(user=owner, service=service, data=replace(draft_of(service), places=(theirs,)))
    answers = {"address": "3 Example Walk", "postcode": "MK9 3XS", "hide_address": "no", "based_on": based_on}
    page = portal.post(_url(service, f"places/{place.uuid}/"), answers)
    assert page.status_code == 409
    (clash,) = page.context["clashes"]
    told = (clash.label, clash.theirs, clash.mine)
    assert told == ("Place: 2 Example Walk, address", "2 Example Walk, MK9 3XS", "3 Example Walk, MK9 3XS")
    assert draft_of(service).places == (theirs,)
    kept = {**dict(page.context["answers"]), clash.name: "mine", "seen": page.context["seen"]}
    assert portal.post(_url(service, f"places/{place.uuid}/"), kept).status_code == 302
    (both,) = draft_of(service).places
    assert (both.address, both.accessibility, both.schedules) == ("3 Example Walk", ("step-free",), ())


def test_two_levels_of_a_place_are_told_apart_in_words(portal, owner, service, draft_of):
    portal.post(_url(service), {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS})
    (place,) = draft_of(service).places
    based_on = service.latest_revision_id
    theirs = replace(place, hide_address=HideAddress.ALL)
    save_draft(user=owner, service=service, data=replace(draft_of(service), places=(theirs,)))
    answers = {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS, "hide_address": "yes"}
    page = portal.post(_url(service, f"places/{place.uuid}/"), {**answers, "based_on": based_on})
    (clash,) = page.context["clashes"]
    assert clash.label == "Place: 1 Example Walk, what families see of the place"
    assert (clash.theirs, clash.mine) == ("Show no place at all", "Show only the area")


def test_a_place_that_one_took_away_and_the_other_changed_is_asked_about(portal, owner, service, draft_of):
    portal.post(_url(service), {"address": "1 Example Walk", "postcode": "MK9 3XS", **HOURS})
    (place,) = draft_of(service).places
    based_on = service.latest_revision_id
    save_draft(user=owner, service=service, data=replace(draft_of(service), places=()))
    answers = {"address": "3 Example Walk", "postcode": "MK9 3XS", **HOURS, "based_on": based_on}
    page = portal.post(_url(service, f"places/{place.uuid}/"), answers)
    (clash,) = page.context["clashes"]
    assert (page.status_code, clash.theirs, clash.mine.splitlines()[0]) == (
        409,
        "Taken away",
        "3 Example Walk, MK9 3XS",
    )
    kept = {**dict(page.context["answers"]), clash.name: "mine", "seen": page.context["seen"]}
    assert portal.post(_url(service, f"places/{place.uuid}/"), kept).status_code == 302
    assert [each.address for each in draft_of(service).places] == ["3 Example Walk"]


@pytest.mark.parametrize("pin", [(40.0, -0.7), (52.0, 20.0), (float("nan"), -0.7)], ids=["south", "east", "no-number"])
def test_a_pin_abroad_is_refused_whoever_saves_it(owner, service, draft_of, pin):
    place = PlaceData(postcode="MK9 3XS", pin=pin)
    with pytest.raises(ValidationError, match="Great Britain"):
        save_draft(user=owner, service=service, data=replace(draft_of(service), places=(place,)))
    assert draft_of(service).places == ()
