"""The admin in a real browser under its Content-Security-Policy: nothing on its pages needs what the policy forbids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, Response, expect, sync_playwright

from tests.factories import PageFactory, PersonFactory
from tests.factories.files import photo
from tests.isolation.addresses import URLCONF, every_address
from tests.journeys.conftest import CHROMIUM, PAGE_PATIENCE, QUIET, STATE_PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)
FORBIDDEN = "Content Security Policy"
STOCK = (
    "",
    "pages/",
    "images/",
    "images/add/",
    "documents/",
    "documents/multiple/add/",
    "redirects/",
    "redirects/add/",
    "reports/site-history/",
    "reports/aging-pages/",
    "collections/",
    "snippets/guidance/bestbet/add/",
    "snippets/guidance/councilphrase/add/",
    "nowhere/",
)


@dataclass(frozen=True)
class Admin:
    """A browser of somebody with every role inside the council."""

    browser: Page
    pages: list[str]
    """Each page of the desk that is about no one object."""
    edited: int
    said: list[str]
    """What the browser has refused or tripped over, with the page it was on."""

    def open(self, path: str) -> Response:
        """Go there; what the page loads has been loaded and run."""
        answer = self.browser.goto(path, wait_until="load")
        assert answer
        return answer


@pytest.fixture
def admin(alpha, live_server, client_for, with_second_factor) -> Iterator[Admin]:
    """All that asks the database comes first: Django refuses its tables while Playwright's loop runs."""
    person = with_second_factor(PersonFactory(officer=True))
    for role in ("manager", "content_editor"):
        person.groups.add(*PersonFactory(**{role: True}).groups.all())
    edited = PageFactory(title="Being edited").pk
    client = client_for(alpha, person)
    pages = [path for path in our_paths() if is_page(client.get(path))]
    root = f"http://{alpha.domain}:{live_server.url.rpartition(':')[2]}"
    name = settings.SESSION_COOKIE_NAME
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), timeout=180_000)
        context = chromium.new_context(base_url=root, locale="en-GB")
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": root}])
        context.set_default_timeout(PAGE_PATIENCE)
        expect.set_options(timeout=STATE_PATIENCE)
        browser, said = context.new_page(), []
        context.on(
            "console", lambda told: said.append(f"{browser.url}: {told.text}") if FORBIDDEN in told.text else None
        )
        context.on("weberror", lambda told: said.append(f"{browser.url}: {told.error}"))
        yield Admin(browser=browser, pages=pages, edited=edited, said=said)
        chromium.close()


def our_paths():
    for address in every_address():
        if address.ours and address.pattern.startswith("admin/") and not address.arguments:
            yield reverse(address.name, URLCONF)


def is_page(response):
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


def test_no_page_of_the_admin_needs_what_its_policy_forbids(admin):
    for path in (*(f"/admin/{page}" for page in STOCK), *admin.pages):
        policy = admin.open(path).headers["content-security-policy"]
        assert "script-src 'self';" in f"{policy};", path
        assert "frame-ancestors 'self'" in policy, path
    assert admin.said == []
    assert len(admin.pages) > 20


def test_a_page_is_edited_previewed_and_saved(admin):
    admin.open(f"/admin/pages/{admin.edited}/edit/")
    browser = admin.browser
    browser.locator("#id_title").fill("Written anew")
    browser.get_by_role("button", name="Insert a block").first.click()
    browser.get_by_role("option").first.click()
    browser.get_by_role("button", name="Toggle preview").click()
    expect(browser.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)).to_have_text("Written anew")
    browser.get_by_role("button", name="Save draft").click()
    expect(browser.locator(".messages")).to_contain_text("Written anew")
    assert admin.said == []


def test_a_picture_is_chosen_and_uploaded(admin, tmp_path):
    picture = tmp_path / "small.jpg"
    picture.write_bytes(photo(size=(60, 40)))
    admin.open("/admin/images/add/")
    admin.browser.locator("input[type=file]").first.set_input_files(picture)
    expect(admin.browser.locator("#id_title")).to_have_value("small")
    admin.browser.get_by_role("button", name="Upload").last.click()
    expect(admin.browser.locator(".messages")).to_contain_text("added")
    assert admin.said == []


def test_a_date_is_chosen_and_a_row_added_without_a_script_inside_the_page(admin):
    admin.open("/admin/snippets/guidance/bestbet/add/")
    expect(admin.browser.locator("[data-starts]")).to_have_count(0)
    admin.browser.locator("#id_last_day").click()
    expect(admin.browser.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    admin.open("/admin/snippets/guidance/bestbet/add/")
    admin.browser.get_by_role("button", name=re.compile("^Choose")).first.click()
    expect(admin.browser.locator(".modal-dialog")).to_be_visible()
    assert admin.said == []
