"""The main job: somebody new registers, and what they write, reviewed, is found by families of that council alone."""

import re

from playwright.sync_api import expect

from tests.journeys.accessibility import faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in
from tests.journeys.registering import choose, register

pytestmark = JOURNEY
NAME = "Moonbeam Quietude Sleep Club"
ORGANISATION = "Hedgehog Meadow Friends"


def _register(page, site):
    """Register and add an organisation, which the council hasn't seen yet."""
    register(page, site, "milton-keynes", "meadow@community-mail.example")
    choose(page, "Add an organisation that is not there yet")
    choose(page, "Charity or community group")
    page.get_by_label("Name of the organisation").fill(ORGANISATION)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Organisation details")).to_be_visible()


def _write_listing(page, site):
    """Name the new service and fill the pages families need most."""
    page.get_by_role("link", name=re.compile("Add a service")).first.click()
    page.get_by_label("Name of the service").fill(NAME)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="About the service").click()
    page.get_by_label(re.compile("^Summary")).fill("A calm evening club for autistic children who can't sleep.")
    page.get_by_label(re.compile("^Description")).fill("We meet on Tuesdays. This is an example listing.")
    page.get_by_label("Health", exact=True).check()
    page.get_by_role("button", name=re.compile("^Save")).click()
    page.get_by_role("link", name="Who it is for").click()
    page.get_by_label("Autism", exact=True).check()
    page.get_by_label(re.compile("Youngest age")).fill("5")
    page.get_by_label(re.compile("Oldest age")).fill("12")
    page.get_by_role("button", name=re.compile("^Save")).click()
    page.get_by_role("link", name="Where and how").click()
    page.get_by_label("In person").check()
    page.get_by_role("button", name=re.compile("^Save")).click()
    page.get_by_role("link", name="Where and how").click()
    page.get_by_role("link", name="Add a place").click()
    page.get_by_label(re.compile("^Address")).fill("1 Example Walk, Milton Keynes")
    page.get_by_label(re.compile("^Postcode")).fill("MK9 3XS")
    page.get_by_role("button", name="Save this place").click()
    page.goto(page.url.split("/where/")[0])


def _send(page):
    page.get_by_role("link", name="Check and send to the council").click()
    page.get_by_role("button", name="Send to the council").click()
    expect(page.locator("main")).to_contain_text("Being checked")


def _send_organisation(page):
    """What a service's page says to do next while its organisation is unknown."""
    page.get_by_role("link", name="Check the details and send them").click()
    page.get_by_role("button", name="Send to the council").click()
    expect(page.locator("main")).to_contain_text("Being checked")


def _open_change(page, site, name):
    page.goto(site.at("milton-keynes", "/admin/review/"))
    page.locator("table").get_by_role("link", name=re.compile(name)).first.click()  # not what was just decided, above


def test_what_one_council_approves_is_found_there_and_not_in_the_other(site, new_page):
    provider = new_page()
    _register(provider, site)
    provider.goto(site.at("milton-keynes", "/provider/"))
    _write_listing(provider, site)
    _send(provider)
    listing = provider.url
    _send_organisation(provider)

    family = new_page()
    family.goto(site.at("milton-keynes", "/search/?q=Moonbeam+Quietude"))
    expect(family.locator("main")).not_to_contain_text(NAME)

    officer = new_page()
    sign_in(officer, site, "milton-keynes", "officer")
    _open_change(officer, site, ORGANISATION)
    officer.get_by_role("button", name="Approve").click()
    expect(officer.locator("body")).to_contain_text(re.compile("live|approved", re.IGNORECASE))
    _open_change(officer, site, NAME)
    assert [*faults(officer), *sideways(officer)] == []
    officer.get_by_label(re.compile("reason|message", re.IGNORECASE)).first.fill("Please say how families get in.")
    officer.get_by_role("button", name="Ask for changes").click()

    provider.goto(listing)
    expect(provider.locator("main")).to_contain_text("Please say how families get in.")
    provider.get_by_role("link", name="How to get in").click()
    provider.get_by_label("Contact them yourself").check()
    provider.get_by_role("button", name=re.compile("^Save")).click()
    _send(provider)

    _open_change(officer, site, NAME)
    officer.get_by_role("button", name="Approve").click()
    expect(officer.locator("body")).to_contain_text(re.compile("live|approved", re.IGNORECASE))

    _find(family, site, "milton-keynes")
    family.get_by_role("link", name=NAME).click()
    expect(family.locator("h1")).to_have_text(NAME)
    expect(family.locator("main")).to_contain_text("Contact them yourself")
    other = new_page()
    other.goto(site.at("trafford", "/search/?q=Moonbeam+Quietude"))
    expect(other.locator("main")).not_to_contain_text(NAME)
    assert "Please say how families get in." not in site.mails()  # a decision can be taken back for 10 minutes


def _find(family, site, council):
    """Search until the worker has carried it into Elasticsearch."""
    for _ in range(960):
        family.goto(site.at(council, "/search/?q=Moonbeam+Quietude&postcode=MK9+3XS"))
        if family.get_by_role("link", name=NAME).count():
            return
        family.wait_for_timeout(250)
    expect(family.locator("main")).to_contain_text(NAME)


def test_nobody_signed_in_at_one_council_is_signed_in_at_another(site, new_page):
    page = new_page()
    sign_in(page, site, "milton-keynes", "provider")
    page.goto(site.at("trafford", "/provider/"))
    expect(page).to_have_url(re.compile("trafford.localhost.*/accounts/login/"))


def test_every_portal_page_is_accessible_and_fits_a_phone(site, new_page):
    page = new_page(width=320)
    sign_in(page, site, "milton-keynes", "provider")
    page.goto(site.at("milton-keynes", "/provider/"))
    wrong = [*faults(page), *sideways(page)]
    service = page.locator("main table a").first.get_attribute("href")
    for path in (
        "",
        "about/",
        "who/",
        "getting-in/",
        "cost/",
        "where/",
        "contact/",
        "send/",
        "places/new/",
        "preview/",
        "closed/",
    ):
        page.goto(site.at("milton-keynes", f"{service}{path}"))
        wrong += [*faults(page), *sideways(page)]
    assert wrong == []
