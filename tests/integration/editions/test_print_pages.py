"""`/print/search/` and `/print/list/`: a page or text without scripts, from the address alone."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from tests.contract.listings import listing, put


@pytest.fixture
def site(alpha, client_for):
    return client_for(alpha)


def test_results_are_a_page_in_the_size_that_was_asked_for(offer, site):
    response = site.get("/print/search/?free=yes&format=page-20")
    page = BeautifulSoup(response.text, "html.parser")
    assert page.select_one(".ed-book--20 h3").text == "1. Owls"
    assert not response.cookies
    assert "noindex" in response.text


def test_text_is_text(offer, site):
    response = site.get("/print/search/?format=text&free=yes")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "1. Owls" in response.text


def test_every_way_on_the_page_opens(offer, site):
    page = BeautifulSoup(site.get("/print/search/?free=yes").text, "html.parser")
    ways = [link["href"] for link in page.select(".ed-tools a")]
    assert ways
    assert [site.get(way).status_code for way in ways] == [200] * len(ways)


def test_a_list_is_printed_as_it_was_saved_or_shared(alpha, site):
    uuid = "5bbda3f6-fd53-4da6-820d-de990732e748"
    put(replace(listing("Night <Owls>", key=f"service:{uuid}"), uuid=uuid))
    assert "1. Night &lt;Owls&gt;" in site.get(f"/print/list/?ids={uuid}").text
    shared = BeautifulSoup(site.get(f"/shortlist/?ids={uuid}").text, "html.parser").select_one("#share-link")["value"]
    assert "Night" in site.get(f"/print/list/?{shared.partition('?')[2]}").text


@pytest.mark.parametrize(
    "query", ["search/?format=papyrus", "search/?age=old", "search/?page=9", "list/?ids=nonsense", "list/?list=x:y"]
)
def test_an_address_that_makes_no_sense_is_said_in_words(alpha, site, query):
    response = site.get(f"/print/{query}")
    assert response.status_code == 400
    assert "<h1" in response.text


def test_the_results_page_and_the_list_lead_there(offer, site):
    results = BeautifulSoup(site.get("/search/?free=yes&page=1&per_page=10").text, "html.parser")
    link = results.find("a", string="Print or download all 1")
    assert link["href"] == "/print/search/?free=yes"
    assert site.get(link["href"]).status_code == 200


def test_a_flood_is_stopped(alpha, site, settings):
    settings.SEARCH_REQUESTS_A_MINUTE = 2
    answers = [site.get("/print/search/").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
