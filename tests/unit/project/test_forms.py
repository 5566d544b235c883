"""A form keeps what is typed: nothing beside its button that looks like one acts on what was saved before."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted(
    path for room in ("providers", "search", "cms", "tenants", "platform") for path in (ROOT / room).rglob("*.html")
)
_FORM = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL)
_BUTTON_LINK = re.compile(r"<a [^>]*class=\"[^\"]*button[^\"]*\"")
_SENDS = re.compile(r"url 'portal:(submit|submit-organisation|still-correct)'")


def problems_in(text: str) -> list[str]:
    """Links in forms that look like buttons, and links that send what is stored on pages with a form to type in."""
    found = [link for form in _FORM.findall(text) for link in _BUTTON_LINK.findall(form)]
    return [*found, *(_SENDS.findall(text) if "data-keep" in text else [])]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_stands_beside_a_save_button_saves_too(path):
    assert problems_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        '<form method="post"><button>Save</button><a class="govuk-button" href="/send/">Send</a></form>',
        """<form method="post" data-keep="1"></form><p><a href="{% url 'portal:submit' service.uuid %}">Send</a></p>""",
    ],
)
def test_a_link_beside_a_save_button_is_found(text):
    assert problems_in(text)
