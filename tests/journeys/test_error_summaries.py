"""Every page that says what is wrong with a form: the summary has the focus, and the title begins with it."""

import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.factories.files import photo
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in
from tests.journeys.registering import mailed_to
from tests.unit.project.templates import pages_with_error_summaries

pytestmark = JOURNEY
COUNCIL = "milton-keynes"
PROVIDER = "provider"
INVITED = "invited-to-help@community-mail.example"
LEFT_EMPTY = """() => {
  for (const field of document.querySelectorAll("main form :is(input, textarea, select)"))
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else if (!["hidden", "file"].includes(field.type)) field.value = "";
}"""


def leave_empty(page):
    """Send the page's form with nothing in it."""
    page.evaluate(LEFT_EMPTY)
    send(page)


def send(page):
    """Press the button of the page's form."""
    page.locator("main form [type=submit]").first.click()


def nothing_more(page):
    """The address itself asks for something that is wrong."""


def photo_without_words(page):
    """Add a photo, and don't say what it shows."""
    picture = {"name": "hall.png", "mimeType": "image/png", "buffer": photo("PNG")}
    page.get_by_label("Choose a photo").set_input_files(picture)
    send(page)


def one_number(page):
    """Say where a place is with one number of two, which are folded away."""
    page.locator("[name=latitude]").evaluate("field => { field.value = '52.1'; }")
    page.get_by_role("button", name=re.compile("^Save")).first.click()


def nobody(page):
    """Invite a colleague without saying whom."""
    page.evaluate(LEFT_EMPTY)
    page.locator("main form.portal-form [type=submit]").click()


def too_much(page):
    """Write more than a field holds; the browser itself would not let anybody."""
    page.evaluate("""() => {
      for (const field of document.querySelectorAll("main form :is(input[type=text], textarea)"))
        field.value = "Long ".repeat(2000);
    }""")
    send(page)


def neither(page):
    """Change an answer in two tabs, and choose neither; the browser itself would not let anybody."""
    other = page.context.new_page()
    other.goto(page.url)
    for tab, words in ((other, f"Theirs {secrets.token_hex(2)}"), (page, "Mine")):
        tab.get_by_label(re.compile("^Summary")).fill(words)
        tab.get_by_role("button", name=re.compile("^Save")).click()
    other.close()
    expect(page.locator("h1")).to_contain_text("in another tab")
    page.evaluate("() => { document.querySelector('main form').noValidate = true; }")
    send(page)


ANSWER_NOTHING = """(token) => {
  const form = document.createElement("form");
  form.method = "post";
  const input = Object.assign(document.createElement("input"), { name: "csrfmiddlewaretoken", value: token });
  form.append(input);
  document.querySelector("main").append(form);
  form.submit();
}"""


def nothing_of_a_fact(page):
    """Answer nothing about a fact that an officer checked meanwhile: its form is gone from the page."""
    (token,) = (each["value"] for each in page.context.cookies() if "csrf" in each["name"])
    with page.expect_navigation():
        page.evaluate(ANSWER_NOTHING, token)


@dataclass(frozen=True)
class Wrong:
    """How a page comes to say that something is wrong."""

    path: str
    """With the names of `Made` in braces."""
    who: str = ""
    act: object = leave_empty


PAGES = {
    "account/frame.html": Wrong("/accounts/login/"),
    "search/results.html": Wrong("/search/?q=autism&postcode=nonsense", act=nothing_more),
    "search/bad_parameters.html": Wrong("/search/?q=autism&age=99&radius=x", act=nothing_more),
    "search/shortlist/mail_form.html": Wrong("/shortlist/email/?ids={found}"),
    "voice/form.html": Wrong("/feedback/?about={found}"),
    "voice/find.html": Wrong("/feedback/find/"),
    "editions/copies/form.html": Wrong("/copies/"),
    "assurance/list.html": Wrong("{still_correct}"),
    "uploads/admin.html": Wrong("/admin/uploads/", "officer", send),
    "uploads/portal.html": Wrong("/provider/uploads/", PROVIDER, send),
    "portal/start.html": Wrong("/provider/start/", PROVIDER),
    "portal/new_organisation_kind.html": Wrong("/provider/organisations/new/", PROVIDER),
    "portal/new_organisation.html": Wrong("/provider/organisations/new/voluntary/", PROVIDER),
    "portal/find.html": Wrong("/provider/claims/find/", PROVIDER),
    "portal/claim.html": Wrong("/provider/claims/services/{found}/", "newcomer"),
    "portal/organisation.html": Wrong("/provider/organisations/{organisation}/", PROVIDER),
    "portal/new_service.html": Wrong("/provider/organisations/{organisation}/services/new/", PROVIDER),
    "portal/people.html": Wrong("/provider/organisations/{organisation}/people/", PROVIDER, nobody),
    "portal/member.html": Wrong("/provider/organisations/{organisation}/people/{member}/", PROVIDER),
    "portal/remove_member.html": Wrong(
        "/provider/organisations/{organisation}/people/{member}/remove/", PROVIDER, send
    ),
    "account/invitation.html": Wrong("{invitation}"),
    "portal/page.html": Wrong("/provider/services/{service}/about/", PROVIDER),
    "portal/conflict.html": Wrong("/provider/services/{service}/about/", PROVIDER, neither),
    "portal/place.html": Wrong("/provider/services/{service}/places/new/", PROVIDER, one_number),
    "portal/files.html": Wrong("/provider/services/{service}/files/", PROVIDER, photo_without_words),
    "voice/reported.html": Wrong("/provider/services/{service}/reported/", PROVIDER, nothing_of_a_fact),
    "portal/closed.html": Wrong("/provider/services/{service}/closed/", PROVIDER, too_much),
    "portal/shown.html": Wrong("/provider/services/{service}/shown/", PROVIDER),
    "portal/suggest.html": Wrong("/provider/services/{service}/suggest/", PROVIDER),
    "portal/messages.html": Wrong("/provider/services/{service}/messages/", PROVIDER),
    "edits/new_service.html": Wrong("/admin/review/listings/organisations/{organisation}/services/new/", "officer"),
    "edits/organisation.html": Wrong("/admin/review/listings/organisations/{organisation}/edit/", "officer"),
    "edits/page.html": Wrong("/admin/review/listings/services/{service}/edit/about/", "officer"),
    "edits/place.html": Wrong("/admin/review/listings/services/{service}/edit/places/new/", "officer", one_number),
}


def test_every_page_with_a_summary_is_tried_here():
    assert sorted(PAGES) == sorted(pages_with_error_summaries())


@pytest.fixture(scope="module")
def made(site, browser):
    """What the addresses above name: a service of the provider's, their organisation, and so on."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.at(COUNCIL, "/search/?q=school"))
    found = uuid_in(page.locator(".lo-card__title a").first.get_attribute("href"))
    sign_in(page, site, COUNCIL, PROVIDER)
    page.goto(site.at(COUNCIL, "/provider/"))
    page.get_by_role("link", name=re.compile("Add a service")).first.click()
    organisation = uuid_in(page.url)
    page.get_by_label("Name of the service").fill("What goes wrong")
    page.get_by_role("button", name="Save and continue").click()
    service = uuid_in(page.url)
    page.goto(site.at(COUNCIL, f"/provider/organisations/{organisation}/people/"))
    member = re.search(r"/people/(\d+)/", page.content())[1]
    page.get_by_label("Email address").fill(INVITED)
    page.locator("main form input[type=radio]").first.check()
    page.get_by_role("button", name=re.compile("invitation")).last.click()
    yield {
        "found": found,
        "organisation": organisation,
        "service": service,
        "member": member,
        "invitation": path_of(mailed_to(site, INVITED, r"http://\S+/provider/invitations/\S+")),
        "still_correct": path_of(mailed_to(site, f"{PROVIDER}@{COUNCIL}.example", r"http://\S+/still-correct/\S+")),
    }
    context.close()


def uuid_in(address):
    return re.search(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", address)[0]


def path_of(address):
    return urlsplit(address).path


@pytest.fixture(scope="module")
def signed_in(site, browser):
    """`signed_in(who)`: a page of that person's, or of nobody's; without JavaScript when asked so."""
    pages = {}

    def page_of(who, javascript):
        if (who, javascript) not in pages:
            context = browser.new_context(java_script_enabled=javascript)
            pages[who, javascript] = context.new_page()
            if who:
                sign_in(pages[who, javascript], site, COUNCIL, who)
        return pages[who, javascript]

    yield page_of
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_summary_has_the_focus(site, made, signed_in, name):
    wrong = PAGES[name]
    for javascript in (True, False):
        page = signed_in(wrong.who, javascript)
        page.goto(site.at(COUNCIL, wrong.path.format(**made)))
        wrong.act(page)
        summary = page.locator(".govuk-error-summary")
        expect(summary).to_have_count(1)
        expect(summary).to_be_focused()
        assert page.title().startswith("Error: ")
