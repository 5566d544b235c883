"""What was typed after the session had ended comes back after signing in, for this page and this person alone."""

import pytest

from providers.listings.models import Membership

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def typed(alpha, service, owner, client_for):
    """A browser whose session has ended, just after its answers were sent."""
    browser = client_for(alpha)
    address = f"/provider/services/{service.uuid}/about/"
    answers = {"name": "Sleep club", "summary": "Calm evenings", "sectors": ["health", "education"], "based_on": ""}
    sent = browser.post(address, answers)
    assert (sent.status_code, sent["Location"]) == (302, f"/accounts/login/?next={address}")
    return browser, address


def _sign_in(browser, who):
    return browser.post("/accounts/login/", {"login": who.email, "password": PASSWORD})


def test_it_is_shown_after_signing_in_and_saved_at_a_press(typed, owner, service, draft_of):
    browser, address = typed
    assert _sign_in(browser, owner).status_code == 302
    page = browser.get(address)
    assert "What you typed is still here" in page.text
    assert "Calm evenings" in page.text
    answers = {}
    for name, value in page.context["answers"]:
        answers.setdefault(name, []).append(value)
    assert browser.post(address, answers).status_code == 302
    assert (draft_of(service).summary, draft_of(service).sectors) == ("Calm evenings", ("education", "health"))
    assert "What you typed" not in browser.get(address).text


def test_it_can_be_thrown_away(typed, owner, service, draft_of):
    browser, address = typed
    _sign_in(browser, owner)
    assert browser.post(address, {"throw-away-kept": "1"}).status_code == 302
    assert "What you typed" not in browser.get(address).text
    assert draft_of(service).summary == ""


def test_another_page_and_another_provider_never_show_it(typed, stranger, owner, service):
    browser, address = typed
    _sign_in(browser, stranger)
    assert browser.get(address).status_code == 404
    Membership.objects.create(user=stranger, organisation=service.organisation, role="editor")
    assert "Calm evenings" not in browser.get(address.replace("about", "who")).text


def test_an_empty_form_and_one_that_is_much_too_long_are_not_kept(alpha, service, owner, client_for):
    for answers in ({}, {"based_on": "3"}, {"summary": "x" * 300_000}):
        browser = client_for(alpha)
        address = f"/provider/services/{service.uuid}/about/"
        browser.post(address, answers)
        _sign_in(browser, owner)
        assert "What you typed" not in browser.get(address).text


@pytest.fixture
def signed_in_anew(alpha, service, owner, client_for):
    """`signed_in_anew(origin)`: a form sent with the key of before signing in again, as from a page of `origin`."""

    def send(origin):
        browser = client_for(alpha, owner, enforce_csrf_checks=True)
        address = f"/provider/services/{service.uuid}/about/"
        browser.get(address)
        old = {"name": "Sleep club", "summary": "Calm evenings", "csrfmiddlewaretoken": "o" * 64, "based_on": ""}
        return browser, address, browser.post(address, old, headers={"origin": origin})

    return send


def test_a_form_from_before_signing_in_again_in_another_tab_is_kept(alpha, service, draft_of, signed_in_anew):
    browser, address, sent = signed_in_anew(f"http://{alpha.domain}")
    assert (sent.status_code, sent["Location"]) == (302, address)
    page = browser.get(address)
    assert "What you typed is still here" in page.text
    assert "Calm evenings" in page.text
    assert draft_of(service).summary == ""


def test_what_another_site_sends_is_refused_and_kept_nowhere(signed_in_anew):
    browser, address, sent = signed_in_anew("http://elsewhere.example")
    assert (sent.status_code, "Please send it again" in sent.text) == (403, True)
    assert "Calm evenings" not in browser.get(address).text
