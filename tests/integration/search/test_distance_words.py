"""What a page of results says of distances is what was done: what was typed × what is known → its sentence."""

import pytest

from search.places.models import NamedPlace, Postcode, PostcodeArea
from search.results.distance_words import (
    ALL_OTHERS,
    BEST_MATCH,
    NEAREST,
    NEAREST_THEN_OTHERS,
    NO_DISTANCE,
    NO_START,
    ONLY_OTHERS_LEFT,
)
from tests.contract.listings import CENTRE, at, listing, north, put

pytestmark = pytest.mark.usefixtures("on_postgres", "known_places")
ALPHA, LEEDS = "E06000042", "E08000035"


@pytest.fixture
def known_places(alpha):
    for model in (Postcode, PostcodeArea, NamedPlace):
        model.objects.all().delete()
    Postcode.objects.create(postcode="MK9 3EJ", latitude=CENTRE[0], longitude=CENTRE[1], district=ALPHA)
    Postcode.objects.create(postcode="LS1 4AP", latitude=53.8, longitude=-1.5, district=LEEDS)
    for code, district in (("MK9 3", ALPHA), ("MK9", ALPHA), ("LS1", LEEDS)):
        PostcodeArea.objects.create(code=code, latitude=52.04, longitude=-0.75, district=district, number=9)
    NamedPlace.objects.create(key="wolverton", name="Wolverton", district=ALPHA, latitude=52.06, longitude=-0.81)


@pytest.fixture
def ask(alpha, client_for):
    """The page of a search and its JSON, which says the same."""

    def get(query):
        page = client_for(alpha).get(f"/search/?{query}")
        answer = client_for(alpha).get(f"/api/search?{query}").json()
        findings = page.context["findings"]
        said = [each for each in (findings.start, findings.order) if each]
        assert [each for each in answer.get("notices", ()) if each in said] == said
        return findings, page.text

    return get


FROM = "Distances start from"
STARTS = [
    ("postcode=MK9+3EJ", f"{FROM} MK9 3EJ."),
    ("postcode=mk93ej", f"{FROM} MK9 3EJ."),
    ("postcode=MK9+3ZZ", f"We don't know MK9 3ZZ. {FROM} the middle of MK9 3."),
    ("postcode=MK9+9ZZ", f"We don't know MK9 9ZZ. {FROM} the middle of MK9."),
    ("postcode=MK9+OZZ", f"We don't know MK9 0ZZ. {FROM} the middle of MK9."),
    ("postcode=MK9+3", f"{FROM} the middle of MK9 3."),
    ("postcode=MK9+8", f"We don't know MK9 8. {FROM} the middle of MK9."),
    ("postcode=MK9", f"{FROM} the middle of MK9."),
    ("postcode=LS1+4AP", f"{FROM} LS1 4AP."),
    ("postcode=LS1+9ZZ", f"We don't know LS1 9ZZ. {FROM} the middle of LS1."),
    ("place=wolverton", f"{FROM} the middle of Wolverton."),
    ("q=club+near+Wolverton", f"{FROM} the middle of Wolverton."),
    ("q=club+MK9+9ZZ", f"We don't know MK9 9ZZ. {FROM} the middle of MK9."),
    ("q=club+MK9", f"{FROM} the middle of MK9."),
    ("q=club+Wolverton&postcode=MK9+3EJ", f"{FROM} MK9 3EJ."),
    ("q=club+Wolverton&postcode=ZE1+0AA", f"{FROM} the middle of Wolverton."),
    ("postcode=ZE1+0AA", NO_START),
    ("postcode=ZE1", NO_START),
    ("postcode=BT1+5GS", NO_START),
    ("postcode=MK9+3E", NO_START),
    ("place=Nowhere", NO_START),
    ("q=club+ZE1+0AA", NO_START),
    ("q=club", ""),
    ("sort=distance&radius=3", ""),
    ("kind=page&postcode=MK9+3EJ", ""),
]


@pytest.mark.parametrize(("query", "sentence"), STARTS)
def test_where_distances_start_is_said_as_it_is(ask, query, sentence):
    put(listing("Club", places=at(north(1))), listing("Club page", kind="page", key="page:1"))
    findings, page = ask(query)
    assert findings.start == sentence
    assert sentence.replace("'", "&#x27;") in page
    shown = [hit for hit in findings.hits if hit.distance_miles is not None]
    assert bool(shown) == (FROM in sentence)


PLACED, ONLINE = {"places": at(north(2))}, {"delivery": ("online",), "reach": "national"}
NEARER = {"places": at(north(1)), "stale": True}
ORDERS = [
    ("", [PLACED, NEARER], BEST_MATCH),
    ("", [PLACED, ONLINE], BEST_MATCH),
    ("", [ONLINE, ONLINE], NO_DISTANCE),
    ("", [PLACED], ""),
    ("sort=distance", [PLACED, NEARER], NEAREST),
    ("sort=distance", [PLACED, ONLINE], NEAREST_THEN_OTHERS),
    ("sort=distance", [ONLINE, ONLINE], ALL_OTHERS),
    ("sort=distance&per_page=10&page=2", [PLACED] * 10 + [ONLINE] * 2, ONLY_OTHERS_LEFT),
    ("sort=name", [PLACED, NEARER], ""),
    ("sort=name", [ONLINE, ONLINE], NO_DISTANCE),
]


@pytest.mark.parametrize(("query", "services", "sentence"), ORDERS)
def test_the_order_says_what_it_has_to_do_with_distance(ask, query, services, sentence):
    put(*(listing(f"Club {number:02}", **given) for number, given in enumerate(services)))
    findings, page = ask(f"postcode=MK9+3EJ&{query}")
    assert findings.order == sentence
    assert sentence.replace("'", "&#x27;") in page


def test_a_start_is_not_told_where_nothing_has_a_distance(ask):
    put(listing("Line", **ONLINE), listing("Group", **ONLINE))
    assert ask("postcode=MK9+3EJ")[0].start == ""
    assert ask("postcode=MK9+9ZZ")[0].start == "We don't know MK9 9ZZ."
    assert "for MK9" not in ask("postcode=MK9+3EJ")[1]


def test_the_order_that_is_marked_is_the_one_that_results_have(ask):
    put(listing("A"), listing("B"))
    findings, page = ask("sort=distance")
    assert findings.sort == "relevance"
    assert ' aria-current="true">Best match' in page


@pytest.mark.parametrize(
    ("query", "chips"),
    [
        ("postcode=MK9+3EJ", ["Within 3 miles"]),
        ("postcode=ZE1+0AA", []),
        ("", []),
        ("q=near+Wolverton", ["Within 3 miles"]),
    ],
)
def test_a_radius_is_a_filter_only_where_it_hides_anything(ask, query, chips):
    put(listing("Near", places=at(north(1))), listing("Far", places=at(north(90))))
    findings, _ = ask(f"{query}&radius=3")
    assert [chip.label for chip in findings.filters] == chips
    assert findings.total == (1 if chips else 2)


@pytest.mark.parametrize(
    ("postcode", "title"),
    [
        ("LS1+4AP", "LS1 4AP is in Leeds"),
        ("LS1+9ZZ", "The middle of LS1 is in Leeds"),
        ("LS1", "The middle of LS1 is in"),
    ],
)
def test_another_council_is_named_for_what_is_known_to_lie_there(ask, postcode, title):
    assert title in ask(f"postcode={postcode}")[1]


def test_the_maps_mark_has_the_name_of_its_point(alpha, client_for):
    put(listing("Club", places=at(north(1))))
    origin = client_for(alpha).get("/api/search/points?postcode=MK9+9ZZ").json()["origin"]
    assert (origin["label"], origin["precision"]) == ("MK9", "outcode")


@pytest.mark.parametrize("postcode", ["MK9+3EJ", "ZE1+0AA"])
def test_nothing_is_said_of_services_where_none_is_found(ask, postcode):
    findings, page = ask(f"q=zzqqxx&postcode={postcode}&radius=1")
    assert findings.order == ""
    assert "hese services" not in page
