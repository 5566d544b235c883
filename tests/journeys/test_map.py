"""A family looks at the map of their results: by keyboard, on a phone, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
NEAR = "/search/?view=map&postcode=MK9+3XS"


@pytest.fixture
def opened(site, new_page):
    """`opened(path, width=…)`: a page whose map has been drawn, and the hosts it asked for anything."""

    def make(path, **options):
        page = new_page(**options)
        asked = set()
        page.on("request", lambda request: asked.add(request.url.split("/")[2]))
        complaints = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(site.at(COUNCIL, path))
        expect(page.locator(".lo-map__mark").first).to_be_attached()
        return page, asked, complaints

    return make


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_is_accessible_fits_and_asks_nobody_else(site, opened, width):
    page, asked, complaints = opened(NEAR, width=width)
    expect(page.locator("[data-map-note]")).to_contain_text("The list below has every service.")
    page.locator(".lo-map__pin").first.press("Enter")
    expect(page.locator(".leaflet-popup-content a")).to_be_focused()
    assert [*faults(page), *sideways(page)] == []
    assert asked == {f"{COUNCIL}.localhost:{site.port}"}
    assert complaints == []


def test_a_place_on_the_map_is_reached_and_left_by_keyboard(opened):
    page, _, _ = opened(NEAR)
    pin = page.locator(".lo-map__pin").first
    name = pin.get_attribute("aria-label")
    pin.press(" ")
    link = page.locator(".leaflet-popup-content a")
    expect(link).to_be_focused()
    assert name.startswith(link.inner_text())
    link.press("Escape")
    expect(pin).to_be_focused()
    pin.press("Enter")
    link.press("Enter")
    expect(page).to_have_url(re.compile(r"/services/.*postcode=MK9"))
    expect(page.locator("h1")).to_have_text(link_text(name))


def test_a_cluster_opens_into_its_places(opened):
    page, _, _ = opened(NEAR)
    cluster = page.locator(".lo-map__cluster[aria-label*='Zoom in']").first
    before = page.locator(".leaflet-control-scale-line").inner_text()
    cluster.press("Enter")
    expect(page.locator(".lo-map__canvas")).to_be_focused()
    expect(page.locator(".leaflet-control-scale-line")).not_to_have_text(before)


def test_every_place_that_the_search_finds_is_in_some_mark(opened):
    page, _, _ = opened(NEAR)
    found = page.evaluate("fetch('/api/search/points?postcode=MK9+3XS').then(answer => answer.json())")
    marks = page.locator(".lo-map__mark[role=button]").evaluate_all(
        "marks => marks.map(mark => parseInt(mark.getAttribute('aria-label')) || 1)"
    )
    assert sum(marks) == len(found["features"])


def test_without_javascript_there_is_the_list_and_a_sentence(site, new_page):
    page = new_page(javascript=False, width=320)
    page.goto(site.at(COUNCIL, NEAR))
    expect(page.get_by_text("The map needs JavaScript")).to_be_visible()
    expect(page.locator("[data-map-canvas]")).to_be_hidden()
    assert page.locator(".lo-card").count() == 20
    assert sideways(page) == []


def link_text(label):
    """The service's name in a mark's label: all before its place."""
    return re.compile(re.escape(label.split(",")[0]))
