"""What search engines and link previews are told: robots.txt, the sitemap, each page's one address."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.pages.services import refresh_every_page
from providers.listings.data import PlaceData
from providers.listings.models import HideAddress
from providers.listings.services.state import set_paused
from tenants.councils.links import absolute_url
from tenants.councils.models import Council, Domain
from tenants.councils.scope import council_scope
from tests.factories import ServiceFactory, full_data

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(response):
    return [each.text for each in ElementTree.fromstring(response.content).iter(LOC)]


def test_robots_keep_out_of_results_and_what_is_one_persons(alpha, client_for):
    response = client_for(alpha).get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    for path in ("/search/", "/shortlist/", "/provider/", "/admin/", "/accounts/", "/api/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {absolute_url('/sitemap.xml', alpha)}" in lines
    assert response.cookies == {}


def test_the_platforms_host_has_robots_and_no_sitemap(councils):
    browser = Client(headers={"host": "localhost"})
    assert "Sitemap" not in browser.get("/robots.txt").content.decode()
    assert browser.get("/sitemap.xml").status_code == 404


def test_a_suspended_council_tells_crawlers_to_come_back(councils, client_for):
    Council.objects.filter(pk=councils.beta.pk).update(suspended=True)
    for path in ("/robots.txt", "/sitemap.xml"):
        response = client_for(councils.beta).get(path)
        assert response.status_code == 503
        assert "Retry-After" in response


def test_the_sitemap_has_what_families_can_find_and_nothing_else(alpha, client_for):
    live = ServiceFactory(approved=True, name="Night <Owls> & more")
    paused = ServiceFactory(approved=True, name="Paused")
    draft = ServiceFactory(name="Only a draft")
    secret = ServiceFactory(approved=True, data=full_data(places=(PlaceData(hide_address=HideAddress.ALL),)))
    set_paused(user=None, service=paused, paused=True)
    refresh_every_page()
    found = addresses(client_for(alpha).get("/sitemap.xml"))
    assert {absolute_url(path) for path in (live.get_absolute_url(), "/", "/about/")} <= set(found)
    assert not [each for each in found for other in (paused, draft, secret) if str(other.uuid) in each]
    for each in found:
        assert client_for(alpha).get(each.removeprefix(absolute_url(""))).status_code == 200


def test_a_sitemap_is_its_own_councils(councils, client_for):
    with council_scope(councils.alpha):
        service = ServiceFactory(approved=True)
    assert str(service.uuid) not in client_for(councils.beta).get("/sitemap.xml").content.decode()


def test_the_sitemap_asks_the_same_few_questions_however_long_it_is(alpha, client_for):
    browser = client_for(alpha)
    browser.get("/sitemap.xml")
    asked = []
    for number in (1, 10):
        ServiceFactory.create_batch(number, approved=True)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/sitemap.xml")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_page_has_one_address_whatever_a_visitor_adds(alpha, client_for):
    service = ServiceFactory(approved=True, name="Night Owls", summary="Sleep help.")
    Domain.objects.create(tenant=alpha, domain="second.localhost", is_primary=False)
    browser = Client(headers={"host": "second.localhost"})
    html = browser.get(f"{service.get_absolute_url()}?postcode=MK9+3XS&ids=").content.decode()
    address = absolute_url(service.get_absolute_url(), alpha)
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert '<meta property="og:title" content="Night Owls">' in html
    assert '<meta property="og:description" content="Sleep help.">' in html


@pytest.mark.parametrize("path", ["/", "/about/"])
def test_the_councils_pages_can_be_shared(alpha, client_for, path):
    html = client_for(alpha).get(path).content.decode()
    assert f'<link rel="canonical" href="{absolute_url(path, alpha)}">' in html
    assert html.count('property="og:title"') == 1
    assert f"{alpha.name}" in html


@pytest.mark.parametrize("path", ["/favicon.ico", "/apple-touch-icon.png"])
@pytest.mark.parametrize("host", ["alpha.localhost", "localhost", "nobody.example"])
def test_what_browsers_ask_for_by_name_is_there_on_every_host(councils, path, host):
    response = Client(headers={"host": host}).get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("image/")
    assert settings.WHITENOISE_ROOT.joinpath(path.lstrip("/")).read_bytes() == b"".join(response.streaming_content)
