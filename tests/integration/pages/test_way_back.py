"""From results to a page and back, with the words kept: by the browser's own word, in no address."""

import pytest

from providers.listings.service_page import service_context
from search.http.referer import LONGEST
from search.places.models import Postcode
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
HERE = "http://alpha.localhost"


@pytest.fixture
def address(alpha):
    return ServiceFactory(approved=True, name="Night Owls").get_absolute_url()


@pytest.fixture
def way_back(alpha, client_for):
    """Where a page's “Back to results” leads for somebody who comes from an address; None where it has none."""

    def find(path, referer):
        page = client_for(alpha).get(path, headers={"referer": referer} if referer else {})
        assert page.status_code == 200
        assert page.text.count("govuk-back-link") + page.text.count('govuk-breadcrumbs"') == 1
        return page.context["results"] or None

    return find


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        (f"{HERE}/search/?q=can%27t+sleep&age=6&page=2&view=map", "/search/?q=can%27t+sleep&age=6&page=2&view=map"),
        (f"{HERE}/search/?q=autism&postcode=MK9+3XS&ids=1", "/search/?q=autism&postcode=MK9+3XS&ids=1"),
        (f"{HERE}/search/", "/search/"),
        (f"{HERE}/search/?q=%22%3E%3Cscript%3E", "/search/?q=%22%3E%3Cscript%3E"),
        ("", None),
        (f"{HERE}/", None),
        (f"{HERE}/shortlist/?ids=1", None),
        ("http://beta.localhost/search/?q=autism", None),
        ("https://evil.example/search/?q=autism", None),
        ("http://alpha.localhost@evil.example/search/?q=autism", None),
        ("http://[", None),
        ("javascript:alert(1)", None),
        (f"{HERE}/search/?q={'x' * LONGEST}", None),
    ],
)
@pytest.mark.parametrize("kind", ["service", "advice"])
def test_a_page_leads_back_to_the_results_that_led_there(way_back, address, kind, referer, back):
    assert way_back(address if kind == "service" else "/about/", referer) == back


def test_the_page_is_another_for_another_way_here(alpha, client_for, address):
    family = client_for(alpha)
    first = family.get(address, headers={"referer": f"{HERE}/search/?q=autism"})
    same = {"referer": f"{HERE}/search/?q=autism", "if-none-match": first["ETag"]}
    other = {"referer": f"{HERE}/search/?q=sleep", "if-none-match": first["ETag"]}
    assert family.get(address, headers=same).status_code == 304
    assert "/search/?q=sleep" in family.get(address, headers=other).text


def test_no_link_that_is_offered_for_sharing_holds_the_postcode(alpha, client_for, address):
    page = client_for(alpha).get(f"{address}?postcode=MK9+3XS", headers={"referer": f"{HERE}/search/?postcode=MK9+3XS"})
    offered = [line for line in page.text.splitlines() if "mailto:?" in line or "canonical" in line or "og:url" in line]
    assert len(offered) >= 2
    assert not [line for line in offered if "MK9" in line or "postcode" in line]


@pytest.mark.parametrize(
    ("here", "referer", "near"),
    [
        ("", f"{HERE}/search/?q=sleep&postcode=mk93xs", "MK9 3XS"),
        ("?postcode=", f"{HERE}/search/?postcode=MK9+3XS", "MK9 3XS"),
        ("?postcode=MK3+6EB", f"{HERE}/search/?postcode=MK9+3XS", "MK3 6EB"),
        ("", f"{HERE}/search/?q=sleep", ""),
        ("", f"{HERE}/search/?postcode=%00", ""),
        ("", "http://beta.localhost/search/?postcode=MK9+3XS", ""),
    ],
)
def test_distances_start_where_those_of_the_results_did_though_no_link_carries_it(
    alpha, client_for, address, here, referer, near
):
    for code in ("MK9 3XS", "MK3 6EB"):
        Postcode.objects.create(postcode=code, latitude=52.04, longitude=-0.76, source="test")
    page = client_for(alpha).get(f"{address}{here}", headers={"referer": referer})
    assert page.context["postcode"] == near
    offered = [line for line in page.text.splitlines() if "mailto:?" in line or "canonical" in line or "og:url" in line]
    assert len(offered) >= 2
    assert not [line for line in offered if "MK9" in line or "postcode" in line]


def test_a_draft_has_no_way_back(alpha):
    draft = ServiceFactory().get_latest_revision_as_object()
    assert "results" not in service_context(draft)
