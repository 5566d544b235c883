"""Finding postcodes and places from within a council."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.places.errors import PlaceProblem
from search.places.models import NamedPlace, Postcode, PostcodeArea
from search.places.selectors import area_around, attribution, find_named_places, locate, point_of, point_typed
from tenants.councils.errors import UnknownCouncil
from tenants.councils.models import Council
from tenants.councils.scope import council_scope

MILTON_KEYNES, TRAFFORD, LEEDS, STEVENAGE = "E06000042", "E08000009", "E08000035", "E07000243"


@pytest.fixture(autouse=True)
def _places(db):
    Postcode.objects.all().delete()
    PostcodeArea.objects.all().delete()
    NamedPlace.objects.all().delete()
    Postcode.objects.bulk_create(
        Postcode(postcode=code, latitude=lat, longitude=lon, district=district, ward=ward, source="test")
        for code, lat, lon, district, ward in (
            ("MK9 3EJ", 52.0432, -0.7608, MILTON_KEYNES, "E05009412"),
            ("LS1 4AP", 53.7954, -1.5557, LEEDS, "E05011399"),
            ("M33 7ZZ", 53.4242, -2.3187, TRAFFORD, ""),
            ("SG1 1AA", 51.9, -0.2, STEVENAGE, ""),
            ("CF10 1AA", 51.48, -3.18, "W06000015", ""),
        )
    )
    PostcodeArea.objects.bulk_create(
        PostcodeArea(code=code, latitude=lat, longitude=lon, district=district, number=10)
        for code, lat, lon, district in (
            ("MK9 3", 52.041, -0.755, MILTON_KEYNES),
            ("MK9", 52.0394, -0.7511, MILTON_KEYNES),
            ("LS1", 53.797, -1.549, LEEDS),
        )
    )
    NamedPlace.objects.create(
        key="bletchley", name="Bletchley", district=MILTON_KEYNES, latitude=51.99, longitude=-0.73
    )
    NamedPlace.objects.create(key="sale", name="Sale", district=TRAFFORD, latitude=53.42, longitude=-2.32)


@pytest.mark.parametrize(
    ("text", "label", "start", "precision", "latitude"),
    [
        ("mk93ej", "MK9 3EJ", "MK9 3EJ", "postcode", 52.0432),
        (" MK9 3ej ", "MK9 3EJ", "MK9 3EJ", "postcode", 52.0432),
        ("ＭＫ９ ３ＥＪ", "MK9 3EJ", "MK9 3EJ", "postcode", 52.0432),
        ("MK9 3ZZ", "MK9 3ZZ", "MK9 3", "sector", 52.041),
        ("MK9 9ZZ", "MK9 9ZZ", "MK9", "outcode", 52.0394),
        ("MK9 3", "MK9 3", "MK9 3", "sector", 52.041),
        ("mk9", "MK9", "MK9", "outcode", 52.0394),
        ("Bletchley", "Bletchley", "Bletchley", "place", 51.99),
        ("BLETCHLEY!", "Bletchley", "Bletchley", "place", 51.99),
    ],
)
def test_a_place_is_found_as_precisely_as_it_is_known(alpha, text, label, start, precision, latitude):
    located = locate(text)

    assert (located.label, located.start, located.precision) == (label, start, precision)
    assert located.point.latitude == latitude
    assert (located.council_name, located.council_url) == ("", "")


def test_a_postcode_knows_its_district_and_ward(alpha):
    located = locate("MK9 3EJ")

    assert (located.district, located.ward) == (MILTON_KEYNES, "E05009412")


@pytest.mark.parametrize(
    ("text", "council"),
    [("LS1 4AP", "Leeds"), ("LS1", "Leeds"), ("SG1 1AA", "Hertfordshire"), ("CF10 1AA", "Wales")],
)
def test_a_postcode_elsewhere_names_the_council_it_lies_in(alpha, text, council):
    located = locate(text)

    assert (located.council_name, located.council_url) == (council, "")


def test_a_postcode_of_a_council_hosted_here_links_to_it(alpha, beta):
    located = locate("M33 7ZZ")

    assert located.council_name == "Trafford"
    assert beta.domain in located.council_url


def test_a_suspended_council_is_named_without_a_link(alpha, beta):
    Council.objects.filter(pk=beta.pk).update(suspended=True)

    assert locate("M33 7ZZ").council_url == ""


def test_a_county_council_owns_its_districts_postcodes(alpha):
    Council.objects.filter(pk=alpha.pk).update(gss_codes=["E10000015"])

    with council_scope(alpha):
        assert locate("SG1 1AA").council_name == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ZE1 0AA", "We don't know the postcode ZE1 0AA. Check it, or try another one near you."),
        ("MK9 3E", "Enter a full postcode, like MK9 3EJ, or its first half, like MK9."),
        ("BT1 5GS", "We cover England. For Northern Ireland, look for support on nidirect.gov.uk."),
        ("Sale", "We don't know a place called Sale in Alpha Council. Try a postcode, like MK9 3EJ."),
        ("!!", "We don't know a place called !! in Alpha Council. Try a postcode, like MK9 3EJ."),
        ("", "We don't know a place called that in Alpha Council. Try a postcode, like MK9 3EJ."),
        ("\x00" * 50 + "x" * 10_000, None),
    ],
)
def test_what_cannot_be_found_is_explained(alpha, text, message):
    with pytest.raises(PlaceProblem) as problem:
        locate(text)

    assert message is None or problem.value.message == message


def test_locating_needs_a_council(db):
    with pytest.raises(UnknownCouncil):
        locate("MK9 3EJ")


def test_only_the_councils_own_places_are_found(alpha):
    assert set(find_named_places(["bletchley", "sale", "nowhere"])) == {"bletchley"}


@pytest.mark.parametrize(("text", "queries"), [("MK9 3EJ", 1), ("MK9 9ZZ", 1), ("Bletchley", 1), ("LS1 4AP", 2)])
def test_locating_asks_at_most_two_queries(alpha, text, queries):
    with CaptureQueriesContext(connection) as context:
        locate(text)

    assert len([query for query in context.captured_queries if "SELECT" in query["sql"]]) == queries


@pytest.mark.parametrize(
    ("postcode", "precision"), [("mk9 3ej", "postcode"), ("MK9 3ZZ", "sector"), ("MK9 1AA", "outcode")]
)
def test_point_of_falls_back_to_what_is_known(db, postcode, precision):
    found = point_of(postcode)

    assert found is not None
    assert found.precision == precision
    assert found.district == MILTON_KEYNES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mk9 3ej", "MK9 3EJ"),
        ("MK9 3", "MK9 3"),
        ("mk9", "MK9"),
        ("MK9 9ZZ", "MK9"),
        ("ZE1", None),
        ("Bletchley", None),
    ],
)
def test_a_postcode_may_be_typed_in_part(alpha, text, code):
    found = point_typed(text)

    assert (found.code if found else None) == code


@pytest.mark.parametrize("postcode", ["ZE1 0AA", "nonsense", "", "BT1 5GS"])
def test_point_of_gives_nothing_for_an_unknown_postcode(db, postcode):
    assert point_of(postcode) is None
    assert area_around(postcode) is None


@pytest.mark.parametrize(
    ("number", "area"), [(10, "MK9 3"), (9, "MK9"), (1, "MK9")], ids=["enough", "nearly enough", "one alone"]
)
def test_a_hidden_address_is_its_sector_or_the_next_wider_area_that_holds_enough_postcodes(db, number, area):
    PostcodeArea.objects.filter(pk="MK9 3").update(number=number)
    around = area_around("MK9 3EJ")
    centre = PostcodeArea.objects.get(pk=area)
    assert around is not None
    assert (around.code, around.latitude, around.longitude) == (area, centre.latitude, centre.longitude)


def test_a_hidden_address_is_nowhere_where_even_its_outcode_holds_too_few(db):
    PostcodeArea.objects.update(number=3)
    assert area_around("MK9 3EJ") is None


def test_a_hidden_address_in_an_unknown_sector_is_in_its_outcode(db):
    around = area_around("LS1 4AP")
    assert around is not None
    assert (around.code, around.latitude) == ("LS1", 53.797)


def test_attribution_names_the_owners_of_the_data():
    assert "Crown copyright" in attribution()
    assert "Royal Mail" in attribution()
    assert "Office for National Statistics" in attribution()
