"""What may be typed where a phone number is asked for."""

import pytest
from django.core.exceptions import ValidationError

from providers.listings.phones import check_phone


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
