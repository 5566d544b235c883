"""Phone numbers as people write them: what may be typed, and what is dialled."""

import pytest
from django.core.exceptions import ValidationError

from tenants.text.phones import check_phone, dialled


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("01632 960001", "01632960001"),
        ("01632 960001 ext 204", "01632960001"),
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
        ("ask", ""),
        ("(", ""),
        ("9", "9"),
        ("", ""),
    ],
)
def test_a_phone_link_holds_only_the_number(number, digits):
    assert dialled(number) == digits


@pytest.mark.parametrize(
    "text",
    ["01632 960001", "+44 (0)1632 960001", "01632-960-001", "01632 960001 ext 204", "0300 123 4567, option 2", "111"],
)
def test_numbers_as_people_write_them_are_taken(text):
    check_phone(text)


@pytest.mark.parametrize(
    "text", ["ring Jo", "()", "1", "01632 960001 Jo", "jo@example.org", "01632 9600O1", "٠١٦٣٢ ٩٦٠٠٠١"]
)
def test_what_nobody_can_call_is_refused(text):
    with pytest.raises(ValidationError, match="Enter a phone number, like 01632 960 001"):
        check_phone(text)
