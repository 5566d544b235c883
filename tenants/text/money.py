"""Prices as people write them."""

import re
from decimal import Decimal
from typing import Final

from tenants.text.errors import BadText
from tenants.text.plain import folded
from tenants.text.words import read_line

MOST: Final = Decimal("999999.99")
BAD_PRICE: Final = "Enter the price in pounds, like 12.50, and anything else in words"
NEGATIVE_PRICE: Final = "The price can't be less than £0. Enter it in pounds, like 12.50"
LONGEST_WORDS: Final = 500
TOO_HIGH: Final = f"Enter a price up to £{MOST:,}, like 12.50"

_NOTHING: Final = frozenset({"free", "free of charge", "nil", "no charge", "no cost"})
_SUM: Final = re.compile(r"(?:£|gbp)? ?(-? ?[0-9][0-9., ]*?) ?(?:£|p|gbp|pounds?)?", re.IGNORECASE)
_PENCE: Final = re.compile(r"([0-9]{1,6}) ?p(?:ence)?", re.IGNORECASE)
_FORMS: Final = (
    re.compile(r"([0-9]{1,9})()"),
    re.compile(r"([0-9]{1,9})[.,]([0-9]{1,2})"),
    re.compile(r"([0-9]{1,3}(?:[, ][0-9]{3})+)(?:\.([0-9]{1,2}))?"),
    re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})"),
)
_FIRST_PRICE: Final = re.compile(r"(?:(?:from|about|around|only|up to) )?£ ?([0-9][0-9.,]{0,12})", re.IGNORECASE)
_ANY_PRICE: Final = re.compile(r"£ ?[0.,]*[1-9]")
_SIGNS_ALONE: Final = re.compile(r"[£0-9.,+ -]+")
_BETWEEN: Final = re.compile(r" ?- ?£? ?|(?<=[0-9]) ?- ?")


def read_price(text: str) -> Decimal:
    """The pounds of one price, with or without its sign: `6.50`, `6,50`, `£1,250`, `1.250,00`, `50p`, `free`.

    Raises BadText for what isn't one sum from £0 to `MOST`.
    """
    plain = folded(text)
    if plain.casefold() in _NOTHING:
        return Decimal("0.00")
    if pence := _PENCE.fullmatch(plain):
        return (Decimal(pence[1]) / 100).quantize(MOST)
    negative = plain.startswith("-")
    found = _SUM.fullmatch(plain.lstrip("- "))
    if not found:
        raise BadText(BAD_PRICE)
    digits = found[1].lstrip("- ")
    amount = _amount(digits)
    if negative or digits != found[1]:
        raise BadText(NEGATIVE_PRICE)
    if amount > MOST:
        raise BadText(TOO_HIGH)
    return amount


def read_price_or_words(text: str) -> str:
    """What a listing costs, on one line: a price alone as `£6.50`, other words as they are.

    Raises BadText for a sum that is no price, as `-3`; `£5-£10` is one in words.
    """
    plain = folded(text)
    amount = price_alone(plain)
    if amount is None and _SIGNS_ALONE.fullmatch(plain) and not _are_prices(plain):
        read_price(plain)
    return read_line(text, LONGEST_WORDS) if amount is None else f"£{amount}"


def price_alone(words: str) -> Decimal | None:
    """The pounds, where the words are one price of more than nothing and no more."""
    try:
        return read_price(words) or None
    except BadText:
        return None


def begins_with_price(words: str) -> bool:
    """Whether the words of a price begin with a sum of more than nothing, as “£3.50 a session” or “from £5” do."""
    found = _FIRST_PRICE.match(folded(words))
    return bool(found and re.search("[1-9]", found[1]))


def names_price(words: str) -> bool:
    """Whether the words of a price name a sum of more than nothing anywhere."""
    return bool(_ANY_PRICE.search(folded(words)))


def _amount(digits: str) -> Decimal:
    """A sum in one of the ways in which its thousands and pence are set apart."""
    for form in _FORMS:
        if found := form.fullmatch(digits):
            return Decimal(f"{re.sub('[^0-9]', '', found[1])}.{found[2] or '00'}").quantize(MOST)
    raise BadText(BAD_PRICE)


def _are_prices(text: str) -> bool:
    """Whether it is two prices, from one to the other."""
    sums = _BETWEEN.split(text)
    try:
        return len(sums) == 2 and all(read_price(each) >= 0 for each in sums)
    except BadText:
        return False
