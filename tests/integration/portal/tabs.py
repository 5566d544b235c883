"""A tab of somebody's browser on a page of the portal: its form as the page shows it, typed in and sent."""

from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client

from providers.portal.clashes import CHOICE
from tests.integration.portal.book import ANSWERS, Answers

Posted = dict[str, list[str]]
_BUTTONS = ("submit", "button", "file")


def boxes_of(html: str, form: str = "form.portal-form") -> Posted:
    """What a browser would send of a page's form."""
    found = BeautifulSoup(html, "html.parser").select_one(form)
    assert found is not None, "The page has no form."
    posted: Posted = {}
    for box in found.select("input[name], textarea[name], select[name]"):
        if box.get("type") not in _BUTTONS and (
            box.get("type") not in ("checkbox", "radio") or box.has_attr("checked")
        ):
            posted.setdefault(str(box["name"]), []).append(_value(box))
    return posted


def _value(box: Tag) -> str:
    if box.name == "textarea":
        return box.text.removeprefix("\n")
    if box.name == "select":
        chosen = box.select_one("option[selected]") or box.select_one("option")
        return str(chosen.get("value", chosen.text)) if chosen else ""
    return str(box.get("value", ""))


@dataclass
class Tab:
    """One tab. `version` is the one that its answers were typed on, as the person knows it; `clashes` is what it asks
    to choose between."""

    client: Client
    base: str
    page: str = ""
    form: Posted = field(default_factory=dict)
    version: int = 0
    clashes: Any = None

    @property
    def address(self) -> str:
        """Where its form goes."""
        return f"{self.base}{self.page}"

    @property
    def paths(self) -> list[str]:
        """The answers that its page asks for."""
        return [path for path, answer in ANSWERS.items() if answer.page == self.page]

    @property
    def typed(self) -> Answers:
        """What its boxes hold, by answer."""
        return {path: tuple(self.form[box][0] for box in ANSWERS[path].boxes) for path in self.paths}

    def show(self, html: str) -> None:
        """The page is shown (again)."""
        self.form, self.clashes = boxes_of(html), None

    def type(self, path: str, value: tuple[str, ...]) -> None:
        """Write an answer into its boxes."""
        self.form |= {box: [words] for box, words in zip(ANSWERS[path].boxes, value, strict=True)}

    def send(self, **more: Any) -> Any:
        """Post the form."""
        return self.client.post(self.address, {**self.form, **more})

    def ask(self, page: Any) -> None:
        """The page asks which answers to keep."""
        self.clashes = {
            clash.name.removeprefix(CHOICE): (clash.mine, clash.theirs) for clash in page.context["clashes"]
        }
        self.form = boxes_of(page.text, "main form[method=post]")

    def close(self) -> None:
        """Leave the page."""
        self.page, self.form, self.clashes = "", {}, None
