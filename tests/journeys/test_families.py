"""A family looks for help, on a phone and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, said_twice, sideways
from tests.journeys.marks import JOURNEY

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
PAGES = {
    "platform": ("", "/"),
    "home": (COUNCIL, "/"),
    "results": (COUNCIL, "/search/?q=autism&postcode=MK9+3XS"),
    "filtered": (COUNCIL, "/search/?need=autism&age=6&sector=health&radius=5&postcode=MK9+3XS"),
    "far": (COUNCIL, "/search/?postcode=M33+7XX"),
    "nothing": (COUNCIL, "/search/?q=zzqqxx"),
    "malformed postcode": (COUNCIL, "/search/?q=autism&postcode=nonsense"),
    "bad parameters": (COUNCIL, "/search/?age=99&radius=abc"),
    "past the end": (COUNCIL, "/search/?page=999"),
    "missing": (COUNCIL, "/no-such-page/"),
    "about": (COUNCIL, "/about/"),
    "get help": (COUNCIL, "/get-help/"),
    "sign in": (COUNCIL, "/accounts/login/"),
    "removed service": (COUNCIL, "/services/00000000-0000-4000-8000-000000000000/"),
}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_public_page_is_accessible_and_fits(site, new_page, width):
    page = new_page(width=width)
    wrong = []
    for council, path in PAGES.values():
        page.goto(site.at(council, path))
        wrong += [*faults(page), *sideways(page), *said_twice(page)]
        assert page.locator("h1").count() == 1, page.url
    assert wrong == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_service_page_is_accessible_and_fits(site, new_page, width):
    page = new_page(width=width)
    page.goto(site.at(COUNCIL, "/search/?postcode=MK9+3XS"))
    page.locator("main h2 a, main h3 a").first.click()
    expect(page).to_have_url(re.compile("/services/"))
    assert [*faults(page), *sideways(page)] == []


def test_a_parent_without_javascript_finds_a_service_near_them(site, new_page):
    page = new_page(javascript=False, width=320)
    page.goto(site.at(COUNCIL))
    page.locator("main input[name=q]").first.fill("can't sleep")
    page.locator("main input[name=postcode]").first.fill("mk93xs")
    page.locator("main").get_by_role("button", name="Search").first.click()
    expect(page.locator("main")).to_contain_text("miles")
    first = page.locator("main h2 a, main h3 a").first
    name = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("footer")).to_contain_text("999")


def test_a_postcode_of_another_council_says_whose_it_is(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, "/search/?postcode=M33+7XX"))
    expect(page.locator("main")).to_contain_text("Trafford")
    expect(page.locator("main")).to_contain_text("SEND Local Offer")


def test_no_cookie_and_no_request_to_others_while_searching(site, new_page):
    page = new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.at(COUNCIL))
    page.goto(site.at(COUNCIL, "/search/?q=autism&postcode=MK9+3XS"))
    page.locator("main h2 a, main h3 a").first.click()
    expect(page).to_have_url(re.compile("/services/"))
    assert [url for url in asked if not url.startswith((site.at(COUNCIL, ""), "data:"))] == []
    assert page.context.cookies() == []


def test_the_search_can_be_used_with_the_keyboard_alone(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "q":
            break
    page.keyboard.type("speech therapy")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=speech"))


def test_a_family_without_javascript_goes_back_to_its_results(site, new_page):
    page = new_page(javascript=False, width=320)
    results = site.at(COUNCIL, "/search/?q=sleep&postcode=MK9+3XS&sort=distance")
    page.goto(results)
    page.locator("main h3 a").first.click()
    expect(page).to_have_url(re.compile("/services/"))
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(results)


def test_a_copied_link_has_the_postcode_only_when_that_is_ticked(site, new_page):
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def copied():
        page.get_by_role("button", name="Copy link to this").click()
        expect(page.locator(".lo-copied")).to_have_text("Copied")
        text = page.evaluate("navigator.clipboard.readText()")
        expect(page.get_by_role("button", name="Copy link to this")).to_be_visible()
        return text

    page.goto(site.at(COUNCIL, "/search/?q=sleep+MK9+3XS&postcode=MK9+3XS&age=6"))
    assert copied() == site.at(COUNCIL, "/search/?q=sleep&age=6")
    page.get_by_label("with my postcode in it").check()
    assert copied() == site.at(COUNCIL, "/search/?q=sleep+MK9+3XS&postcode=MK9+3XS&age=6")
    page.locator("main h3 a").first.click()
    expect(page).to_have_url(re.compile("postcode=MK9"))
    assert copied() == page.url.partition("?")[0]
    page.goto(site.at(COUNCIL, "/search/?q=sleep"))
    expect(page.get_by_label("with my postcode in it")).to_be_hidden()
