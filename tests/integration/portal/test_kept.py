"""What was typed about a listing when the sign-in had ended is there again, on the version that it was typed on."""

import re
from dataclasses import replace

import pytest

from providers.listings.services.listings import save_draft
from tenants.typed.author import TYPED_BY

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def opened(portal, service):
    """`opened(slug)`: a page of the listing in the owner's browser, its address, and what its form carries."""

    def open_page(slug="about"):
        address = f"/provider/services/{service.uuid}/{slug}/"
        page = portal.get(address)
        author = re.search(f'name="{TYPED_BY}" value="([^"]+)"', page.text)[1]
        return portal, address, {"based_on": page.context["draft"].revision_id, TYPED_BY: author}

    return open_page


def _end_session(browser):
    del browser.cookies["sessionid"]


def _sign_in(browser, who):
    return browser.post("/accounts/login/", {"login": who.email, "password": PASSWORD})


def _sent(browser, address, answers):
    """The answers, sent by somebody who is signed in no longer."""
    _end_session(browser)
    sent = browser.post(address, answers)
    assert (sent.status_code, sent["Location"]) == (302, f"/accounts/login/?next={address}")


def test_it_is_in_the_form_again_after_signing_in_and_saved_at_a_press_alone(opened, owner, service, draft_of):
    browser, address, own = opened()
    answers = {"name": "Sleep club", "summary": "Calm <evenings>", "sectors": ["health", "education"], **own}
    _sent(browser, address, answers)
    assert _sign_in(browser, owner).status_code == 302
    page = browser.get(address)
    assert "You were signed out" in page.text
    form = page.context["form"]
    assert (form["summary"].value(), form["sectors"].value()) == ("Calm <evenings>", ["health", "education"])
    assert draft_of(service).summary == ""
    assert browser.post(address, answers).status_code == 302
    assert draft_of(service).summary == "Calm <evenings>"
    assert "You were signed out" not in browser.get(address).text


@pytest.mark.parametrize("referer", ["http://[", "http://alpha.localhost//evil.example/", "https://evil.example/"])
def test_a_browser_that_names_no_page_of_ours_is_led_to_where_it_was_sent(opened, referer):
    browser, address, own = opened()
    _end_session(browser)
    sent = browser.post(address, {"name": "Mine", **own}, headers={"referer": referer})
    assert (sent.status_code, sent["Location"]) == (302, f"/accounts/login/?next={address}")


def test_rows_are_all_there_again(opened, owner):
    browser, address, own = opened("contact")
    rows = {"rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0", "rows-0-name": "One", "rows-2-name": "Three"}
    _sent(browser, address, rows | own)
    _sign_in(browser, owner)
    assert [row["name"].value() or "" for row in browser.get(address).context["rows"]] == ["One", "", "Three"]


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(opened, owner, service, editor, draft_of):
    browser, address, own = opened()
    _sent(browser, address, {"name": "Sleep club", "summary": "Mine", **own})
    save_draft(user=editor, service=service, data=replace(draft_of(service), summary="Theirs", url="https://a.example"))
    _sign_in(browser, owner)
    page = browser.get(address)
    assert page.context["draft"].revision_id == own["based_on"]
    pressed = browser.post(address, {"name": "Sleep club", "summary": "Mine", "based_on": own["based_on"]})
    assert [clash.label for clash in pressed.context["clashes"]] == ["Summary"]


def test_it_can_be_thrown_away(opened, owner, service, draft_of):
    browser, address, own = opened()
    _sent(browser, address, {"name": "Sleep club", "summary": "Calm evenings", **own})
    _sign_in(browser, owner)
    assert browser.post(address, {"throw-away-typed": address})["Location"] == address
    assert "Calm evenings" not in browser.get(address).text
    assert draft_of(service).summary == ""


def test_nobody_else_who_signs_in_there_ever_sees_it(opened, editor, owner):
    browser, address, own = opened()
    _sent(browser, address, {"name": "Sleep club", "summary": "Calm evenings", **own})
    _sign_in(browser, editor)
    assert "Calm evenings" not in browser.get(address).text
    _end_session(browser)
    _sign_in(browser, owner)
    assert "Calm evenings" not in browser.get(address).text


@pytest.mark.parametrize(
    "answers", [{}, {"summary": "x" * 300_000}, {TYPED_BY: "forged"}], ids=["empty", "much too long", "forged author"]
)
def test_what_says_nothing_or_too_much_or_has_no_author_is_not_kept(opened, owner, answers):
    browser, address, own = opened()
    summary = {"summary": "Calm evenings"} if TYPED_BY in answers else {}
    _end_session(browser)
    browser.post(address, {TYPED_BY: own[TYPED_BY], **summary, **answers})
    _sign_in(browser, owner)
    assert "You were signed out" not in browser.get(address).text


@pytest.fixture
def signed_in_anew(alpha, service, owner, editor, client_for, opened):
    """`signed_in_anew(who, origin)`: a form of the owner's, sent with the key of before `who` signed in again."""

    def send(who, origin):
        _, address, own = opened()
        browser = client_for(alpha, who, enforce_csrf_checks=True)
        browser.get(address)
        old = {"name": "Sleep club", "summary": "Calm evenings", "csrfmiddlewaretoken": "o" * 64, **own}
        return browser, address, browser.post(address, old, headers={"origin": origin})

    return send


def test_a_form_from_before_signing_in_again_in_another_tab_is_kept(alpha, service, owner, draft_of, signed_in_anew):
    browser, address, sent = signed_in_anew(owner, f"http://{alpha.domain}")
    assert (sent.status_code, sent["Location"]) == (302, address)
    assert "Calm evenings" in browser.get(address).text
    assert draft_of(service).summary == ""


@pytest.mark.parametrize("why", ["another site", "another person"])
def test_what_another_site_sends_or_somebody_else_typed_is_refused_and_kept_nowhere(
    alpha, owner, editor, signed_in_anew, why
):
    who, origin = (owner, "http://elsewhere.example") if why == "another site" else (editor, f"http://{alpha.domain}")
    browser, address, sent = signed_in_anew(who, origin)
    assert (sent.status_code, "Please send it again" in sent.text) == (403, True)
    assert "Calm evenings" not in browser.get(address).text


def test_forms_of_several_tabs_are_all_kept(opened, owner):
    browser, about, own = opened()
    _, who, _ = opened("who")
    _end_session(browser)
    browser.post(about, {"name": "Sleep club", "summary": "Calm evenings", **own})
    browser.post(who, {"suits": "Early risers", **own})
    _sign_in(browser, owner)
    assert "Early risers" in browser.get(who).text
    assert "Calm evenings" in browser.get(about).text
