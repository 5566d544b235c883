"""`/search/`, `/api/search` and `/api/suggest` as families and machines meet them."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from search.parameters import BadParameters, Parameters, read_parameters
from search.places.models import Postcode
from search.query import Sort
from search.results.wider_queries import ENOUGH
from search.vocabulary import ALL_SEND
from tests.contract.listings import CENTRE, at, listing, north, put

pytestmark = pytest.mark.usefixtures("on_postgres")

FIELDS = {
    "id", "name", "organisation", "summary", "url", "sector", "tier", "needs", "age_min", "age_max", "distance_miles",
    "reach", "delivery", "out_of_area", "why", "written_by", "brought_in_from", "approved_by", "approved", "checked",
    "changed",
}  # fmt: skip


@pytest.fixture
def api(alpha, client_for):
    client = client_for(alpha)
    return lambda query="": client.get(f"/api/search?{query}").json()


def names(answer):
    return [result["name"] for result in answer["results"]]


def test_the_json_has_what_the_contract_says(api, postcode):
    put(
        listing(
            "Autism club",
            sectors=("leisure",),
            tier="universal",
            needs=("autism",),
            places=at(north(1.2)),
            age_min=5,
            age_max=11,
            organisation="Friends",
            summary="Games",
            updated=date(2026, 1, 1),
        )
    )
    answer = api(f"q=autistic+6+year+old&postcode={postcode}")
    assert {"total", "page", "pages", "engine", "understood", "facets", "results"} <= set(answer)
    (result,) = answer["results"]
    assert set(result) == FIELDS
    assert result["distance_miles"] == pytest.approx(1.2, rel=0.01)
    assert result["why"] == ["autism", "fits age 6", "1.2 miles away"]
    assert answer["facets"]["sector"] == [{"value": "leisure", "label": "Leisure and activities", "count": 1}]
    assert {"kind": "need", "value": "autism", "label": "Autism"} in answer["understood"]


def test_nothing_sets_a_cookie_or_goes_into_a_shared_cache(alpha, client_for):
    for path in ("/search/?q=autism", "/api/search?q=autism", "/api/suggest?q=aut"):
        response = client_for(alpha).get(path)
        assert response.status_code == 200
        assert not response.cookies
        assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/search/", "/api/search", "/api/suggest"])
def test_only_reading_is_possible(alpha, client_for, path):
    client = client_for(alpha, enforce_csrf_checks=True)
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    ("district", "said"),
    [
        ("E08000035", "They have a SEND Local Offer of their own"),
        ("W06000015", "SEND Local Offers are for England only"),
    ],
)
def test_a_postcode_elsewhere_says_what_there_is_for_it(alpha, client_for, district, said):
    Postcode.objects.create(postcode="MK9 3XS", latitude=CENTRE[0], longitude=CENTRE[1], district=district)
    assert said in client_for(alpha).get("/search/?postcode=MK9+3XS").content.decode()


def test_a_removed_chip_is_read_no_more(api):
    put(listing("Sleep clinic"), listing("Other"))
    kinds = {chip["kind"] for chip in api("q=autism+sleep&not=need:autism")["understood"]}
    values = {chip["value"] for chip in api("q=autism+sleep&not=need:autism")["understood"]}
    assert (kinds, values) == ({"need"}, {"sleep"})


def test_all_problems_are_said_at_once(alpha, client_for):
    query = "age=99&need=zzz&radius=abc&page=0&sort=x&per_page=7&free=perhaps&not=x&day=someday"
    response = client_for(alpha).get(f"/api/search?{query}")
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {
        "age", "need", "radius", "page", "sort", "per_page", "free", "not", "day",
    }  # fmt: skip
    page = client_for(alpha).get(f"/search/?{query}")
    assert page.status_code == 400
    assert "Enter an age in whole years from 0 to 25, like 7" in page.content.decode()


@pytest.mark.parametrize("query", ["page=2", "page=9999&per_page=50", "page=100000"])
def test_a_page_beyond_the_end_is_said_to_be(alpha, client_for, query):
    assert "page" in client_for(alpha).get(f"/api/search?{query}").json()["errors"]
    assert client_for(alpha).get(f"/search/?{query}").status_code == 400


@pytest.mark.parametrize("text", ["ZZ99 9ZZ", "not a postcode 1", "BT1 1AA"])
def test_an_unknown_postcode_still_shows_the_whole_council(api, text):
    put(listing("Near", places=at(north(1))), listing("Far", places=at(north(90))))
    answer = api(f"postcode={text}&radius=3&sort=distance")
    assert set(answer["errors"]) == {"postcode"}
    assert answer["total"] == 2
    assert answer["results"][0]["distance_miles"] is None


def test_distance_without_a_place_is_explained(api):
    put(listing("A"))
    assert set(api("sort=distance&radius=3")["errors"]) == {"sort", "radius"}


def test_empty_parameters_are_as_if_absent(api):
    put(listing("A"))
    answer = api("q=&postcode=&age=&need=&radius=&sort=&page=&free=&per_page=&not=")
    assert (answer["total"], "errors" in answer) == (1, False)


def test_some_of_the_words_will_do_when_nothing_has_them_all(api):
    put(listing("Trampoline club"), listing("Chess"))
    answer = api("q=trampoline+xylophone")
    assert names(answer) == ["Trampoline club"]
    assert answer["notices"]


def test_why_names_any_need_only_where_nothing_closer_holds(api):
    put(
        listing("Any", needs=(ALL_SEND,)), listing("Own", needs=("sleep",)), listing("Text", description="Better sleep")
    )
    why = {result["name"]: result["why"] for result in api("q=sleep")["results"]}
    assert why == {"Own": ["sleep"], "Any": ["open to any special educational need"], "Text": ["sleep"]}


def test_filters_that_are_on_are_chips_and_reasons(alpha, client_for, postcode):
    put(
        listing("Club", sectors=("leisure",), tier="universal", needs=("adhd",), topics=("leisure",), free=True,
                personal_budget=True, open_days=("sat",), accessibility=("step-free",), delivery=("in-person",),
                places=at(north(1)), age_max=10),
        listing("Line", delivery=("phone", "online"), reach="national"),
    )  # fmt: skip
    query = (
        "q=things+to+do&need=adhd&sector=leisure&free=yes&personal_budget=1&day=sat&accessibility=step-free&age=6"
        f"&radius=5&postcode={postcode}"
    )
    (result,) = client_for(alpha).get(f"/api/search?{query}").json()["results"]
    assert result["why"] == ["ADHD", "things to do", "fits age 6", "leisure and activities", "step-free access",
                             "open on Saturday"]  # fmt: skip
    findings = client_for(alpha).get(f"/search/?{query}").context["findings"]
    assert [chip.label for chip in findings.filters] == [
        "Leisure and activities", "ADHD", "Step-free access", "Free", "A personal budget can pay", "Saturday",
        "Age 6", "Within 5 miles",
    ]  # fmt: skip
    assert all(chip.remove_query.count("&") == 8 for chip in findings.filters)
    chosen = {facet.name: [choice.label for choice in facet.chosen] for facet in findings.facets if facet.chosen}
    assert chosen["need"] == ["ADHD"]


def test_what_comes_to_the_family_says_so(api, postcode):
    put(listing("Line", delivery=("phone", "online"), reach="national"))
    assert api(f"postcode={postcode}")["results"][0]["why"] == ["online", "by phone"]


def test_a_postcode_in_the_words_is_where_the_search_starts_unless_another_is_given(api, postcode):
    put(listing("Club", places=at(north(1))))
    Postcode.objects.create(postcode="MK1 1AA", latitude=52.2, longitude=-0.7, district="E06000042", ward="")
    in_words = api("q=club+MK1+1AA")
    assert "place" in {chip["kind"] for chip in in_words["understood"]}
    given = api(f"q=club+MK1+1AA&postcode={postcode}")
    assert "place" not in {chip["kind"] for chip in given["understood"]}
    assert given["results"][0]["distance_miles"] == pytest.approx(1, rel=0.01)
    assert "q" in api("q=club+MK77+9ZZ")["errors"]


def test_suggestions_are_needs_topics_and_services(alpha, client_for):
    put(listing("Anxiety café"), listing("The anxious child"), listing("Tanx"))
    found = client_for(alpha).get("/api/suggest?q=anx").json()["suggestions"]
    assert [(item["kind"], item["label"]) for item in found] == [
        ("need", "Anxiety"),
        ("service", "Anxiety café"),
        ("service", "The anxious child"),
    ]
    assert found[0]["url"] == "/search/?need=anxiety"
    assert client_for(alpha).get("/api/suggest?q=a").json() == {"suggestions": []}


@pytest.mark.parametrize("path", ["/search/", "/api/search"])
def test_more_results_ask_the_database_no_more(alpha, client_for, path, postcode):
    client = client_for(alpha)
    documents = [listing(f"Club {number}", needs=("autism",), places=at(north(1))) for number in range(50)]

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(f"{path}?q=autism+club&postcode={postcode}&per_page=50")
        sent = (query["sql"] for query in context.captured_queries)
        return sum(not sql.startswith(("SET search_path", "SAVEPOINT", "RELEASE", "SELECT set_config")) for sql in sent)

    put(*documents[:ENOUGH])
    queries()
    few = queries()
    put(*documents)
    assert queries() == few
    assert few <= 7  # two of them ask what the words are worth, one for towns that listings name


@pytest.mark.parametrize("q", ["\x00" * 5, "a" * 1_500, "😀" * 1_500, "' OR 1=1 --", "%s %(v0)s", "\ud800", "{{7*7}}"])
def test_odd_words_are_answered(alpha, client_for, q):
    for path in ("/search/", "/api/search"):
        assert client_for(alpha).get(path, {"q": q.encode("utf-8", "surrogatepass")}).status_code == 200


@pytest.mark.parametrize("q", ["a" * 3000, "😀" * 1_501])
def test_more_words_than_are_read_are_not_cut_but_said_to_be_too_many(alpha, client_for, q):
    for path in ("/search/", "/api/search"):
        answer = client_for(alpha).get(path, {"q": q})
        assert answer.status_code == 400
        assert f"{len(q):,} of 1,500 characters: shorten it by" in answer.content.decode()


NAMES = [
    "q",
    "postcode",
    "place",
    "radius",
    "age",
    "need",
    "topic",
    "sector",
    "day",
    "free",
    "not",
    "sort",
    "page",
    "per_page",
]
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["autism", "health", "sat", "yes", "0.5", "25", "need:sleep", "distance", "20", "-1", "1e9", "٣"]),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=8))
def test_any_query_string_is_read_or_refused_field_by_field(alpha, pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    try:
        read = read_parameters(data)
    except BadParameters as problem:
        refused = problem.errors
    else:
        refused = {"nothing": "was wrong"}
        assert read_parameters(QueryDict(read.query_string())) == read.without("page")
    assert all(refused.values())


def test_a_query_string_leaves_out_what_is_at_its_default(alpha):
    assert Parameters().query_string() == ""
    parameters = Parameters(
        q="a b", need=("autism", "sleep"), radius=2.5, age=0, removed=("age:6",), sort=Sort.NAME, page=3
    )
    assert parameters.query_string() == "q=a+b&radius=2.5&age=0&need=autism&need=sleep&not=age%3A6&sort=name"


def test_words_that_are_too_long_stay_in_the_box_with_how_many_are_too_many(alpha, client_for):
    page = client_for(alpha).get("/search/", {"q": "sleep " * 260})
    assert page.status_code == 400
    assert "1,559 of 1,500 characters: shorten it by 59" in page.content.decode()
    assert "sleep " * 259 in page.content.decode()
