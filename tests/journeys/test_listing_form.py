"""A provider fills a listing: photo, pin, dates, preview; on a phone, by keyboard, without JavaScript, signed out."""

import re

import pytest
from playwright.sync_api import expect

from localoffer.demo.people import PASSWORD
from tests.factories.files import docx, photo
from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL = "milton-keynes"


class Held:
    """The scripts whose address has `name`, kept from the page until it is told to let them go."""

    def __init__(self, page, name):
        self.page, self.pattern, self.routes = page, re.compile(name), []

    def __enter__(self):
        self.page.route(self.pattern, lambda route: self.routes.append(route))
        return self

    def __exit__(self, *_):
        for route in self.routes:
            route.continue_()
        self.page.unroute(self.pattern)


@pytest.fixture
def started(site, new_page):
    """`started(name, …)`: a signed-in page on the task list of a new service."""

    def make(name, **options):
        page = new_page(**options)
        sign_in(page, site, COUNCIL, "provider")
        page.goto(site.at(COUNCIL, "/provider/"))
        page.get_by_role("link", name=re.compile("Add a service")).first.click()
        page.get_by_label("Name of the service").fill(name)
        page.get_by_role("button", name="Save and continue").click()
        expect(page.locator("h1")).to_have_text(name)
        return page

    return make


def _add_photo(page):
    page.get_by_role("link", name="Photos and documents").click()
    page.get_by_label("Choose a photo").set_input_files(
        {"name": "hall.png", "mimeType": "image/png", "buffer": photo("PNG")}
    )
    page.get_by_label("What does the photo show?").fill("A bright hall with mats")
    page.get_by_label("Choose a document").set_input_files(
        {"name": "prices.docx", "mimeType": "application/octet-stream", "buffer": docx()}
    )
    page.get_by_label("Title of the document").fill("Prices for 2026")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("img", name="A bright hall with mats")).to_be_visible()


def _add_place(page, task_list):
    page.goto(f"{task_list}places/new/")
    page.get_by_label(re.compile("^Address")).fill("1 Example Walk, Milton Keynes")
    page.get_by_label(re.compile("^Postcode")).fill("MK9 3XS")
    dates = page.get_by_role("group", name="Single dates")
    dates.get_by_label("Date").first.fill("2099-12-05")
    dates.get_by_label("What is on").first.fill("Christmas party")
    page.get_by_role("button", name="Save this place").click()
    page.get_by_role("link", name=re.compile("^Change")).first.click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_photo_a_pin_and_a_date_are_in_the_preview(started, width):
    page = started(f"Pin and photo {width}", width=width)
    task_list, wrong = page.url, []
    wrong += [*faults(page), *sideways(page)]
    _add_photo(page)
    wrong += [*faults(page), *sideways(page)]
    _add_place(page, task_list)
    pin = page.get_by_role("button", name=re.compile("Pin of this place"))
    expect(pin).to_be_visible()
    pin.press("ArrowUp")
    expect(page.locator("[data-pin-state]")).to_contain_text("put the pin somewhere yourself")
    moved = page.locator("#id_latitude").input_value()
    assert re.fullmatch(r"52\.\d{5}", moved)
    wrong += [*faults(page), *sideways(page)]
    page.get_by_role("button", name="Save this place").click()
    page.get_by_role("link", name=re.compile("^Change")).first.click()
    expect(page.locator("#id_latitude")).to_have_value(re.compile(re.escape(moved.rstrip("0"))))
    page.get_by_role("button", name=re.compile("Put the pin back")).click()
    expect(page.locator("#id_latitude")).to_have_value("")
    page.goto(f"{task_list}preview/")
    expect(page.locator("main")).to_contain_text("Saturday 5 December 2099: Christmas party")
    expect(page.get_by_role("img", name="A bright hall with mats")).to_be_visible()
    expect(page.get_by_role("link", name="Prices for 2026")).to_be_visible()
    wrong += [*faults(page), *sideways(page)]
    for path in ("who/", "closed/", "suggest/"):
        page.goto(f"{task_list}{path}")
        wrong += [*faults(page), *sideways(page)]
    assert wrong == []


def test_everything_works_without_javascript(started):
    page = started("Without scripts", javascript=False, width=320)
    task_list = page.url
    _add_photo(page)
    _add_place(page, task_list)
    page.get_by_text("Enter the position as numbers").click()
    page.get_by_label("Latitude").fill("52.041")
    page.get_by_label("Longitude").fill("-0.76")
    page.get_by_role("button", name="Save this place").click()
    page.get_by_role("link", name=re.compile("^Change")).first.click()
    expect(page.get_by_label("Latitude")).to_have_value("52.041")


def test_what_was_typed_survives_the_end_of_the_session(started):
    page = started("Signed out meanwhile")
    page.get_by_role("link", name="About the service").click()
    page.get_by_label(re.compile("^Summary")).fill("Calm evenings for tired families")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    _sign_in_here(page)
    expect(page.locator("main")).to_contain_text("You were signed out")
    expect(page.get_by_label(re.compile("^Summary"))).to_have_value("Calm evenings for tired families")
    assert [*faults(page), *sideways(page)] == []
    page.get_by_role("button", name=re.compile("^Save and")).click()
    page.get_by_role("link", name="About the service").click()
    expect(page.get_by_label(re.compile("^Summary"))).to_have_value("Calm evenings for tired families")


def _sign_in_here(page):
    main = page.locator("main")
    main.get_by_label(re.compile("e-?mail", re.IGNORECASE)).first.fill(f"provider@{COUNCIL}.example")
    main.get_by_label("Password", exact=True).fill(PASSWORD)
    main.get_by_role("button", name=re.compile("^sign in", re.IGNORECASE)).first.click()


def test_what_was_not_saved_is_offered_again_on_the_same_device(started):
    page = started("Closed by mistake")
    page.get_by_role("link", name="About the service").click()
    address = page.url
    page.get_by_label(re.compile("^Summary")).fill("Half a sent")
    expect(page.locator(".portal-count").first).to_contain_text("3 words")
    _wait_until_kept(page)
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_label(re.compile("^Summary"))).to_have_value("")
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label(re.compile("^Summary"))).to_have_value("Half a sent")
    page.get_by_role("button", name=re.compile("^Save")).click()
    page.goto(address)
    expect(page.get_by_label(re.compile("^Summary"))).to_have_value("Half a sent")
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)


def test_what_was_typed_before_the_scripts_came_is_kept_too(started):
    page = started("Quick typist")
    with Held(page, "portal-form") as scripts:
        page.goto(f"{page.url}about/", wait_until="commit")
        page.get_by_label(re.compile("^Summary")).fill("Half a sent")
        expect(page.locator(".portal-count")).to_have_count(0)
    assert scripts.routes
    _wait_until_kept(page)


def _wait_until_kept(page):
    """The page's own rules allow no script of ours inside it, so it is asked again and again."""
    for _ in range(600):
        if page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('lo-kept:'))"):
            return
        page.wait_for_timeout(100)
    pytest.fail("Nothing was kept on this device")


def test_two_tabs_are_shown_each_others_answers(started, site, new_page):
    page = started("Two at once")
    page.get_by_role("link", name="About the service").click()
    other = new_page()
    sign_in(other, site, COUNCIL, "provider")
    other.goto(page.url)
    other.get_by_label(re.compile("^Summary")).fill("Theirs")
    other.get_by_role("button", name=re.compile("^Save")).click()
    page.get_by_label(re.compile("^Summary")).fill("Mine")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.locator("h1")).to_contain_text("You changed this in another tab")
    expect(page.get_by_role("group", name="Summary")).to_contain_text("Theirs")
    assert [*faults(page), *sideways(page)] == []
    page.get_by_role("radio", name=re.compile("^Keep mine")).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Saved: about the service")
    other.goto(f"{page.url}about/")
    expect(other.get_by_label(re.compile("^Summary"))).to_have_value("Mine")
