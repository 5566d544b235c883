"""The review desk in a browser: two officers, a request in one field, taking back, several at once, a partner."""

import re

from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
COUNCIL = "trafford"
QUEUE = "/admin/review/"


def _signed_in(new_page, site, who, **options):
    page = new_page(**options)
    sign_in(page, site, COUNCIL, who)
    return page


def _live_service(page, site):
    """The name of a service of the provider's that has no change waiting."""
    page.goto(site.at(COUNCIL, "/provider/"))
    rows = page.locator("main table tr").filter(has=page.get_by_text("Live", exact=True))
    return rows.first.locator("a").first.inner_text().strip()


def _change_summary(page, site, name, summary):
    """Change the summary of one of the provider's services and send it to the council."""
    page.goto(site.at(COUNCIL, "/provider/"))
    page.locator("main table").get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="About the service").click()
    page.get_by_label(re.compile("^Summary")).fill(summary)
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    page.get_by_role("link", name="Check and send to the council").click()
    page.get_by_role("button", name="Send to the council").click()
    expect(page.locator("main")).to_contain_text("being checked", ignore_case=True)


def _open(page, site, name):
    page.goto(site.at(COUNCIL, f"{QUEUE}?q={name}"))
    page.locator("table").get_by_role("link", name=name, exact=True).click()  # not what was just decided, above it


def _fits(page, address):
    """What is wrong with a page on a phone and on a desk."""
    wrong = []
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [*faults(page), *sideways(page)]
    return wrong


def test_a_change_goes_back_by_field_and_comes_again_and_a_decision_is_taken_back(site, new_page):
    provider = _signed_in(new_page, site, "provider")
    name = _live_service(provider, site)
    _change_summary(provider, site, name, "Calm evenings. Ring Jo on 07700 900123.")

    officer = _signed_in(new_page, site, "officer", javascript=False)
    second = _signed_in(new_page, site, "second-officer")
    _open(officer, site, name)
    address = officer.url
    expect(officer.locator("body")).to_contain_text("somebody’s own mobile number")
    second.goto(address)
    expect(second.locator("body")).to_contain_text("Olu Officer opened this")
    assert _fits(second, address) == []

    summary = officer.get_by_role("region", name="Summary")
    summary.get_by_label("Ask for a change").check()
    summary.get_by_label(re.compile("What should they change")).fill("Take the mobile number out, please.")
    officer.get_by_role("button", name="Approve").click()
    expect(officer.get_by_role("alert")).to_contain_text("You ask for a change in 1 field")
    officer.get_by_role("button", name="Ask for changes").click()
    officer.get_by_role("button", name=f"Take back the decision on {name}").click()
    expect(officer.locator("body")).to_contain_text("Taken back")
    officer.get_by_label("Reason").fill("Take the mobile number out, please.")
    officer.get_by_role("button", name="Ask for changes").click()
    second.goto(address)
    expect(second.locator("body")).to_contain_text("Changes asked for")

    provider.goto(site.at(COUNCIL, "/provider/"))
    row = provider.locator("main tr").filter(has=provider.get_by_role("link", name=name, exact=True))
    expect(row).to_contain_text("Live, changes needed")
    _change_summary(provider, site, name, "Calm evenings for families.")
    _open(second, site, name)
    second.get_by_role("region", name="Summary").get_by_label("Correct it").check()
    second.get_by_label("Summary, corrected").fill("Calm evenings for all families.")
    second.get_by_role("button", name="Approve").click()
    expect(second.locator("body")).to_contain_text(f"“{name}” is live")
    second.get_by_role("link", name="See it as families do").click()
    expect(second.locator("main")).to_contain_text("Calm evenings for all families.")


def test_several_small_changes_are_approved_together_after_a_look_at_each(site, new_page):
    provider = _signed_in(new_page, site, "provider")
    name = _live_service(provider, site)
    _change_summary(provider, site, name, "A quiet hour each week.")
    officer = _signed_in(new_page, site, "officer")
    officer.goto(site.at(COUNCIL, f"{QUEUE}?what=change"))
    assert [*faults(officer), *sideways(officer)] == []
    officer.get_by_label(f"Choose {name}").check()
    officer.get_by_role("button", name="Approve what is ticked").click()
    expect(officer.locator("main")).to_contain_text("Approve 1 change?")
    assert [*faults(officer), *sideways(officer)] == []
    officer.get_by_role("button", name="Approve what is ticked").click()
    expect(officer.locator("body")).to_contain_text("Approved 1 change.")


def test_a_partner_gives_the_second_approval_and_sees_nothing_else(site, new_page):
    manager = _signed_in(new_page, site, "manager")
    assert _fits(manager, site.at(COUNCIL, f"{QUEUE}settings/")) == []
    manager.get_by_label("Which submissions need a second approval").select_option("all")
    manager.get_by_role("button", name="Save").click()
    provider = _signed_in(new_page, site, "provider")
    name = _live_service(provider, site)
    _change_summary(provider, site, name, "Help with the first day.")
    partner = _signed_in(new_page, site, "partner")
    partner.goto(site.at(COUNCIL, QUEUE))
    expect(partner.locator("body")).not_to_contain_text(name)
    officer = _signed_in(new_page, site, "officer")
    _open(officer, site, name)
    officer.get_by_role("button", name="Approve and pass on").click()
    expect(officer.locator("body")).to_contain_text("waits for the second reviewer")
    _open(partner, site, name)
    assert [*faults(partner), *sideways(partner)] == []
    partner.get_by_role("button", name="Approve").click()
    expect(partner.locator("body")).to_contain_text(f"“{name}” is live")


def test_a_listing_is_suspended_at_once(site, new_page):
    officer = _signed_in(new_page, site, "officer")
    officer.goto(site.at(COUNCIL, f"{QUEUE}listings/"))
    officer.get_by_role("link", name=re.compile("^History of")).first.click()
    history = officer.url
    officer.get_by_role("link", name="See it as families do").click()
    public = officer.url
    family = new_page()
    family.goto(public)
    name = family.locator("h1").inner_text()
    officer.goto(history)
    assert [*faults(officer), *sideways(officer)] == []
    officer.get_by_text("Suspend now").first.click()
    officer.get_by_label("Why").fill("A concern that we look into.")
    officer.get_by_role("button", name="Suspend now").click()
    expect(officer.locator("body")).to_contain_text("A concern that we look into.")
    family.goto(public)
    expect(family.locator("body")).not_to_contain_text("A concern")
    expect(family.locator("main")).to_contain_text(re.compile("isn’t|no longer|taken", re.IGNORECASE))
    officer.get_by_role("button", name="Lift the suspension").click()
    expect(officer.locator("body")).to_contain_text("The suspension is lifted")
    family.goto(public)
    expect(family.locator("h1")).to_have_text(name)
