"""The offer for people without internet: a library downloads all of it in large print, a caller is given a pack."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
LARGE = "PDF in large print (16 point)"


def downloaded(page, name):
    """The bytes that a link of this name gives to keep."""
    with page.expect_download() as given:
        page.get_by_role("link", name=name, exact=True).click()
    return given.value.path().read_bytes()


def test_a_library_downloads_the_whole_offer_in_large_print(site, new_page):
    """A manager has it made, and families find it without scripts on a phone."""
    desk = new_page()
    sign_in(desk, site, COUNCIL, "manager")
    desk.goto(site.at(COUNCIL, "/admin/editions/"))
    desk.get_by_role("button", name="Make a new edition now").click()
    expect(desk.get_by_role("link", name=LARGE)).to_be_visible(timeout=120_000)
    assert [*faults(desk), *sideways(desk)] == []
    library = new_page(javascript=False, width=320)
    library.goto(site.at(COUNCIL, "/"))
    library.get_by_role("link", name="Print or download", exact=True).first.click()
    assert downloaded(library, LARGE).startswith(b"%PDF-")
    library.get_by_role("link", name="Ask for a copy by post").first.click()
    expect(library.locator("h1")).to_have_text("Ask for a copy by post")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_printed_fits_and_is_accessible(site, new_page, width):
    page = new_page(width=width)
    for path in ("/print/", "/print/search/?q=sleep", "/print/search/?q=sleep&format=page-20", "/copies/"):
        page.goto(site.at(COUNCIL, path))
        assert [*faults(page), *sideways(page)] == []


def test_a_helpline_gives_a_caller_a_pack(site, new_page):
    desk = new_page()
    sign_in(desk, site, COUNCIL, "officer")
    desk.goto(site.at(COUNCIL, "/admin/helpline/"))
    desk.get_by_label("What do they need?").fill("sleep")
    desk.get_by_role("button", name="Search", exact=True).click()
    for _ in range(2):
        desk.get_by_role("link", name="Add ").first.click()
    assert [*faults(desk), *sideways(desk)] == []
    desk.get_by_label("Note for the family").fill("Ask for Ann.")
    desk.get_by_role("button", name="Make the pack").click()
    expect(desk.locator("main")).to_contain_text("Ask for Ann.")
    expect(desk.locator("main")).to_contain_text("2 entries")
    assert [*faults(desk), *sideways(desk)] == []
