"""Places with their opening hours."""

import pytest

from search.places.models import Postcode

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_postcode(transactional_postcode):
    return transactional_postcode


@pytest.fixture
def transactional_postcode(alpha, tmp_path):
    from search.places.loading import load_postcodes

    table = tmp_path / "postcodes.csv"
    table.write_text("postcode,lat,lon,district\nMK9 3XS,52.0406,-0.7594,E06000042\n")
    load_postcodes(table)
    return Postcode.objects.count()


def _url(service, tail="places/new/"):
    return f"/provider/services/{service.uuid}/{tail}"


HOURS = {
    "rows-TOTAL_FORMS": "2",
    "rows-INITIAL_FORMS": "0",
    "rows-0-day": "mon",
    "rows-0-opens": "09:00",
    "rows-0-closes": "17:00",
    "rows-0-period": "term",
    "rows-1-day": "",
    "rows-1-period": "all-year",
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
        ({"postcode": "", "hide_address": "on"}, "Enter the postcode"),
        ({"rows-0-closes": "08:00"}, "The closing time must be after"),
        ({"rows-0-closes": ""}, "Enter both an opening and a closing time"),
        ({"rows-0-day": ""}, "Choose a day"),
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
