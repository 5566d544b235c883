"""The results page: services and advice apart, cards that say whom they are for, paging that keeps the search."""

import re
from dataclasses import replace
from html import unescape
from uuid import UUID

import pytest
from django.db import connection
from django.template import Context
from django.test.utils import CaptureQueriesContext

from search.templatetags.saved_links import save_link
from tests.contract.listings import at, listing, north, put

pytestmark = pytest.mark.usefixtures("on_postgres")

FIRST, SECOND = "5bbda3f6-fd53-4da6-820d-de990732e748", "b4ae5702-4fc4-4747-bff1-6ca851ccbb4e"


@pytest.fixture
def page(alpha, client_for):
    client = client_for(alpha)

    def read(query=""):
        return unescape(client.get(f"/search/?{query}").content.decode())

    return read


def advice(name, **given):
    key = f"page:{name.lower().replace(' ', '-')}"
    return listing(name, key=key, kind="page", reach="council", **given)


def links(html):
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {re.sub(r"<[^>]*>", "", words).strip(): href for href, words in found}


def test_services_and_advice_are_apart_and_counted(page):
    put(listing("Sleep clinic"), listing("Sleep group"), advice("Help with sleep", topics=("community-health",)))
    services = page("q=sleep")
    assert "Services (2)" in links(services)
    assert links(services)["Advice and information (1)"] == "?q=sleep&kind=page#results"
    pages = page("q=sleep&kind=page")
    assert "1 page of advice" in pages
    assert "Sleep clinic" not in pages
    assert links(pages)["See services about community health services"] == "/search/?topic=community-health"


def test_no_text_of_a_card_is_markup(alpha, client_for):
    nasty = """<i title='"'>&"""
    place = replace(at(north(1))[0], label=nasty)
    document = listing(
        nasty, key="k", summary=nasty, places=(place,), areas=("E0",), area_names=(nasty,), topics=("sleep",)
    )
    put(replace(document, uuid='"><i>', url='/"><i>'))
    html = client_for(alpha).get('/search/?postcode="><i>').content.decode()
    assert html.count("&lt;i title=&#39;&#34;&#39;&gt;&amp;") >= 4
    assert "<i" not in re.sub("<(input|img|link)", "", html)


def test_a_council_without_advice_shows_no_tabs(page):
    put(listing("Sleep clinic"))
    html = page("q=sleep")
    assert "Kinds of results" not in html
    assert "1 service" in html


def test_the_first_advice_stands_beside_services_that_were_asked_for(page):
    put(*(advice(f"Sleep page {number}") for number in range(5)), listing("Sleep clinic"))
    beside = page("q=sleep").split("Advice about this")[1].split("</aside>")[0]
    assert beside.count("<li>") == 3
    assert "Advice about this" not in page()
    assert "Advice about this" not in page("q=sleep&kind=page")


def test_advice_costs_one_query_and_none_where_there_is_none(alpha, client_for):
    client = client_for(alpha)

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get("/search/?q=sleep")
        return sum("search_index_searchrow" in query["sql"] for query in context.captured_queries)

    put(*(listing(f"Sleep clinic {number}") for number in range(12)))
    without = queries()
    put(advice("Help with sleep"))
    assert queries() == without + 1


@pytest.mark.parametrize(
    ("areas", "names", "said"),
    [
        (("E06000060",), ("Buckinghamshire",), "Only for families in Buckinghamshire, and MK9 3XS is not"),
        (("E06000042",), ("Milton Keynes",), "Families in Milton Keynes"),
        (("E05009413", "E06000060"), ("Some ward", "Buckinghamshire"), "Families in Some ward, Buckinghamshire"),
        (("W1", "W2", "W3", "W4"), ("A", "B", "C", "D"), "Only for families in A, B, C and 1 more, and MK9 3XS is not"),
    ],
)
def test_a_card_says_whose_families_alone_a_service_is_for(page, postcode, areas, names, said):
    put(listing("Club", areas=areas, area_names=names))
    html = page(f"postcode={postcode}")
    assert said in html
    assert ("lo-limit" in html) == said.startswith("Only")


def test_without_a_home_nobody_is_said_to_be_shut_out(page):
    put(listing("Club", areas=("E06000060",), area_names=("Buckinghamshire",)))
    html = page()
    assert "Families in Buckinghamshire" in html
    assert "lo-limit" not in html


def test_a_card_says_what_may_be_wrong_with_a_service(page, postcode):
    put(
        listing("Closed one", temporarily_closed=True),
        listing("Old one", stale=True),
        listing("Far one", places=at(north(1), out_of_area=True)),
    )
    html = page(f"postcode={postcode}")
    for words in (
        "Closed for now",
        "Not checked for a while: ask before you go",
        "(outside the area of Alpha Council)",
    ):
        assert words in html


def test_the_keyboard_gets_past_the_filters_to_the_results(page):
    put(listing("Club"))
    for html in (page("q=club"), page("q=zzzqqq")):
        assert html.index('href="#found"') < html.index('class="lo-narrow ') < html.index('id="found" tabindex="-1"')


def test_printed_results_say_whom_to_phone_and_when_it_is_open(page):
    put(listing("Club", phone="01632 960001", open_days=("mon", "sat"), periods=("holidays",)), listing("Silent club"))
    cards = page("q=club").split('<li class="lo-card">')[1:]
    printed = {'"lo-print-only"' in card: card for card in cards}
    assert '<div class="lo-print-only"><dt>Phone</dt><dd>01632 960001</dd></div>' in printed[True]
    assert "<dt>When</dt><dd>Monday and Saturday, school holidays</dd>" in printed[True]
    assert len(printed) == 2


def test_orders_sizes_and_pages_keep_the_search(page):
    put(*(listing(f"Club {number:02}") for number in range(25)))
    html = page("q=club&per_page=10&page=2&sort=name")
    found = links(html)
    assert found["50"] == "?q=club&per_page=50&sort=name#results"
    assert found["Best match"] == "?q=club&per_page=10&sort=relevance#results"
    assert found["Page 3"] == "?q=club&per_page=10&page=3&sort=name#results"
    assert found["Map"] == "?q=club&per_page=10&page=2&sort=name&view=map#results"
    assert re.search(r'aria-current="true">10<', html)


def test_saved_services_are_carried_on_by_every_link(page):
    put(listing("Club", sectors=("leisure",), key=f"service:{SECOND}"), advice("About clubs"))
    html = page(f"q=club&ids={FIRST}")
    found = links(html)
    assert f"ids={FIRST}" in found["Advice and information (1)"]
    assert f"ids={FIRST}" in found["Club"]
    assert found["My list (1)"] == f"/shortlist/?ids={FIRST}"
    assert f'<input type="hidden" name="ids" value="{FIRST}">' in html


@pytest.mark.parametrize(("saved", "word"), [((), "Save"), ((FIRST,), "Saved"), ((SECOND,), "Save")])
def test_a_service_on_the_list_says_that_it_is_saved(rf, saved, word):
    request = rf.get("/search/", {"ids": ",".join(saved)} if saved else {})
    link = save_link(Context({"request": request}), UUID(FIRST), "Bats & Owls")
    assert f"<span>{word}</span>" in link
    assert "Bats &amp; Owls" in link


def test_a_result_leads_to_the_service_as_a_click_from_the_search(page, postcode):
    put(listing("Club", places=at(north(1))))
    assert links(page(f"postcode={postcode}"))["Club"].endswith("?from=search&postcode=MK9+3XS")


@pytest.mark.parametrize("query", ["ids=abc", f"ids={FIRST},zz", "kind=event", "view=globe"])
def test_what_cannot_be_read_is_said_by_field(alpha, client_for, query):
    response = client_for(alpha).get(f"/search/?{query}")
    assert response.status_code == 400
    assert set(response.context["errors"]) == {query.partition("=")[0]}


def test_words_of_danger_bring_help_before_all_results(page):
    put(listing("Talking rooms"))
    html = page("q=my+daughter+is+suicidal")
    for number in ("tel:999", "tel:111", "tel:116123", "tel:08001111"):
        assert number in html[: html.index("Narrow by")]
    assert "tel:116123" not in page("q=autism")


@pytest.mark.parametrize(("query", "status"), [("q=my+husband+hits+me", 200), ("q=my+husband+hits+me&page=9999", 400)])
def test_whoever_may_be_watched_can_leave_the_page_whatever_answers(alpha, client_for, query, status):
    answer = client_for(alpha).get(f"/search/?{query}")
    html = answer.content.decode()
    assert answer.status_code == status
    assert 'href="https://www.bbc.co.uk/weather" rel="nofollow noreferrer" data-leave' in html
    assert html.index("tel:999") < html.index('name="q"')
    assert "husband" not in html[html.index("<title>") : html.index("</title>")]


def test_help_in_danger_stands_on_pages_that_refuse_a_search_too(alpha, client_for, settings):
    settings.SEARCH_REQUESTS_A_MINUTE = 1
    client = client_for(alpha)
    client.get("/search/?q=autism")
    refused = client.get("/search/?q=i+want+to+die")
    assert refused.status_code == 429
    assert "tel:116123" in refused.content.decode()


@pytest.mark.parametrize(
    ("typed", "age"), [("18 months", 1), ("5yr", 5), ("5 yrs old", 5), ("six", 6), ("Y7", 11), ("25", 25)]
)
def test_an_age_is_read_as_families_write_it(alpha, client_for, typed, age):
    answer = client_for(alpha).get("/search/", {"q": "club", "age": typed})
    assert answer.status_code == 200
    assert answer.context["parameters"].age == age


@pytest.mark.parametrize("typed", ["26", "99", "teen", "0 to 5", "18 mth and a bit"])
def test_an_age_that_cannot_be_read_is_explained_beside_its_box_and_the_rest_is_searched(alpha, client_for, typed):
    put(listing("Free club", free=True), listing("Club"))
    answer = client_for(alpha).get("/search/", {"q": "club", "age": typed, "free": "yes"})
    html = unescape(answer.content.decode())
    assert (answer.status_code, answer.context["findings"].total, answer.context["parameters"].age) == (200, 1, None)
    assert html.count('id="age"') == html.count('id="age-error"') == 1
    assert f'value="{typed}" aria-describedby="age-error"' in html
    assert 'href="#age"' in html


def test_the_api_refuses_an_age_that_it_cannot_read(alpha, client_for):
    answer = client_for(alpha).get("/api/search?q=club&age=99")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["age"])
