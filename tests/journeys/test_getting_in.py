"""People get in by themselves: they register, add or claim an organisation, and sign in by a mailed link."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in
from tests.journeys.registering import PASSWORD, choose, mailed_to, register

pytestmark = JOURNEY
COUNCIL = "milton-keynes"


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_person_registers_and_adds_an_organisation(site, new_page, javascript):
    page = new_page(javascript=javascript)
    register(page, site, COUNCIL, f"adds-{'with' if javascript else 'without'}-script@community-mail.example")
    choose(page, "Add an organisation that is not there yet")
    choose(page, "Charity or community group")
    name = f"Hedgehog Friends {'with' if javascript else 'without'} script"
    page.get_by_label("Name of the organisation").fill(name)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name=re.compile("Is it one of these|Organisation details"))).to_be_visible()
    if page.get_by_role("heading", name="Is it one of these?").count():
        page.get_by_role("button", name=re.compile("none of these")).click()
    expect(page.get_by_role("heading", name="Organisation details")).to_be_visible()
    page.goto(site.at(COUNCIL, "/provider/"))
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_the_keyboard_alone_registers(site, new_page):
    page = new_page()
    page.goto(site.at(COUNCIL, "/provider/register/"))
    page.get_by_label("Your name").focus()
    for words in ("Kay Board", "keyboard@community-mail.example", PASSWORD):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check your email")).to_be_visible()
    page.get_by_label("6-digit code").focus()
    page.keyboard.type(mailed_to(site, "keyboard@community-mail.example", r"^\d{6}$"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Get started")).to_be_visible()
    page.get_by_label("Wait for a colleague to invite me").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wait for an invitation")).to_be_visible()


def test_a_claim_that_an_officer_approves_lets_the_person_in(site, new_page):
    person = new_page()
    register(person, site, COUNCIL, "claims@community-mail.example")
    choose(person, "Look after an organisation or service that is on the Local Offer already")
    person.get_by_label("Name of the organisation or service").fill("trust")
    person.get_by_role("button", name="Find").click()
    organisations = person.get_by_role("heading", name="Organisations").locator("~ ul").first
    name = organisations.locator("strong").first.inner_text()
    organisations.get_by_role("link").first.click()
    person.get_by_label("Your job or role there").fill("Manager")
    person.get_by_label(re.compile("A phone number")).fill("01632 960001")
    person.get_by_role("button", name="Send to the council").click()
    expect(person.locator("main")).to_contain_text("With the council")

    officer = new_page()
    sign_in(officer, site, COUNCIL, "officer")
    officer.goto(site.at(COUNCIL, "/admin/people/claims/"))
    officer.get_by_role("link", name=name).first.click()
    expect(officer.locator("main")).to_contain_text("01632 960001")
    officer.get_by_role("button", name="Approve").click()
    expect(officer.locator("body")).to_contain_text("Approved")

    person.reload()
    expect(person.get_by_role("heading", name=name)).to_be_visible()


def test_a_mailed_link_signs_in_by_its_button_once(site, new_page):
    address = f"other-provider@{COUNCIL}.example"
    page = new_page(javascript=False)
    page.goto(site.at(COUNCIL, "/accounts/login/"))
    page.get_by_role("link", name="Email me a link to sign in").click()
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Check your email")).to_be_visible()
    path = urlsplit(mailed_to(site, address, r"https?://\S+/accounts/login/link/\S+")).path
    scanner = new_page()
    scanner.goto(site.at(COUNCIL, path))
    scanner.goto(site.at("trafford", path))
    expect(scanner.locator("main")).to_contain_text("This link no longer works")
    page.goto(site.at(COUNCIL, path))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your services")).to_be_visible()
    scanner.goto(site.at(COUNCIL, path))
    expect(scanner.locator("main")).to_contain_text("This link no longer works")


PUBLIC = ("/accounts/login/", "/provider/register/", "/accounts/login/link/", "/accounts/login/link/sent/")
SIGNED_IN = (
    "/provider/",
    "/provider/start/",
    "/provider/start/waiting/",
    "/provider/organisations/new/",
    "/provider/organisations/new/college/",
    "/provider/claims/find/?q=club",
    "/provider/claims/find/?q=zzzz",
    "/accounts/",
    "/accounts/sessions/",
    "/accounts/2fa/",
)


def wrong_with(page, site, paths):
    """What axe finds wrong on pages as they open and after an empty form was sent, at both widths."""
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths:
            page.goto(site.at(COUNCIL, path))
            wrong += faults(page) + sideways(page)
            send = page.locator("main form button").last
            if send.count() and path in {"/provider/register/", "/provider/start/", "/accounts/login/link/"}:
                send.click()
                wrong += faults(page) + sideways(page)
    return wrong


def test_pages_before_signing_in_have_no_faults_and_fit_a_phone(site, new_page):
    assert wrong_with(new_page(), site, PUBLIC) == []


def test_pages_of_somebody_new_have_no_faults_and_fit_a_phone(site, new_page):
    page = new_page()
    register(page, site, COUNCIL, "somebody-with-a-very-long-address.indeed@community-mail.example")
    assert wrong_with(page, site, SIGNED_IN) == []


def test_the_officers_pages_have_no_faults_and_fit_a_phone(site, new_page):
    page = new_page()
    sign_in(page, site, COUNCIL, "officer")
    assert wrong_with(page, site, ("/admin/people/claims/?state=all", "/admin/people/set-up/?q=trust")) == []
