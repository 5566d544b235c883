"""An officer looks after the listings in a browser: the lists, several at once, two that are the same."""

import re

from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL = "trafford"
HOME = "/admin/upkeep/"
PAGES = ["", "incomplete/", "nobodys/", "broken-links/", "all/", "duplicates/", "merged/", "suggested/"]


def _signed_in(new_page, site, who):
    """Each test has an officer of its own: a code of the second factor is good for one sign-in."""
    page = new_page()
    sign_in(page, site, COUNCIL, who)
    return page


def _wrong(page):
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [*faults(page), *sideways(page)]
    return found


def _compare_two(site, officer):
    officer.goto(site.at(COUNCIL, f"{HOME}all/"))
    uuids = [officer.get_by_label(re.compile("^Choose ")).nth(number).get_attribute("value") for number in range(2)]
    officer.goto(site.at(COUNCIL, f"{HOME}duplicates/compare/?kind=service&one={uuids[0]}&other={uuids[1]}"))
    assert _wrong(officer) == []
    officer.get_by_role("button", name="Make one of them").click()
    expect(officer.locator("main")).to_contain_text("Make one of")
    assert _wrong(officer) == []


def test_each_list_can_be_read_by_everybody_on_any_screen(site, new_page):
    officer = _signed_in(new_page, site, "officer")
    for path in PAGES:
        officer.goto(site.at(COUNCIL, HOME + path))
        assert _wrong(officer) == []
    _compare_two(site, officer)


def test_listings_are_written_to_and_filed_anew_after_a_second_look(site, new_page):
    officer = _signed_in(new_page, site, "second-officer")
    officer.goto(site.at(COUNCIL, f"{HOME}all/"))
    officer.get_by_label(re.compile("^Choose ")).first.check()
    officer.get_by_label("With what is ticked").select_option("write")
    officer.get_by_role("button", name="Go on").click()
    assert _wrong(officer) == []
    officer.get_by_label("Subject").fill("Your opening times")
    officer.get_by_role("textbox", name="Message").fill("Are they still right?")
    officer.get_by_role("button", name="Send it").click()
    expect(officer.locator("body")).to_contain_text(re.compile("Your message goes to|could not be reached"))

    officer.get_by_label(re.compile("^Choose ")).first.check()
    officer.get_by_label("With what is ticked").select_option("terms")
    officer.get_by_role("button", name="Go on").click()
    assert _wrong(officer) == []
    officer.get_by_role("group", name="Needs to add").get_by_role("checkbox").last.check()
    officer.get_by_role("button", name="Show what would change").click()
    expect(officer.locator("body")).to_contain_text(re.compile("Change 1 listing|stay as they are"))
    assert _wrong(officer) == []
