"""What families do with results: suggestions, advice, a list to keep, with JavaScript, without, by keyboard alone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, said_twice, sideways
from tests.journeys.marks import JOURNEY

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
SEARCH = "/search/?q=autism&postcode=MK9+3XS"


def saved_in(address):
    """The ids that an address carries."""
    return ",".join(parse_qs(urlsplit(address).query).get("ids", [])).split(",")


def save_first(page, number):
    """Press the first Save buttons, and give the names of the services."""
    for index in range(number):
        page.locator("button[data-save]").nth(index).click()
    return page.locator(".lo-card__title a").all_inner_texts()[:number]


@pytest.mark.parametrize("width", WIDTHS)
def test_suggestions_are_a_combobox_that_the_keyboard_works(site, new_page, width):
    page = new_page(width=width)
    page.goto(site.at(COUNCIL))
    box = page.get_by_role("combobox", name="What do you need?")
    box.press_sequentially("slee")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Sleep")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".lo-suggest [role=status]")).to_contain_text("Use the up and down arrows")
    assert [*faults(page), *sideways(page)] == []

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("slee")

    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.get_by_label("Postcode").evaluate("field => { field.value = 'MK9 3XS'; }")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"need=sleep&postcode=MK9"))


def test_leaving_the_box_closes_its_suggestions_and_a_click_takes_one(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, SEARCH))
    box = page.get_by_role("combobox", name="What do you need?")
    box.fill("bletch")
    listed = page.get_by_role("listbox", name="Suggestions")
    expect(listed).to_be_visible()
    box.press("Tab")
    expect(listed).to_have_count(0)
    box.fill("bletchl")
    listed.get_by_role("option", name=re.compile("Bletchley")).first.click()
    expect(page).to_have_url(re.compile("place=Bletchley"))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_family_saves_reads_undoes_shares_and_clears_a_list(site, new_page, width):
    page = new_page(width=width)
    page.goto(site.at(COUNCIL, SEARCH))
    names = save_first(page, 3)
    first = page.locator("button[data-save]").first
    expect(first).to_have_accessible_name(f"Saved {names[0]}")
    expect(page.locator("body > [role=status]")).to_have_text("Your list has 3 services.")
    assert [*faults(page), *sideways(page), *said_twice(page)] == []

    page.get_by_role("link", name="My list (3)").click()
    expect(page.locator(".lo-card__title")).to_have_text(names)
    assert [*faults(page), *sideways(page)] == []
    page.get_by_role("link", name=f"Remove {names[1]}").click()
    expect(page.get_by_role("link", name="My list (2)")).to_be_visible()
    page.get_by_role("link", name="Undo").click()
    expect(page.get_by_role("link", name="My list (3)")).to_be_visible()

    shared = page.get_by_label("Link to this list").input_value()
    words = page.get_by_label("The list in words").input_value()
    assert all(name in words for name in names)
    page.get_by_role("link", name="Clear the list").click()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()
    page.goto(site.at(COUNCIL, "/shortlist/"))
    expect(page.get_by_role("link", name="My list", exact=True)).to_be_visible()

    other = new_page(width=width)
    other.goto(shared)
    expect(other.locator("h1")).to_have_text("A shared list")
    assert [*faults(other), *sideways(other)] == []
    other.get_by_role("link", name="Put these on my list").click()
    expect(other.get_by_role("link", name="My list (3)")).to_be_visible()
    assert page.context.cookies() == []


def test_the_list_stays_in_this_browser_and_in_its_council(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, SEARCH))
    (name,) = save_first(page, 1)
    page.goto(site.at(COUNCIL, "/shortlist/"))
    expect(page.locator(".lo-card__title")).to_have_text([name])
    page.goto(site.at("trafford", "/shortlist/"))
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def test_without_javascript_a_list_grows_from_search_to_search(site, new_page):
    page = new_page(javascript=False, width=320)
    page.goto(site.at(COUNCIL, SEARCH))
    expect(page.locator("[role=combobox]")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Save ")).first.click()
    expect(page.locator(".lo-card__title")).to_have_count(1)
    page.locator("main input[name=q]").fill("sleep")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("A to Z")).click()
    saved = saved_in(page.url)
    card = page.locator(".lo-card", has=page.locator(f"[data-save]:not([data-save='{saved[0]}'])")).first
    card.locator("h3 a").click()
    expect(page).to_have_url(re.compile("/services/"))
    page.get_by_role("link", name=re.compile("^Save ")).click()
    expect(page.locator(".lo-card__title")).to_have_count(2)
    page.get_by_role("link", name=re.compile("^Remove ")).first.click()
    expect(page.locator(".lo-card__title")).to_have_count(1)
    expect(page.get_by_label("Link to this list")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_have_count(0)


def test_a_list_is_mailed_to_the_family(site, new_page):
    page = new_page(width=320)
    page.goto(site.at(COUNCIL, SEARCH))
    (name,) = save_first(page, 1)
    page.get_by_role("link", name="My list (1)").click()
    page.get_by_role("link", name="Email it to me").click()
    assert [*faults(page), *sideways(page)] == []
    page.get_by_role("button", name="Send the list").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your email address.")
    assert faults(page) == []
    page.get_by_label("Your email address").fill("parent-of-two@families.example")
    page.get_by_role("button", name="Send the list").click()
    expect(page.get_by_text("Your list is on its way")).to_be_visible()
    wanted = ("parent-of-two@families.example", name.split(":")[0])
    for _ in range(1200):
        if all(words in site.mails() for words in wanted):
            break
        page.wait_for_timeout(250)
    assert [words for words in wanted if words not in site.mails()] == []


def test_a_helpline_worker_makes_a_list_by_keyboard_alone(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, SEARCH))

    def tab_to(name):
        for _ in range(150):
            page.keyboard.press("Tab")
            if re.search(name, page.evaluate("document.activeElement.textContent.trim()")):
                return
        raise AssertionError(f"{name} was not reached")

    tab_to("^Save")
    page.keyboard.press("Enter")
    page.goto(site.at(COUNCIL))
    tab_to(r"^My list \(1\)")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("My list")
    tab_to("^Copy the words")
    tab_to("^Search")
    expect(page.locator(":focus")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_of_results_and_lists_is_accessible_and_fits(site, new_page, width):
    page = new_page(width=width)
    wrong = []
    for path in (
        "/search/?q=autism&kind=page",
        "/search/?q=autsim+slep",
        "/search/?per_page=10&page=2",
        "/search/?q=zzqqxx&kind=page",
        "/shortlist/",
        "/shortlist/?ids=abc",
        "/shortlist/?removed=00000000-0000-4000-8000-000000000000",
        "/shortlist/?ids=00000000-0000-4000-8000-000000000000",
    ):
        page.goto(site.at(COUNCIL, path))
        wrong += [*faults(page), *sideways(page), *said_twice(page)]
        assert page.locator("h1").count() == 1, page.url
    assert wrong == []


def test_advice_leads_to_the_services_of_its_topic(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, SEARCH))
    page.get_by_role("link", name=re.compile("^Advice and information")).click()
    page.get_by_role("link", name=re.compile("^See services about")).first.click()
    expect(page).to_have_url(re.compile(r"/search/\?topic="))
    expect(page.get_by_role("heading", name=re.compile("services?"))).not_to_have_count(0)


def test_a_printed_list_has_its_facts_and_none_of_the_chrome(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, SEARCH))
    save_first(page, 2)
    page.get_by_role("link", name="My list (2)").click()
    page.emulate_media(media="print")
    for hidden in (".lo-nav", ".lo-list__actions", ".lo-list__share", ".lo-search", ".lo-urgent", ".lo-save"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_text("Services change: check before you go.")).to_be_visible()


def test_a_search_page_weighs_little(site, new_page):
    page = new_page()
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(site.at(COUNCIL, SEARCH), wait_until="networkidle")
    assert 0 < sum(sizes) < 60_000, sizes


@pytest.mark.parametrize("width", WIDTHS)
def test_who_may_be_in_danger_sees_a_number_first_and_leaves_at_once(site, new_page, width):
    page = new_page(width=width)
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<title>Weather</title>"))
    page.goto(site.at(COUNCIL, "/search/?q=my+husband+hits+me"))
    number = page.locator(".lo-danger a[href='tel:999']").first
    assert number.bounding_box()["y"] < page.locator("#found").bounding_box()["y"]
    assert number.bounding_box()["y"] < page.viewport_size["height"]
    assert [*faults(page), *sideways(page)] == []

    page.keyboard.press("Escape")
    expect(page).to_have_title("Weather")
    page.goto(site.at(COUNCIL, "/search/?q=my+husband+hits+me"))
    page.get_by_role("link", name="Leave this page").click()
    expect(page).to_have_title("Weather")
    page.go_back()
    expect(page).not_to_have_url(re.compile("husband"))


def test_who_may_be_watched_leaves_without_scripts(site, new_page):
    page = new_page(javascript=False)
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<title>Weather</title>"))
    page.goto(site.at(COUNCIL, "/search/?q=my+husband+hits+me"))
    page.get_by_role("link", name="Leave this page").click()
    expect(page).to_have_title("Weather")
