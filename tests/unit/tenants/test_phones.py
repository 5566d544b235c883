"""Phone numbers as people write them, made ready to be dialled."""

import pytest

from tenants.councils.phones import dialled


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("01632 960001", "01632960001"),
        ("+44 (0)1632 960", "+4401632960"),
        ("111, option 2", "111"),
        ("ask", ""),
        ("", ""),
    ],
)
def test_a_phone_link_holds_only_the_number(number, digits):
    assert dialled(number) == digits
