"""What is dialled of phone numbers as people write them. How they are read is in `tests/unit/text/examples.py`."""

from pathlib import Path

import pytest

from localoffer.templatetags.frame import phone_link
from tenants.text.phones import dialled

ROOT = Path(__file__).resolve().parents[3]
BUTTON = {"service.html"}
"""Where the number was chosen because it can be dialled."""


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("01632 960001", "01632960001"),
        ("01632 960001 ext 204", "01632960001"),
        ("01632 960001 or 01632 960002 ext 4", "01632960001"),
        ("01632 960001 (answerphone)", "01632960001"),
        ("0300 123 4567, option 2", "03001234567"),
        ("(01632) 960001 or 960002", "01632960001"),
        ("+44 1632 960001", "+441632960001"),
        ("+44 (0)1632 960001", "+441632960001"),
        ("0044 (0)1632 960001", "+441632960001"),
        ("+353 1 234 5678", "+35312345678"),
        ("111, option 2", "111"),
        ("116 123", "116123"),
        ("0800 1111", "08001111"),
        ("0845 46 47", "08454647"),
        ("18001 01632 960001", "1800101632960001"),
        ("Tel: 01632 960001", "01632960001"),
        ("24 hour line 01632 960001", "01632960001"),
        ("01632 960001 (24 hours)", "01632960001"),
        ("n/a", ""),
        ("ask", ""),
        ("(", ""),
        ("9", "9"),
        ("", ""),
    ],
)
def test_a_phone_link_holds_only_the_number(number, digits):
    assert dialled(number) == digits


def test_words_without_a_number_are_no_link():
    assert phone_link("01632 960001 <b>") == '<a class="lo-link" href="tel:01632960001">01632 960001 &lt;b&gt;</a>'
    assert phone_link("n/a <b>") == "n/a &lt;b&gt;"


def test_every_template_makes_the_link_of_a_number_in_one_way():
    rooms = ("tenants", "search", "providers", "cms", "platform")
    pages = [path for room in rooms for path in (ROOT / room).rglob("*.html")]
    assert {path.name for path in pages if "tel:{{" in path.read_text()} == BUTTON
