"""A provider says with one button, from a mail and without signing in, that a listing is still correct."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL = "milton-keynes"


def link_in_mail(page, site, to):
    """The page that the newest mail to a person asks to open; the worker may need a moment to send it."""
    for _ in range(1200):
        for mail in site.mailed_to(f"{to}@{COUNCIL}.example"):
            if found := re.search(r"http://\S+/still-correct/\S+", mail):
                return found[0]
        page.wait_for_timeout(250)
    pytest.fail(f"No mail asked {to} about a listing.")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_and_a_button_are_all_it_takes(site, new_page, width):
    """With and without JavaScript; of the list only one service is ticked, so that each width has one to tick."""
    page = new_page(width=width, javascript=width == WIDTHS[0])
    link = link_in_mail(page, site, "provider")
    page.goto(link)
    page.goto(link)
    boxes = page.locator("main input[type=checkbox]")
    before = boxes.count()
    assert before >= 1, "opening the page, as mail scanners do, changes nothing"
    page.get_by_role("button", name=re.compile("all correct today")).click()
    expect(page.locator("main")).to_contain_text("Tick the services that are all correct.")
    boxes.first.check()
    page.get_by_role("button", name=re.compile("all correct today")).click()
    expect(page.locator("main")).to_contain_text("Thank you")
    expect(boxes).to_have_count(before - 1)


def test_one_services_page_shows_what_families_see_and_works_once(site, new_page):
    page = new_page(width=WIDTHS[0])
    link = link_in_mail(page, site, "other-provider")
    page.goto(link)
    assert [*faults(page), *sideways(page)] == []
    expect(page.locator("main")).to_contain_text("Where")
    scanner = new_page(javascript=False)
    scanner.goto(link)
    page.reload()
    page.get_by_role("button", name="Yes, it is all correct today").click()
    expect(page.locator("h1")).to_have_text("Checked")
    assert [*faults(page), *sideways(page)] == []
    scanner.get_by_role("button", name="Yes, it is all correct today").click()
    expect(scanner.locator("h1")).to_have_text("Checked")
    other = new_page()
    other.goto(link.replace(COUNCIL, "trafford"))
    expect(other.locator("main")).to_contain_text("does not work")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_about_mails_are_accessible_and_fit(site, new_page, width):
    page = new_page(width=width)
    wrong = []
    sign_in(page, site, COUNCIL, "officer")
    for path in ("", "words/check-due/", "outbox/"):
        page.goto(site.at(COUNCIL, f"/admin/mails/{path}"))
        wrong += [*faults(page), *sideways(page)]
    page.goto(link_in_mail(page, site, "provider"))
    assert [*wrong, *faults(page), *sideways(page)] == []
