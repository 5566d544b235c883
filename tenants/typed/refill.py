"""A page's form, filled in with what was typed: for pages that know nothing of it."""

from collections.abc import Collection
from typing import Final
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.http import HttpRequest
from django.template.loader import render_to_string

from tenants.typed.answers import Kept

_FIELDS: Final = ["input", "textarea", "select", "button"]
_TICKED: Final = frozenset({"checkbox", "radio"})
_NOT_FILLED: Final = frozenset({"submit", "button", "image", "reset", "file", "password"})
_OWN: Final = ("_FORMS", "-uuid", "-file")


def with_typed(request: HttpRequest, html: str, kept: Kept, *, fill: bool) -> str:
    """The page with a notice above its form that nothing is saved yet, and with the form filled in unless its view has
    done so. What has no box on the page any more is in the notice, so that it can be read and copied."""
    page = BeautifulSoup(html, "html.parser")
    form = _form_of(page, request, kept)
    if form is not None and fill:
        _fill(form, kept)
    names = {str(each.get("name")) for each in form.find_all(_FIELDS)} if form is not None else set()
    lost = words_of(kept, but=names)
    notice = BeautifulSoup(render_to_string("typed/notice.html", {"kept": kept, "lost": lost}, request), "html.parser")
    if form is not None:
        form.insert_before(notice)
    elif place := page.find("main") or page.body:
        place.insert(0, notice)
    return str(page)


def words_of(kept: Kept, but: Collection[str] = ()) -> list[str]:
    """What a person would know again as their own words, without what these fields hold."""
    return [value for name, value in kept.answers if value and name not in but and not name.endswith(_OWN)]


def _form_of(page: BeautifulSoup, request: HttpRequest, kept: Kept) -> Tag | None:
    """The form that was sent: of those that go to its address, the one that has most of its fields and their ids."""
    forms = [form for form in page.find_all("form") if _goes_to(form, request) == kept.action]
    return max(forms, key=lambda form: _alike(form, kept), default=None)


def _goes_to(form: Tag, request: HttpRequest) -> str:
    return urlsplit(urljoin(request.path, str(form.get("action") or ""))).path


def _alike(form: Tag, kept: Kept) -> int:
    given = {(name, value) for name, value in kept.answers}
    fields = form.find_all(_FIELDS)
    names = {str(each.get("name")) for each in fields} & {name for name, _ in given}
    hidden = [each for each in fields if each.get("type") in ("hidden", "submit")]
    return len(names) + sum((str(each.get("name")), str(each.get("value"))) in given for each in hidden)


def _fill(form: Tag, kept: Kept) -> None:
    answers = kept.as_posted()
    for each in form.find_all(_FIELDS):
        name = str(each.get("name") or "")
        kind = str(each.get("type") or "text").lower() if each.name == "input" else str(each.name)
        if kind in _TICKED:
            _set(each, "checked", str(each.get("value") or "on") in answers.getlist(name))
        elif name not in answers or kind in _NOT_FILLED:
            continue
        elif kind == "textarea":
            each.string = "\n" + answers.getlist(name)[0]
        elif kind == "select":
            for option in each.find_all("option"):
                _set(option, "selected", str(option.get("value", option.text)) in answers.getlist(name))
        else:
            each["value"] = answers.getlist(name)[0]


def _set(tag: Tag, attribute: str, on: bool) -> None:
    if on:
        tag[attribute] = ""
    elif attribute in tag.attrs:
        del tag[attribute]
