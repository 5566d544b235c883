"""Numbers as people write them."""

import re
from typing import Final

from tenants.text.errors import BadText
from tenants.text.plain import folded

_WHOLE: Final = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.0{1,2})?")
_DECIMAL: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,3}|,[0-9]{1,2})?")
_USUAL: Final = 7


def read_whole_number(text: str, low: int, high: int) -> int:
    """A whole number from `low`, which is 0 or more, to `high`: `1,250` and `7.0` too. Raises BadText."""
    found = _WHOLE.fullmatch(folded(text))
    number = int(found[1].replace(",", "")) if found else -1
    if not low <= number <= high:
        raise BadText(f"Enter a whole number from {low:,} to {high:,}, like {_example(low, high):,}")
    return number


def read_decimal(text: str, low: float, high: float) -> float:
    """A number from `low`, which is 0 or more, to `high`, with a point or a comma in it or neither. Raises BadText."""
    found = _DECIMAL.fullmatch(folded(text))
    number = float(found[0].replace(",", ".")) if found else -1.0
    if not low <= number <= high:
        raise BadText(f"Enter a number from {low:g} to {high:g}, like {min(max(2.5, low), high):g}")
    return number


def _example(low: int, high: int) -> int:
    return min(max(_USUAL, low), high)
