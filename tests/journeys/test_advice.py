"""A parent reads advice: found in one press, with her own dates, on a phone and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, said_twice, sideways
from tests.journeys.marks import JOURNEY

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
PAGES = (
    "/advice/",
    "/advice/plans/",
    "/advice/plans/disagree/",
    "/advice/plans/ehc-plan-reviews/",
    "/advice/school/school-says-no/",
    "/advice/growing-up/young-people/",
    "/ehc-needs-assessment/?day=2&month=3&year=2026",
    "/ehc-needs-assessment/?day=31&month=2&year=2026",
)


@pytest.mark.parametrize("width", WIDTHS)
def test_advice_is_accessible_and_fits(site, new_page, width):
    page = new_page(width=width)
    wrong = []
    for path in PAGES:
        page.goto(site.at(COUNCIL, path))
        wrong += [*faults(page), *sideways(page), *said_twice(page)]
        assert page.locator("h1").count() == 1, page.url
    assert wrong == []


def test_a_parent_on_a_phone_without_scripts_finds_her_deadline(site, new_page):
    page = new_page(javascript=False, width=320)
    page.goto(site.at(COUNCIL))
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Advice").click()
    page.locator("main").get_by_role("link", name="If you do not agree").click()
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("12")
    page.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Work out the dates").click()
    expect(page.locator(".lo-timeline")).to_contain_text("By Sunday 28 February 2027")
    expect(page.get_by_label("Day")).to_have_value("31")

    page.get_by_label("Day").fill("32")
    page.get_by_role("button", name="Work out the dates").click()
    expect(page.locator(".lo-timeline")).to_contain_text("Enter a real date, such as 27 3 2026")
    expect(page.get_by_label("Day")).to_have_value("32")
    expect(page.locator(".lo-timeline")).to_contain_text("Within 2 months of the date on our letter")


def test_a_service_leads_to_advice_and_to_what_to_do_after_a_no(site, new_page):
    page = new_page(width=320)
    page.goto(site.at(COUNCIL, "/search/?topic=short-breaks"))
    page.locator("main h2 a, main h3 a").first.click()
    page.get_by_role("link", name="If they say no").click()
    expect(page.locator("main")).to_contain_text("If you do not agree")
