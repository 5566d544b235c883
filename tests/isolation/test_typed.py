"""Every form that needs a sign-in keeps what was typed in it when that has ended: each form of each page is filled in,
sent when nobody is signed in any more, and looked at again after signing in."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import resolve, reverse

from providers.portal.pages import PAGES
from tenants.councils.scope import council_scope
from tests.isolation.addresses import EVERYBODY, RULES, URLCONF, may
from tests.isolation.test_addresses import OURS, answer, arguments_of, keys_of

ROLES = ("provider", "officer", "manager")
NOT_TYPED = ("hidden", "checkbox", "radio", "file", "submit", "button", "password")
LISTING_PAGES = [page.slug for page in PAGES if not page.settings]
A_BUTTON = "a button, with nothing to type"
NOT_ON_A_PAGE = {
    **dict.fromkeys(
        (f"{site}:{name}" for site in ("uploads", "council-uploads") for name in ("go-on", "undo")), A_BUTTON
    ),
    **dict.fromkeys(
        ("mails:again", "mails:standard", "review:checked", "review:undo", "taxonomy:bring-back"), A_BUTTON
    ),
    "editions:cancel": A_BUTTON,
    "helpline:pack": "a note for a caller, once services are chosen; nothing of it is kept anywhere",
    **dict.fromkeys(("portal:submit", "portal:submit-organisation", "upkeep:not-double"), A_BUTTON),
    **dict.fromkeys(("upkeep:split-organisation", "upkeep:split-service"), A_BUTTON),
    **dict.fromkeys(("council-settings:go-live", "staff:let-back-in"), A_BUTTON),
    "upkeep:own-words-of": "ticks alone, of listings that speak of something",
    "upkeep:compare": "choices between two listings, with nothing to type",
    "portal:claim-service": "the form of portal:claim-organisation, for whoever owns another organisation",
    "change_address": "one address, after the password was asked for again",
}
"""Addresses that take a form which no page of this council shows just now, and why nothing typed is lost."""


@dataclass(frozen=True)
class Form:
    """A form of a page: the address it goes to, its hidden fields, and the boxes to type in."""

    page: str
    name: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    boxes: tuple[str, ...]
    asks: bool
    """Whether another form of its page, if it has one, asks before what is typed here is lost."""


def _forms_of(page, html):
    shown = BeautifulSoup(html, "html.parser")
    forms = shown.select("form[method=post]")
    asks = len(forms) == 1 or shown.select_one("script[src*=several-forms]") is not None
    for form in forms:
        action = urlsplit(urljoin(page, form.get("action") or page)).path
        boxes = tuple(_boxes(form))
        hidden = tuple((field["name"], field.get("value", "")) for field in form.select("input[type=hidden][name]"))
        yield Form(page, resolve(action, URLCONF).view_name, action, hidden, boxes, asks)


def _pages(world, role):
    for address in OURS:
        if may(role, "get", address.name):
            for slug in LISTING_PAGES if address.name == "portal:page" else ("about",):
                yield reverse(address.name, URLCONF, kwargs=arguments_of(address, keys_of("own", world, world), slug))


def _forms(world, role, client):
    """Every form, of the pages that a role may open, that it may send."""
    for page in _pages(world, role):
        shown = answer(client, "get", page)
        if shown.status_code == 200 and shown.headers.get("Content-Type", "").startswith("text/html"):
            yield from (form for form in _forms_of(page, shown.text) if may(role, "post", form.name))
        elif shown.streaming:
            list(shown.streaming_content)  # so that its file is closed


def _boxes(form):
    fields = form.select("input[name], textarea[name]")
    return {field["name"]: field for field in fields if field.get("type", "text") not in NOT_TYPED}


def _lost(form, world, role, client):
    """The boxes whose words are gone after signing in."""
    typed = {box: f"typed in {box}" for box in form.boxes}
    there = f"http://{world.council.domain}{form.page}"
    sent = client.post(form.action, {**dict(form.hidden), **typed}, headers={"referer": there})
    assert sent.headers.get("Location") == f"/accounts/login/?next={form.page}", form
    with council_scope(world.council):
        client.force_login(world.people[role])
    shown = BeautifulSoup(client.get(form.page).text, "html.parser")
    assert "You were signed out" in shown.text, form
    kept = [
        {name: (box.get("value") or box.text).strip() for name, box in _boxes(each).items()}
        for each in shown.select("form[method=post]")
    ]
    again = max(kept, key=lambda boxes: len(boxes.items() & typed.items()))
    return [f"{form.page} → {form.name}: {box}" for box, words in typed.items() if again.get(box) != words]


@pytest.fixture
def forms(worlds, client_for):
    """Every form that beta's pages show and that needs a sign-in, with the role it was shown to."""
    _, beta = worlds
    shown = [(role, form) for role in ROLES for form in _forms(beta, role, client_for(beta.council, beta.people[role]))]
    return [(role, form) for role, form in shown if RULES[form.name] != EVERYBODY]


def test_every_form_that_needs_a_sign_in_keeps_what_was_typed(worlds, client_for, browser_of, forms):
    _, beta = worlds
    to_type_in = [(role, form) for role, form in forms if form.boxes]
    assert len({form.name for _, form in to_type_in}) > 25
    assert {form.page for _, form in to_type_in if not form.asks} == set()
    lost = [box for role, form in to_type_in for box in _lost(form, beta, role, client_for(beta.council))]
    assert lost == []
    seen = {form.name for _, form in forms}
    assert {name for name in _takes_a_form(beta, browser_of) if name not in seen} == set(NOT_ON_A_PAGE)


def _takes_a_form(world, browser_of):
    """The names of our addresses that answer a POST of somebody who is signed in."""
    for address in OURS:
        role = next((role for role in ROLES if may(role, "post", address.name)), None)
        if role is not None and RULES[address.name] != EVERYBODY:
            path = reverse(address.name, URLCONF, kwargs=arguments_of(address, keys_of("own", world, world)))
            if answer(browser_of(world, role), "post", path).status_code != 405:
                yield address.name


def test_words_of_a_page_that_cannot_be_opened_by_itself_are_shown_alone(worlds, client_for):
    """A page that a POST answers, as before many listings are written to, has no address of its own."""
    _, beta = worlds
    browser = client_for(beta.council, beta.people["officer"])
    asked = {"act": "write", "list": "all", "chosen": beta.keys["service"]}
    address = reverse("upkeep:several", URLCONF)
    (form,) = (each for each in _forms_of(address, browser.post(address, asked).text) if each.boxes)
    typed = {**asked, **dict(form.hidden), **{box: f"typed in {box}" for box in form.boxes}, "confirmed": "yes"}
    client = client_for(beta.council)
    client.post(form.action, typed, headers={"referer": f"http://{beta.council.domain}{address}"})
    with council_scope(beta.council):
        client.force_login(beta.people["officer"])
    shown = client.get(address).text
    assert not [box for box in form.boxes if f"typed in {box}" not in shown]
    assert client.post(address, {"throw-away-typed": address})["Location"] == address
