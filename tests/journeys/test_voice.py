"""From a comment to “you said, we did”, and from a wrong number to a receipt that says it was put right."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, WITHOUT_SCRIPTS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
RECEIPT = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}")
BUTTON = "Send"


def send(page):
    """Press the form's button as soon as a person would have: who is quicker is asked to press once more."""
    for _ in range(20):
        with page.expect_navigation():
            page.get_by_role("button", name=BUTTON).click()
        if page.get_by_text("quicker than people are").count() == 0:
            return
        page.wait_for_timeout(500)


def looks_right(page):
    """No fault of the page as it is, where a script can look for them, and nothing beside its window."""
    assert sideways(page) == []
    if page.context not in WITHOUT_SCRIPTS:
        assert faults(page) == []


def comment_on_a_service(page, site, about, words):
    """Write a comment from a service's page; gives the service's address and the receipt number."""
    page.goto(site.at(COUNCIL, "/search/?q=sleep"))
    page.locator(".lo-card__title a").first.click()
    service = page.url
    page.get_by_role("link", name=re.compile("^Tell us if something is wrong")).click()
    looks_right(page)
    page.get_by_label(about, exact=True).check()
    page.get_by_label("What would you like to say?").fill(words)
    page.get_by_label("A parent or carer", exact=True).check()
    send(page)
    expect(page.locator("h1")).to_have_text("Thank you. We have your comment")
    looks_right(page)
    return service, RECEIPT.search(page.locator(".lo-receipt").inner_text())[0]


def open_on_the_desk(page, site, words, show=""):
    """Find a comment in the officers' list and open it."""
    page.goto(site.at(COUNCIL, f"/admin/voice/?show={show}"))
    assert [*faults(page), *sideways(page)] == []
    page.get_by_role("link", name=words).click()
    assert [*faults(page), *sideways(page)] == []


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_family_says_is_published_and_answered(site, new_page, width, javascript):
    """With a name in it that must not be read in public."""
    words = f"Mrs Jones never rang us back, written at {width} pixels {'with' if javascript else 'without'} scripts."
    family = new_page(width=width, javascript=javascript)
    _, receipt = comment_on_a_service(family, site, "How good a service is", words)
    desk = new_page(width=width)
    sign_in(desk, site, COUNCIL, "officer")
    open_on_the_desk(desk, site, words)
    expect(desk.locator("mark")).to_have_text("Mrs Jones")
    desk.get_by_label("What families will read").fill(words.replace("Mrs Jones", "A worker"))
    desk.get_by_role("button", name="Publish", exact=True).click()
    desk.get_by_label("Our answer").fill("You are right, and we are sorry.")
    desk.get_by_label("What we did, or will do").fill("Everybody is rung back within two days.")
    desk.get_by_role("button", name="Publish the answer").click()
    expect(desk.get_by_text("Your answer is public")).to_be_visible()
    family.goto(site.at(COUNCIL, "/you-said-we-did/"))
    looks_right(family)
    said = family.locator("article").filter(has_text=words.replace("Mrs Jones", "[A worker]"))
    expect(said).to_contain_text("Everybody is rung back within two days.")
    expect(family.locator("main")).not_to_contain_text("Mrs Jones")
    family.goto(site.at(COUNCIL, "/feedback/find/"))
    family.get_by_label("Receipt number").fill(receipt.lower().replace("-", " "))
    family.get_by_role("button", name="Look it up").click()
    expect(family.locator("main")).to_contain_text("You are right, and we are sorry.")
    looks_right(family)


def test_a_wrong_number_is_put_right_and_the_receipt_says_so(site, new_page):
    family = new_page(width=WIDTHS[0])
    words = "The phone number is dead."
    _, receipt = comment_on_a_service(family, site, "A phone number, time or other fact is wrong", words)
    desk = new_page()
    sign_in(desk, site, COUNCIL, "officer")
    open_on_the_desk(desk, site, words, show="facts")
    desk.get_by_label("For whoever told us").fill("The new number is on the page.")
    desk.get_by_role("button", name="It is put right").click()
    family.goto(site.at(COUNCIL, f"/feedback/{receipt}/"))
    expect(family.locator("main")).to_contain_text("We put it right on")
    expect(family.locator("main")).to_contain_text("The new number is on the page.")
    family.goto(site.at(COUNCIL, "/you-said-we-did/"))
    expect(family.locator("main")).not_to_contain_text(words)
