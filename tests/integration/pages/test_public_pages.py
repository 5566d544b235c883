"""What every visitor meets: the home page, the platform's page, errors, the council's colours."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tenants.councils.models import Council
from tenants.councils.scope import council_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(councils):
    """Alpha with everything its row can say."""
    Council.objects.filter(slug="alpha").update(
        phone="01632 960100",
        email="offer@alpha.example",
        address="1 Example Street",
        safeguarding_name="the Example Hub",
        safeguarding_phone="01632 960111",
        safeguarding_out_of_hours="01632 960112",
    )
    return Council.objects.get(slug="alpha")


def test_the_home_page_starts_with_one_search_and_the_ways_in(described, client_for):
    response = client_for(described).get("/")
    html = response.content.decode()
    assert html.count('role="search"') == 1
    assert html.count("<h1") == 1
    for way in (
        "sector=education",
        "sector=health",
        "sector=social-care",
        "topic=preparing-for-adulthood",
        "need=autism",
    ):
        assert way in html


def test_a_visit_sets_no_cookie_and_asks_nothing_of_others(described, client_for):
    response = client_for(described).get("/")
    assert response.cookies == {}
    assert "https://" not in response.content.decode()
    assert "style=" not in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/search/", "/about/", "/no-such-page/", "/services/not-a-uuid/"])
def test_help_in_danger_is_at_the_foot_of_every_page(described, client_for, path):
    html = client_for(described, raise_request_exception=False).get(path).content.decode()
    for number in ("tel:999", "tel:111", "tel:01632960111", "tel:01632960112", "tel:01632960100"):
        assert number in html
    assert "1 Example Street" in html


def test_the_home_page_asks_the_same_few_questions_of_the_database(
    described, client_for, django_assert_max_num_queries
):
    browser = client_for(described)
    browser.get("/")
    with django_assert_max_num_queries(18):
        browser.get("/")


def test_an_unknown_page_is_404_with_a_search_box(described, client_for):
    response = client_for(described).get("/no-such-page/")
    assert response.status_code == 404
    assert 'role="search"' in response.content.decode()


def test_the_bare_host_lists_the_councils(councils):
    html = Client(headers={"host": "localhost"}).get("/").content.decode()
    assert "Alpha Council" in html
    assert "//beta.localhost" in html
    assert "tel:999" in html


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"])
def test_an_error_page_needs_neither_database_nor_request(template, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = render_to_string(template)
    assert html.count("<h1") == 1
    assert "tel:999" in html


def test_an_error_off_councils_hosts_names_the_site_once_and_offers_no_search(councils):
    html = Client(headers={"host": "localhost"}).get("/nope/").content.decode()
    assert "<title>We can’t find that page – SEND Local Offer</title>" in html
    assert "search for what you need" not in html
    assert 'role="search"' not in html


def test_the_platform_page_without_councils_says_so():
    assert "No council is here yet" in render_to_string("platform.html", {"councils": []})


def test_the_councils_colours_come_as_a_style_sheet(described, client_for):
    page = client_for(described).get("/about/").content.decode()
    address = page.split('href="/council.css')[1].split('"')[0]
    response = client_for(described).get(f"/council.css{address}")
    assert response["Content-Type"] == "text/css"
    assert "immutable" in response["Cache-Control"]
    assert f"--council-colour: {described.colour};" in response.content.decode()


def test_colours_under_an_old_address_are_kept_only_briefly(described, client_for):
    assert "immutable" not in client_for(described).get("/council.css?v=123456")["Cache-Control"]


def test_the_bare_host_has_no_councils_colours(councils):
    assert Client(headers={"host": "localhost"}).get("/council.css").status_code == 404


def test_another_councils_pages_are_its_own(councils, client_for):
    with council_scope(councils.beta):
        assert "Beta Council" in client_for(councils.beta).get("/about/").content.decode()
