"""A wrong number on a live listing is mended by an officer in under a minute: few pages, few presses, no JavaScript."""

import re

from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL = "trafford"
NUMBER = "0161 496 0123"


def _fits(page):
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [*faults(page), *sideways(page)]
    return wrong


def test_a_wrong_number_is_mended_in_under_a_minute(site, new_page):
    officer = new_page(javascript=False)
    sign_in(officer, site, COUNCIL, "officer")
    family = new_page()
    officer.goto(site.at(COUNCIL, "/admin/review/listings/"))
    live = officer.locator("table tbody tr").filter(has=officer.get_by_text("Live", exact=True))
    found = live.filter(has=officer.get_by_role("link", name=re.compile("Families’ page"))).first
    family.goto(site.at(COUNCIL, found.get_by_role("link", name=re.compile("Families’ page")).get_attribute("href")))

    # From here on the call lasts: six presses and two things to type.
    found.get_by_role("link", name=re.compile("^History")).click()
    officer.get_by_role("link", name="Change this listing").click()
    officer.get_by_role("link", name="Contact", exact=True).click()
    officer.get_by_label("Phone").first.fill(NUMBER)
    officer.get_by_role("button", name="Save and see what changes").click()
    expect(officer.locator("ins").first).to_contain_text("0161")
    officer.get_by_label("Why").fill("You rang us about the number.")
    officer.get_by_role("button", name="Put it live").click()
    expect(officer.locator("body")).to_contain_text("says it now")

    family.reload()
    expect(family.locator("main")).to_contain_text(NUMBER)


def test_the_pages_of_a_council_edit_fit_and_are_accessible(site, new_page):
    officer = new_page()
    sign_in(officer, site, COUNCIL, "second-officer")
    officer.goto(site.at(COUNCIL, "/admin/review/listings/"))
    live = officer.locator("table tbody tr").filter(has=officer.get_by_text("Live", exact=True))
    live.nth(1).get_by_role("link", name=re.compile("^History")).click()
    officer.get_by_role("link", name="Change this listing").click()
    assert _fits(officer) == []
    officer.get_by_role("link", name="About the service").click()
    assert _fits(officer) == []
    officer.get_by_label(re.compile("^Summary")).fill("Quiet evenings for families, every week.")
    officer.get_by_role("button", name="Save and see what changes").click()
    assert _fits(officer) == []
    officer.get_by_role("button", name="Drop this change").click()
    expect(officer.locator("body")).to_contain_text("Dropped")
