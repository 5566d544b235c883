"""What the map of results draws: places of everything found, and the council's outline."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from localoffer.settings.tiles import host_of_tiles
from search.documents import Place
from search.places.models import CouncilOutline, NamedPlace, Postcode
from search.result_map import points
from tests.contract.listings import CENTRE, at, listing, north, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_postgres(settings, alpha):
    settings.SEARCH_ENGINE = "postgres"
    Postcode.objects.create(
        postcode="MK9 3XS", latitude=CENTRE[0], longitude=CENTRE[1], district="E06000042", ward="E05009413"
    )


@pytest.fixture
def browser(alpha, client_for):
    return client_for(alpha)


@pytest.fixture
def points_at(browser):
    return lambda query="": browser.get(f"/api/search/points?{query}").json()


def named(collection):
    return [each["properties"]["name"] for each in collection["features"]]


def test_every_place_of_every_result_is_a_point_nearest_first(points_at):
    put(
        listing("Far", places=at(north(5))),
        listing("Two places", places=at(north(9), north(1))),
        listing("Online", delivery=("online",), reach="national"),
    )
    found = points_at("postcode=MK9+3XS")
    assert named(found) == ["Two places", "Far", "Two places"]
    assert (found["total"], found["shown"], found["without_place"]) == (3, 3, 1)
    assert [each["properties"]["distance"] for each in found["features"]] == ["1 mile", "5 miles", "9 miles"]
    assert found["origin"]["label"] == "MK9 3XS"
    first = found["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [CENTRE[1], north(1)[0]]}
    assert first["properties"]["url"].startswith("/services/service:two-places/?from=search&postcode=MK9")


def test_the_map_has_all_pages_of_the_search_and_no_more(points_at, browser):
    put(*(listing(f"Swimming {number}", places=at(north(number / 10))) for number in range(25)), listing("Choir"))
    found = points_at("q=swimming&page=2&per_page=10&sort=name&view=map")
    assert found["total"] == 25
    assert len(found["features"]) == 25
    assert found["total"] == browser.get("/api/search?q=swimming").json()["total"]


def test_filters_and_radius_hold_on_the_map(points_at):
    put(
        listing("Near", free=True, places=at(north(1))),
        listing("Dear", free=False, places=at(north(1))),
        listing("Far", free=True, places=at(north(8))),
    )
    found = points_at("free=yes&radius=3&postcode=MK9+3XS")
    assert named(found) == ["Near"]
    assert found["radius_miles"] == 3


def test_a_hidden_address_says_near_and_tells_its_sector_alone(points_at):
    place = Place(uuid="1", label="MK3 6 area", latitude=51.99, longitude=-0.73, hidden=True)
    put(listing("Refuge", places=(place,)))
    (point,) = points_at()["features"]
    assert (point["properties"]["near"], point["properties"]["place"]) == (True, "MK3 6 area")


def test_more_than_the_map_can_show_are_counted_and_the_nearest_are_shown(points_at, monkeypatch):
    monkeypatch.setattr(points, "MOST", 3)
    put(*(listing(f"Place {number}", places=at(north(number))) for number in range(1, 6)))
    found = points_at("postcode=MK9+3XS")
    assert (found["total"], found["shown"]) == (5, 3)
    assert named(found) == ["Place 1", "Place 2", "Place 3"]


def test_the_number_of_queries_does_not_grow_with_the_results(points_at):
    points_at()  # fills the caches
    counts = []
    for number in range(40):
        put(listing(f"Place {number}", places=at(north(1), north(2))))
        if number in (2, 39):
            with CaptureQueriesContext(connection) as queries:
                points_at("postcode=MK9+3XS")
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_search_that_cannot_be_read_is_answered_by_field(browser):
    answer = browser.get("/api/search/points?age=old")
    assert answer.status_code == 400
    assert "age" in answer.json()["errors"]


def test_points_hold_a_postcode_so_no_shared_cache_keeps_them(browser):
    assert "private" in browser.get("/api/search/points?postcode=MK9+3XS")["Cache-Control"]


@pytest.mark.parametrize("address", ["/api/search/points", "/search/outline.json"])
def test_both_only_read(browser, address):
    assert browser.post(address).status_code == 405


def test_the_outline_comes_with_its_source_and_the_towns(browser, alpha, beta):
    square = [[-0.8, 52.0], [-0.7, 52.0], [-0.7, 52.1], [-0.8, 52.1]]
    CouncilOutline.objects.all().delete()
    CouncilOutline.objects.create(council=alpha, rings=[square], made_from="boundary", source="Ours")
    CouncilOutline.objects.create(council=beta, rings=[square[::-1]], made_from="boundary", source="Theirs")
    NamedPlace.objects.all().delete()
    NamedPlace.objects.bulk_create(
        NamedPlace(key=name.lower(), name=name, district=district, ward=ward, latitude=52.0, longitude=-0.73)
        for name, district, ward in (
            ("Bletchley", "E06000042", ""),
            ("Woughton", "E06000042", "E05009426"),
            ("Sale", "E08000009", ""),
        )
    )
    answer = browser.get("/search/outline.json")
    collection = json.loads(answer.text)
    outline, town = collection["features"]
    assert outline["geometry"] == {"type": "MultiPolygon", "coordinates": [[[*square, square[0]]]]}
    assert (collection["attribution"], town["properties"]["name"]) == ("Ours", "Bletchley")
    assert "public" in answer["Cache-Control"]
    assert "max-age" in answer["Cache-Control"]


def test_a_council_nobody_knows_the_outline_of_has_none(browser):
    CouncilOutline.objects.all().delete()
    NamedPlace.objects.all().delete()
    assert browser.get("/search/outline.json").json()["features"] == []


def test_the_page_has_the_map_only_when_asked_and_never_for_advice(browser):
    put(listing("Near", places=at(north(1))))
    put(listing("About it", key="page:1", kind="page", reach="council"))
    assert "data-map" not in browser.get("/search/").text
    assert "leaflet" not in browser.get("/search/").text
    page = browser.get("/search/?view=map&postcode=MK9+3XS").text
    assert "/api/search/points?postcode=MK9+3XS" in page
    assert "The map needs JavaScript" in page
    assert "data-map" not in browser.get("/search/?view=map&kind=page").text


def test_tiles_are_allowed_from_the_host_that_was_set_and_no_other():
    assert host_of_tiles("") == []
    assert host_of_tiles("https://{s}.tiles.example/{z}/{x}/{y}.png") == ["https://*.tiles.example"]
    assert host_of_tiles("https://tiles.example:8443/a/{z}/{y}/{x}") == ["https://tiles.example:8443"]


@pytest.mark.parametrize(
    "url", ["tiles.example", "https://tiles.example/", "ftp://x/{z}/{x}/{y}", "https:///{z}{x}{y}"]
)
def test_an_address_that_cannot_be_tiles_stops_the_start(url):
    with pytest.raises(ImproperlyConfigured, match="MAP_TILE_URL"):
        host_of_tiles(url)
