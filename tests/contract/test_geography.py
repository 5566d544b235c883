"""Where families are and where services are, on both engines: through the whole of a search."""

import json
from itertools import pairwise
from random import Random
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from providers.listings.data import PlaceData, ServiceData
from providers.listings.models import HideAddress
from search.matching.distance import Point, miles_between
from search.parameters import read_parameters
from search.places.models import NamedPlace, Postcode, PostcodeArea, Ward
from search.query import RADII
from search.selectors import find
from tests.contract.listings import CENTRE, at, listing, north
from tests.factories.listings import ServiceFactory

MILTON_KEYNES, CENTRAL_BEDFORDSHIRE, TRAFFORD = "E06000042", "E06000056", "E08000009"
HERE, THERE = "E05009413", "E05009407"
SECTOR = (52.0480, -0.7450)
OUTCODE = (52.0300, -0.7700)
WOLVERTON = (52.0626, -0.8102)
BLETCHLEY_WARD = (51.9950, -0.7300)
BORDER = (51.9200, -0.6600)
GEODESIC = Geod(ellps="WGS84")
METRES_PER_MILE = 1609.344


@pytest.fixture(autouse=True)
def _places(alpha):
    for model in (Postcode, PostcodeArea, NamedPlace, Ward):
        model.objects.all().delete()
    for code, point, district, ward in (
        ("MK9 3EJ", CENTRE, MILTON_KEYNES, HERE),
        ("MK2 2AA", BLETCHLEY_WARD, MILTON_KEYNES, THERE),
        ("LU7 0AA", BORDER, CENTRAL_BEDFORDSHIRE, "E05014001"),
        ("M33 7ZZ", (53.4242, -2.3187), TRAFFORD, ""),
    ):
        a_postcode(code, point, district=district, ward=ward)
    PostcodeArea.objects.bulk_create(
        PostcodeArea(code=code, latitude=point[0], longitude=point[1], district=MILTON_KEYNES, number=90)
        for code, point in (("MK9 3", SECTOR), ("MK9", OUTCODE), ("MK3 6", north(3)))
    )
    for name, point, ward in (("Wolverton", WOLVERTON, ""), ("Bletchley Park", BLETCHLEY_WARD, THERE)):
        NamedPlace.objects.create(
            key=name.lower(), name=name, district=MILTON_KEYNES, ward=ward, latitude=point[0], longitude=point[1]
        )


def a_postcode(code, point, *, district=MILTON_KEYNES, ward=HERE):
    latitude, longitude = point
    Postcode.objects.create(
        postcode=code, latitude=latitude, longitude=longitude, district=district, ward=ward, source="test"
    )


@pytest.fixture
def asked(search, settings):
    """Asks the way pages do, of the engine that the test is about and no other."""
    settings.SEARCH_ENGINE = search.engine.name

    def ask(**parameters):
        findings = find(parameters=read_parameters(QueryDict(urlencode(parameters, doseq=True))))
        assert findings.engine == search.engine.name
        return findings

    return ask


def names(findings):
    return [hit.document.name for hit in findings.hits]


def geodesic_miles(one, other):
    return GEODESIC.inv(one[1], one[0], other[1], other[0])[2] / METRES_PER_MILE


@pytest.mark.parametrize(
    ("given", "precision", "start"),
    [
        ({"postcode": "MK9 3EJ"}, "postcode", CENTRE),
        ({"postcode": "mk93ej"}, "postcode", CENTRE),
        ({"postcode": "MK9 3ZZ"}, "sector", SECTOR),
        ({"postcode": "MK9 9ZZ"}, "outcode", OUTCODE),
        ({"postcode": "MK9"}, "outcode", OUTCODE),
        ({"place": "Wolverton"}, "place", WOLVERTON),
        ({"place": "bletchley park"}, "place", BLETCHLEY_WARD),
        ({"q": "swimming near wolverton"}, "place", WOLVERTON),
        ({"q": "swimming MK9 3EJ"}, "postcode", CENTRE),
        ({"q": "swimming mk9"}, "outcode", OUTCODE),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_a_search_starts_where_the_family_says_they_are(search, asked, given, precision, start):
    points = (CENTRE, SECTOR, OUTCODE, WOLVERTON, BLETCHLEY_WARD)
    search.put(*(listing(f"Swimming {number}", places=at(point)) for number, point in enumerate(points)))
    findings = asked(**given, sort="distance")
    assert findings.located.precision == precision
    assert names(findings)[0] == f"Swimming {points.index(start)}"
    assert findings.hits[0].distance_miles == pytest.approx(0, abs=1e-6)
    for hit in findings.hits:
        place = hit.document.places[0]
        expected = geodesic_miles(start, (place.latitude, place.longitude))
        assert hit.distance_miles == pytest.approx(expected, rel=0.01, abs=1e-6)


@pytest.mark.parametrize("radius", [*RADII, None])
def test_a_radius_keeps_what_is_within_it_and_what_comes_to_the_family(search, asked, radius):
    just_inside = {miles: miles * 0.985 for miles in RADII}
    search.put(
        *(listing(f"At {miles}", places=at(north(inside))) for miles, inside in just_inside.items()),
        listing("At 40", places=at(north(40))),
        listing("Online", delivery=("online",), reach="national", places=at(north(90))),
        listing("Whole council", reach="council", places=at(north(30))),
        listing("Nowhere"),
    )
    findings = asked(postcode="MK9 3EJ", **({"radius": radius} if radius else {}))
    within = [miles for miles in RADII if radius is None or miles <= radius]
    expected = {f"At {miles}" for miles in within} | {"Online", "Whole council", "Nowhere"}
    assert set(names(findings)) == (expected if radius else expected | {"At 40"})


def test_radius_agrees_with_an_independent_geodesic(search, asked):
    random = Random(4)
    points = [(CENTRE[0] + random.uniform(-0.5, 0.5), CENTRE[1] + random.uniform(-0.8, 0.8)) for _ in range(120)]
    search.put(*(listing(f"Club {number}", places=at(point)) for number, point in enumerate(points)))
    miles = {f"Club {number}": geodesic_miles(CENTRE, point) for number, point in enumerate(points)}
    for radius in (5, 10, 25):
        pages = [asked(postcode="MK9 3EJ", radius=radius, per_page=50, sort="distance")]
        pages += [
            asked(postcode="MK9 3EJ", radius=radius, per_page=50, sort="distance", page=page)
            for page in range(2, pages[0].pages + 1)
        ]
        found = [name for page in pages for name in names(page)]
        assert {name for name in miles if miles[name] < radius * 0.99} <= set(found)
        assert not {name for name in found if miles[name] > radius * 1.01}
        assert all(miles[near] <= miles[far] * 1.01 for near, far in pairwise(found))


def test_nearest_first_is_the_order_of_the_distances_that_are_shown(search, asked):
    random = Random(12)

    def somewhere():
        return (CENTRE[0] + random.uniform(-0.02, 0.02), CENTRE[1] + random.uniform(-0.03, 0.03))

    travels = ({}, {}, {"delivery": ("online",)}, {"reach": "national"}, {"stale": True})
    search.put(
        *(
            listing(f"Club {number}", places=at(*(somewhere() for _ in range(number % 4))), **random.choice(travels))
            for number in range(60)
        )
    )
    for postcode in ("MK9 3EJ", "MK9 9ZZ", "LU7 0AA"):
        first, second = (asked(postcode=postcode, sort="distance", per_page=50, page=page) for page in (1, 2))
        shown = [hit.distance_miles for hit in (*first.hits, *second.hits)]
        placed = [round(miles, 2) for miles in shown if miles is not None]
        assert placed == sorted(placed)
        assert shown[len(placed) :] == [None] * 15


LATITUDES, LONGITUDES = st.floats(49.9, 55.9), st.floats(-6.4, 1.8)


@given(latitude=LATITUDES, longitude=LONGITUDES, far_latitude=LATITUDES, far_longitude=LONGITUDES)
def test_distances_are_right_to_one_in_a_hundred(latitude, longitude, far_latitude, far_longitude):
    measured = miles_between(Point(latitude=latitude, longitude=longitude), far_latitude, far_longitude)
    expected = geodesic_miles((latitude, longitude), (far_latitude, far_longitude))
    assert measured == pytest.approx(expected, rel=0.01, abs=1e-6)


def test_of_several_places_the_nearest_counts(search, asked):
    search.put(
        listing("Two places", places=at(north(20), north(1))),
        listing("One place", places=at(north(2))),
        listing("Far", places=at(north(6), north(-7))),
    )
    near = asked(postcode="MK9 3EJ", radius=3, sort="distance")
    assert names(near) == ["Two places", "One place"]
    assert near.hits[0].distance_miles == pytest.approx(1, rel=0.01)
    assert near.hits[0].nearest == near.hits[0].document.places[1]


def test_each_place_is_on_the_services_page_with_its_own_distance(search, alpha, client_for):
    a_postcode("MK2 3AA", north(-4))
    a_postcode("MK16 8AA", north(5))
    places = tuple(PlaceData(address=f"{code} Hall", postcode=code) for code in ("MK2 3AA", "MK16 8AA"))
    service = approved(places)
    page = client_for(alpha).get(f"{service.get_absolute_url()}?postcode=MK9+3EJ").text
    assert "4 miles from MK9 3EJ" in page
    assert "5 miles from MK9 3EJ" in page
    assert page.index("MK2 3AA Hall") < page.index("MK16 8AA Hall")


def test_a_hidden_address_is_its_sectors_centre_from_wherever_one_looks(search, asked, alpha, client_for):
    sector = north(3)
    a_postcode("MK3 6EB", (sector[0] + 0.008, sector[1] - 0.012), ward=THERE)
    a_postcode("MK3 6ZZ", (sector[0] - 0.009, sector[1] + 0.010), ward=THERE)
    for postcode in ("MK3 6EB", "MK3 6ZZ"):
        approved((PlaceData(address="1 Secret Street, Bletchley", postcode=postcode, hide_address=HideAddress.EXACT),))
    search.catch_up()
    browser = client_for(alpha)
    random = Random(36)
    seen = []
    for number in range(40):
        origin = (sector[0] + random.uniform(-0.1, 0.1), sector[1] + random.uniform(-0.1, 0.1))
        code = f"MK8 {number // 10}{'ABDEFGHJLN'[number % 10]}A"
        a_postcode(code, origin)
        findings = asked(postcode=code, sort="distance")
        expected = miles_between(Point(latitude=origin[0], longitude=origin[1]), *sector)
        assert [hit.distance_miles for hit in findings.hits] == [pytest.approx(expected, abs=1e-9)] * 2
        for radius, total in ((expected * 1.02, 2), (expected * 0.98, 0)):
            if radius >= 0.5:
                assert asked(postcode=code, radius=f"{radius:.3f}").total == total
        query = urlencode({"postcode": code, "view": "map"})
        seen += [browser.get(f"{path}?{query}").text for path in ("/search/", "/api/search", "/api/search/points")]
    points = {tuple(each["geometry"]["coordinates"]) for each in json.loads(seen[-1])["features"]}
    assert points == {(sector[1], sector[0])}
    for secret in ("Secret", "MK3 6EB", "MK3 6ZZ", f"{sector[0] + 0.008:.4f}", f"{sector[1] - 0.012:.4f}"):
        assert not any(secret in text for text in seen)


def test_a_withheld_place_is_found_by_words_and_without_a_distance_like_a_service_without_a_place(
    search, asked, alpha, client_for
):
    a_postcode("MK3 6EB", north(1), ward=THERE)
    withheld = PlaceData(address="1 Secret Street, Bletchley", postcode="MK3 6EB", hide_address=HideAddress.ALL)
    refuge = approved((withheld,), name="Harbour")
    approved((), name="Listening line")
    approved((PlaceData(address="Market Hall", postcode="MK2 2AA"),), name="Market")
    search.catch_up()
    for asking in ({"sort": "distance"}, {"radius": 1, "sort": "distance"}, {"q": "harbour"}):
        hit = next(hit for hit in asked(postcode="MK9 3EJ", **asking).hits if hit.document.uuid == str(refuge.uuid))
        assert (hit.distance_miles, hit.nearest, hit.document.out_of_area) == (None, None, False)
    assert names(asked(postcode="MK9 3EJ", sort="distance")) == ["Market", "Harbour", "Listening line"]
    map_of = json.loads(client_for(alpha).get("/api/search/points?postcode=MK9+3EJ").text)
    assert (len(map_of["features"]), map_of["without_place"]) == (1, 2)


@pytest.mark.parametrize(
    ("postcode", "expected"),
    [
        ("MK9 3EJ", ["For all", "For here", "For there"]),
        ("MK2 2AA", ["For all", "For there", "For here"]),
        ("LU7 0AA", ["For all", "For here", "For there"]),
        ("MK9", ["For all", "For here", "For there"]),
    ],
    ids=["here", "there", "another-council", "roughly-known"],
)
def test_what_is_for_other_areas_families_comes_after_what_is_for_this_one(search, asked, postcode, expected):
    search.put(
        listing("For all", reach="council"),
        listing("For here", reach="council", areas=(HERE,), area_names=("Here",)),
        listing("For there", reach="council", areas=(THERE,), area_names=("There",)),
    )
    assert names(asked(postcode=postcode)) == expected


@pytest.mark.parametrize("area", [MILTON_KEYNES, HERE, "MK9"], ids=["council", "ward", "outcode"])
def test_a_family_lives_in_their_council_their_ward_and_their_outcode(search, asked, area):
    search.put(
        listing("Theirs", reach="council", areas=(area,), area_names=("Theirs",)),
        listing("Others", reach="council", areas=(TRAFFORD,), area_names=("Trafford",)),
        listing("Also others", reach="council", areas=("MK3", THERE), area_names=("MK3", "There")),
    )
    assert names(asked(postcode="MK9 3EJ"))[0] == "Theirs"


def test_a_service_outside_the_council_is_found_and_says_so(search, asked):
    search.put(
        listing("Over the border", places=at(north(4), out_of_area=True)),
        listing("Within", places=at(north(4))),
        listing("Both", places=(*at(north(4), out_of_area=True), *at(north(5)))),
    )
    findings = asked(postcode="MK9 3EJ")
    said = {hit.document.name: hit.document.out_of_area for hit in findings.hits}
    assert said == {"Over the border": True, "Within": False, "Both": False}
    assert names(findings)[-1] == "Over the border"


def test_a_postcode_across_the_border_is_searched_from_and_named(search, asked):
    search.put(listing("Near the border", places=at(BORDER)), listing("Centre", places=at(CENTRE)))
    findings = asked(postcode="LU7 0AA", sort="distance")
    assert names(findings) == ["Near the border", "Centre"]
    assert (findings.located.council_name, findings.located.council_url) == ("Central Bedfordshire", "")
    assert findings.errors == {}


def test_a_postcode_of_a_council_that_is_hosted_too_leads_there(search, asked):
    located = asked(postcode="M33 7ZZ").located
    assert located.council_name == "Trafford"
    assert "beta.localhost" in located.council_url


def test_special_schools_are_found_near_and_far_but_far_ones_not_within_a_radius(search, asked):
    school = {"setting_type": "independent-special", "section_41": True}
    search.put(
        listing("Near school", places=at(north(8), out_of_area=True), **school),
        listing("Far school", places=at(north(140), out_of_area=True), **school),
        listing("Club", places=at(north(1))),
    )
    chosen = {"postcode": "MK9 3EJ", "setting_type": "independent-special"}
    anywhere = asked(**chosen)
    assert names(anywhere) == ["Near school", "Far school"]
    assert [round(hit.distance_miles) for hit in anywhere.hits] == [8, 140]
    assert "140 miles away" in anywhere.hits[1].why
    assert names(asked(**chosen, radius=10)) == ["Near school"]
    assert names(asked(**chosen, radius=5)) == []


def test_without_a_place_nothing_has_a_distance_and_a_radius_says_what_it_needs(search, asked):
    search.put(listing("Far", places=at(north(40))), listing("Near", places=at(north(1))))
    findings = asked(radius=3)
    assert findings.total == 2
    assert [hit.distance_miles for hit in findings.hits] == [None, None]
    assert "radius" in findings.errors


def approved(places, name="Night Owls"):
    data = ServiceData(name=name, summary="Help", sectors=("health",), places=places)
    return ServiceFactory(approved=True, data=data)
