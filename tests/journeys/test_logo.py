"""A provider's logo: refused with what to do, uploaded without a script, looked at by an officer, taken back."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.files import logo
from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
NAME = "Example Kite House Trust"
SVG = {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}


@pytest.mark.parametrize("width", WIDTHS)
def test_families_see_a_logo_beside_the_name(site, new_page, width):
    page = new_page(width=width)
    page.goto(site.at(COUNCIL, "/search/?q=kite+house"))
    page.get_by_role("link", name=re.compile("Kite House")).first.click()
    beside = page.locator(".lo-service__by")
    expect(beside).to_contain_text(NAME)
    assert beside.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 480
    assert [*faults(page), *sideways(page)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_logo_is_sent_and_looked_at(site, new_page, width):
    page = new_page(width=width, javascript=False)
    sign_in(page, site, COUNCIL, "provider")
    page.get_by_role("link", name=f"Organisation details of {NAME}").click()
    about = page.get_by_label(re.compile("^About the organisation"))
    about.fill(f"Seen at {width}")
    page.get_by_label("Choose a logo").set_input_files(SVG)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Save the logo as a PNG")
    expect(about).to_have_value(f"Seen at {width}")
    page.get_by_label("Choose a logo").set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": logo(colour="crimson" if width > 320 else "navy")}
    )
    page.get_by_role("button", name="Save, check and send to the council").click()
    expect(page.get_by_role("img", name="The logo")).to_be_visible()
    page.get_by_role("button", name="Send to the council").click()
    wrong = _looked_at(site, new_page(width=width))
    page.get_by_role("link", name="Take it back").click()
    page.locator("main form [type=submit]").click()
    expect(page.get_by_role("img", name="The logo")).to_be_visible()
    page.get_by_label("Remove the logo").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("No logo yet")
    assert [*wrong, *sideways(page)] == []


def _looked_at(site, page):
    """What is wrong with the officer's page of it."""
    sign_in(page, site, COUNCIL, "officer")
    page.goto(site.at(COUNCIL, "/admin/review/"))
    page.get_by_role("link", name=NAME, exact=True).first.click()
    expect(page.get_by_role("img", name="The logo that is live")).to_be_visible()
    expect(page.get_by_role("img", name="The logo that is proposed")).to_be_visible()
    expect(page.get_by_text("Look at the logo")).to_be_visible()
    return [*faults(page), *sideways(page)]
