"""Whatever a listing and its council say or leave out, families see no row, list or heading without words."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from providers.listings.data import PlaceData, ServiceData
from providers.listings.service_page import service_context
from search.documents import Hit
from tests.factories import OrganisationFactory, ServiceFactory, full_data

pytestmark = pytest.mark.django_db
HEADINGS = ["h1", "h2", "h3"]
LISTING = sorted(set(ServiceData.__dataclass_fields__) - {"name", "external_id", "reach", "topics", "files"})
COUNCIL = ["phone", "email", "address", "safeguarding_phone", "safeguarding_out_of_hours"]
MORE = {
    "suits": "Night owls",
    "eligibility": "Live here",
    "who_decides": "A panel",
    "how_to_access": "Ring us",
    "languages": "Makaton",
    "outcomes": "Sleep",
    "staff_expertise": "Trained",
    "working_with_parents": "Weekly",
    "transitions": "Planned",
    "if_unhappy": "Tell us",
    "url": "https://owls.example/",
    "setting_type": "special",
    "urn": "990001",
    "section_41": False,
    "sen_report_url": "https://owls.example/sen",
    "accessibility_plan_url": "https://owls.example/plan",
    "senco": "Sam Example",
    "admissions": "Visit us",
}
BARE = ServiceData(name="Night Owls")


def faults_in(html):
    """Rows, lists and headings of the page that say nothing."""
    page = BeautifulSoup(html, "html.parser").body
    for script in page(["noscript", "script"]):
        script.decompose()
    silent = [
        each for each in page(["dt", "dd", "dl", "ul", "ol", "section", "aside"]) if not each.get_text(strip=True)
    ]
    return [*map(str, silent), *(str(each) for each in page(HEADINGS) if not _followed(each))]


def _followed(heading):
    """Whether there are words or a form between a heading and the next of its rank or above."""
    above = HEADINGS[: HEADINGS.index(heading.name) + 1]
    for node in heading.next_elements:
        if getattr(node, "name", None) in above:
            return False
        said = isinstance(node, str) and node.strip() and heading not in node.parents
        if said or getattr(node, "name", None) in {"form", "input"}:
            return True
    return False


def page_of(council, data, contact):
    organisation = OrganisationFactory(name="Owls", published=True, **contact)
    draft = ServiceFactory(organisation=organisation, data=data).get_latest_revision_as_object()
    request = RequestFactory().get("/services/", headers={"host": council.domain})
    request.council = council
    return render_to_string("listings/service.html", service_context(draft), request)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(said=st.sets(st.sampled_from(LISTING)), reached=st.sets(st.sampled_from(COUNCIL)), called=st.booleans())
def test_no_row_list_or_heading_is_empty(alpha, said, reached, called):
    full = full_data(**MORE)
    data = replace(BARE, **{name: getattr(full, name) for name in said})
    for name in COUNCIL:
        setattr(alpha, name, "01234 567890" if name in reached else "")
    contact = {"phone": "01632 960555"} if called else {}
    assert faults_in(page_of(alpha, data, contact)) == []


@pytest.mark.parametrize(
    "place", [PlaceData(), PlaceData(hide_address="yes"), PlaceData(hide_address="all"), PlaceData(postcode="MK3 6EB")]
)
def test_a_listing_of_a_name_alone_has_no_rows(alpha, place):
    assert "lo-keyfacts" not in page_of(alpha, BARE, {})
    assert faults_in(page_of(alpha, replace(BARE, places=(place,)), {})) == []


@pytest.mark.parametrize("empty", ["<dl><dt>Where</dt><dd> </dd></dl>", "<h2>Ask a person</h2><ul></ul>", "<ul> </ul>"])
def test_what_says_nothing_is_recognised(empty):
    assert faults_in(f"<body><h2>Words</h2><p>words</p>{empty}</body>")


@pytest.mark.parametrize("path", ["/", "/about/", "/search/?q=zzqqxx", "/shortlist/", "/accounts/login/"])
@pytest.mark.parametrize("reached", [True, False])
def test_no_page_of_a_council_that_nobody_can_reach_promises_a_person(alpha, client_for, path, reached):
    type(alpha).objects.filter(pk=alpha.pk).update(**dict.fromkeys(COUNCIL, "01234 567890" if reached else ""))
    html = client_for(alpha).get(path, follow=True).text
    assert faults_in(html) == []
    assert ("Ask a person" in html) == reached


def test_results_of_bare_listings_have_no_empty_rows(alpha, client_for, settings):
    settings.SEARCH_ENGINE = "postgres"
    ServiceFactory(approved=True, data=BARE)
    found = client_for(alpha).get("/search/")
    assert [type(each) for each in found.context["findings"].hits] == [Hit]
    assert faults_in(found.text) == []
