"""A page of several forms, in a browser: sending one doesn't lose what was typed in another without asking."""

from pathlib import Path

import pytest

import localoffer
from tests.journeys.marks import JOURNEY

pytestmark = JOURNEY
SCRIPT = Path(localoffer.__file__).parent / "static" / "localoffer" / "several-forms.js"
PAGE = """
<title>{title}</title>{notice}
<form method="post" action="/assign"><select name="to"><option>Nobody</option><option>Nia</option></select>
  <button>Assign</button></form>
<form method="post" action="/decide"><textarea name="reason">{reason}</textarea><input type="checkbox" name="tick">
  <input type="hidden" name="key" value="1"><button name="act" value="approve">Approve</button></form>
<form method="post" action="/away"><button name="throw-away-typed">Throw away</button></form>
<form method="get" action="/filter"><input name="q"><button>Filter</button></form>
"""


def _show(new_page, title="Change", reason="", notice=""):
    page = new_page()
    page.asked, page.sent = [], []
    page.on("dialog", lambda dialog: (page.asked.append(dialog.message), dialog.dismiss()))
    page.route("**/*", lambda route: (page.sent.append(route.request.url), route.fulfill(status=204)))
    page.set_content(PAGE.format(title=title, reason=reason, notice=notice))
    page.add_script_tag(path=SCRIPT)
    page.evaluate(
        "for (const form of document.forms) form.action = `http://alpha.localhost${form.getAttribute('action')}`"
    )
    return page


def _asks(page, button):
    """Press it, and stay when asked."""
    page.get_by_role("button", name=button).click()
    return bool(page.asked) and not page.sent


def _leaves(page, button):
    with page.expect_request("**/*"):
        page.get_by_role("button", name=button).click()
    return not page.asked


@pytest.mark.parametrize("button", ["Assign", "Filter"])
def test_words_in_another_form_are_asked_about_and_stay(new_page, button):
    page = _show(new_page)
    page.get_by_role("textbox").first.fill("Which days?")
    assert _asks(page, button)
    assert "would be lost" in page.asked[0]
    assert page.locator("textarea").input_value() == "Which days?"
    assert page.locator("textarea").evaluate("box => box === document.activeElement")


@pytest.mark.parametrize(
    ("type_in", "button"),
    [
        (lambda page: page.get_by_role("checkbox").check(), "Assign"),
        (lambda page: page.get_by_role("combobox").select_option("Nia"), "Approve"),
    ],
    ids=["a tick", "a choice"],
)
def test_ticks_and_choices_count_as_words_do(new_page, type_in, button):
    page = _show(new_page)
    type_in(page)
    assert _asks(page, button)


@pytest.mark.parametrize(
    ("type_in", "button"),
    [
        (lambda page: None, "Assign"),
        (lambda page: page.locator("textarea").fill("Fine."), "Approve"),
        (lambda page: page.locator("input[name=q]").fill("owls"), "Approve"),
        (lambda page: page.locator("textarea").fill("Which days?"), "Throw away"),
    ],
    ids=["nothing typed", "its own words", "a filter's words", "words to throw away"],
)
def test_nothing_is_asked_where_nothing_is_lost(new_page, type_in, button):
    page = _show(new_page)
    type_in(page)
    assert _leaves(page, button)


@pytest.mark.parametrize("shown", [{"title": "Error: Change"}, {"notice": "<p data-unsaved>You were signed out</p>"}])
def test_words_that_a_refused_page_shows_again_are_not_saved_either(new_page, shown):
    assert _asks(_show(new_page, reason="Which days?", **shown), "Assign")
    assert _leaves(_show(new_page, reason="Which days?"), "Assign")
