"""A manager finds a gap, an officer names the page, a colleague signs it, and families read what is covered."""

import re

from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL, HOME, DUTY = "milton-keynes", "/admin/duties/", "4.30.2"
PAGES = (HOME, f"{HOME}?level=must&standing=missing", f"{HOME}{DUTY}/", f"{HOME}{DUTY}/words/", f"{HOME}dates/")


def test_a_manager_closes_a_gap_and_families_read_it(site, new_page):
    page = new_page()
    sign_in(page, site, COUNCIL, "manager")
    page.goto(site.at(COUNCIL, f"{HOME}?q={DUTY}"))
    page.get_by_role("link", name=re.compile("^Name or write a page")).click()
    page.get_by_label("Page", exact=True).select_option(label="– How to ask for an EHC needs assessment")
    page.get_by_role("button", name="Name it as a page").click()
    page.get_by_role("button", name="Sign: it answers the duty").click()
    expect(page.locator(".duty-findings")).to_contain_text("Covered")
    page.goto(site.at(COUNCIL, HOME))
    page.get_by_role("button", name="Show the page").click()
    page.get_by_role("link", name="What we cover").click()
    expect(page.get_by_role("link", name=re.compile(r"\(How to ask for an EHC needs assessment\)$"))).to_be_visible()
    assert not faults(page) + sideways(page)


def test_its_pages_have_no_faults_and_fit_a_phone(site, new_page):
    page = new_page()
    sign_in(page, site, COUNCIL, "manager")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for path in (*PAGES, f"{HOME}months/", f"{HOME}print/"):
            page.goto(site.at(COUNCIL, path))
            assert not faults(page) + sideways(page)
