"""A family narrows results: one panel, sent once, the focus on what it found; by keyboard and without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import faults, said_twice, sideways
from tests.journeys.marks import JOURNEY

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
SEARCH = "/search/?q=autism&postcode=MK9+3XS"
FIRST_RESULT = {320: 820, 768: 790, 1030: 690, 1280: 690}
"""By the width of the window, how far down the first result may begin, in pixels."""
WIDE = (1030, 1280)
NARROW = (320, 768)
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


def tab_to(page, where):
    """Press Tab until the focus is on what a selector finds."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(":focus").and_(page.locator(where)).count():
            return
    raise AssertionError(f"{where} was not reached")


def lands_on_results(page):
    """The heading of the results has the focus and is in sight."""
    heading = page.locator("#results")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


@SCRIPTS
@pytest.mark.parametrize("width", FIRST_RESULT)
def test_results_come_first_at_every_width(site, new_page, width, javascript):
    page = new_page(width=width, javascript=javascript)
    for path in (SEARCH, "/search/?postcode=MK9+3XS&sector=health&need=autism", "/search/"):
        page.goto(site.at(COUNCIL, path))
        top = page.locator(".lo-card").first.bounding_box()["y"]
        assert top <= FIRST_RESULT[width], f"{path} begins at {top} px"
        assert sideways(page) == []


@SCRIPTS
@pytest.mark.parametrize("width", NARROW)
def test_on_a_phone_the_keyboard_narrows_several_groups_at_once(site, new_page, width, javascript):
    page = new_page(width=width, height=640, javascript=javascript)
    page.goto(site.at(COUNCIL, SEARCH))
    panel = page.locator("#narrow")
    expect(panel).to_be_hidden()
    tab_to(page, "a[href='#narrow']")
    page.keyboard.press("Enter")
    expect(panel).to_be_focused()
    if javascript:
        assert [*faults(page), *sideways(page), *said_twice(page)] == []

    tab_to(page, "#age")
    page.keyboard.type("6")
    tab_to(page, "[name=need]")
    page.keyboard.press("Space")
    tab_to(page, "[name=sector]")
    page.keyboard.press("Space")
    expect(page.locator("[name=sector]:focus")).to_be_checked()
    assert "sector=" not in page.url, "nothing is sent before it is asked for"
    tab_to(page, "#narrow button")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"age=6.*need=.*sector=.*#results"))
    expect(panel).to_be_hidden()
    lands_on_results(page)
    expect(page.get_by_role("link", name="Narrow these results (3 on)")).to_be_visible()
    expect(page.locator("main input[name=q]")).to_have_value("autism")
    expect(page.locator("main input[name=postcode]")).to_have_value("MK9 3XS")
    page.get_by_role("link", name="Clear all").last.click()
    expect(page).to_have_url(re.compile(r"\?q=autism&postcode=MK9\+3XS#results"))


@pytest.mark.parametrize("width", NARROW)
def test_what_has_the_focus_is_never_under_the_panels_button(site, new_page, width):
    page = new_page(width=width, height=640)
    page.goto(site.at(COUNCIL, f"{SEARCH}#narrow"))
    button = page.locator("#narrow button")
    for _ in range(30):
        page.keyboard.press("Tab")
        focused = page.locator("#narrow :focus")
        if not focused.count() or focused.and_(button).count():
            continue
        assert focused.bounding_box()["y"] < button.bounding_box()["y"], focused.evaluate("each => each.outerHTML")


def test_the_panel_closes_by_its_link_and_by_going_back(site, new_page):
    page = new_page(width=320, javascript=False)
    page.goto(site.at(COUNCIL, SEARCH))
    panel = page.locator("#narrow")
    page.get_by_role("link", name="Narrow these results").click()
    page.get_by_role("link", name="Close").click()
    expect(panel).to_be_hidden()
    lands_on_results(page)
    page.get_by_role("link", name="Narrow these results").click()
    expect(panel).to_be_visible()
    page.go_back()
    expect(panel).to_be_hidden()


@SCRIPTS
@pytest.mark.parametrize("width", WIDE)
def test_on_a_wide_screen_narrow_by_is_a_heading_beside_the_results(site, new_page, width, javascript):
    page = new_page(width=width, javascript=javascript)
    page.goto(site.at(COUNCIL, SEARCH))
    expect(page.get_by_role("heading", name="Narrow by")).to_be_visible()
    if javascript:
        assert [*faults(page), *sideways(page), *said_twice(page)] == []
    expect(page.locator("a[href='#narrow']")).to_be_hidden()
    beside, results = page.locator("#narrow").bounding_box(), page.locator(".lo-cards").bounding_box()
    assert beside["x"] + beside["width"] <= results["x"]
    page.locator("main .lo-search button").focus()
    tab_to(page, "#narrow *")
    expect(page.locator("#radius")).to_be_focused()
    page.locator("[name=sector]").first.check()
    expect(page.get_by_role("button", name="Show results")).to_be_in_viewport()
    page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(re.compile(r"sector=.*#results"))
    lands_on_results(page)
    expect(page.locator("main .lo-search")).to_be_in_viewport()
    page.get_by_role("list", name="Filters that are on").get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile("sector="))
    lands_on_results(page)


def test_groups_stay_as_they_were_left_and_going_back_shows_what_was_asked(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, SEARCH))
    group = page.locator("[data-group=accessibility]")
    first = page.locator("[data-group=need]")
    expect(group).not_to_have_attribute("open", "")
    group.locator("summary").first.click()
    first.locator("summary").first.click()
    page.locator("[name=sector]").first.check()
    page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(re.compile("sector="))
    expect(group).to_have_attribute("open", "")
    expect(first).not_to_have_attribute("open", "")
    page.go_back()
    expect(page).not_to_have_url(re.compile("sector="))
    expect(page.locator("[name=sector]").first).not_to_be_checked()


@SCRIPTS
def test_a_wrong_age_is_put_right_and_the_rest_is_still_there(site, new_page, javascript):
    page = new_page(width=320, javascript=javascript)
    page.goto(site.at(COUNCIL, f"{SEARCH}&sector=health"))
    page.get_by_role("link", name="Narrow these results (1 on)").click()
    page.get_by_label("Age of child or young person").fill("99")
    page.get_by_role("button", name="Show results").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    if javascript:
        assert [*faults(page), *sideways(page)] == []
    page.get_by_role("link", name="Enter an age in whole years from 0 to 25, like 7").click()
    expect(page.locator("#age")).to_be_focused()
    page.get_by_label("Age of child or young person").fill("9")
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("link", name="Narrow these results (2 on)")).to_be_visible()
    expect(page.locator("main input[name=q]")).to_have_value("autism")


def test_advice_is_narrowed_by_needs_and_topics_alone(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, "/search/?kind=page&sector=health&age=6"))
    names = page.locator("#narrow input, #narrow select").evaluate_all(
        "all => [...new Set(all.map((one) => one.name))]"
    )
    assert set(names) <= {"need", "topic"}
    assert [*faults(page), *sideways(page)] == []
