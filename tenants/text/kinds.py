"""The kinds of values that text is read as. Forms, imports and addresses read a value of a kind through this alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from tenants.text import ages, coordinates, dates, links, money, names, numbers, phones, times, words, yes_no
from tenants.text.plain import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of value: `read` makes one of text that says something and raises BadText, `write` is its plain form, and
    `empty` stands for no text."""

    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    empty: Any = ""
    most: int | None = None
    """The longest text in characters, where it has one."""

    def value_of(self, text: str) -> Any:
        """The value that `text` says; `empty` for blank text. Raises BadText."""
        seen = shown(text)
        return self.read(seen) if seen.strip() else self.empty


PHONE: Final = Kind(name="phone", read=phones.read_phone, most=phones.LONGEST_PHONE)
PRICE: Final = Kind(name="price", read=money.read_price, empty=None)
PRICE_OR_WORDS: Final = Kind(name="price or words", read=money.read_price_or_words, most=money.LONGEST_WORDS)
AGE: Final = Kind(name="age", read=ages.read_age, empty=None)
TIME: Final = Kind(name="time", read=times.read_time, write="{:%H:%M}".format, empty=None)
DATE: Final = Kind(name="date", read=dates.read_date, empty=None)
WEB_ADDRESS: Final = Kind(name="web address", read=links.read_web_address, most=links.LONGEST_ADDRESS)
EMAIL: Final = Kind(name="email", read=links.read_email, most=links.LONGEST_EMAIL)
YES_NO: Final = Kind(name="yes or no", read=yes_no.read_yes_no, write=yes_no.write_yes_no, empty=None)
LATITUDE: Final = Kind(name="latitude", read=coordinates.read_latitude, write=coordinates.write_degrees, empty=None)
LONGITUDE: Final = Kind(name="longitude", read=coordinates.read_longitude, write=coordinates.write_degrees, empty=None)


@lru_cache(maxsize=64)
def age_up_to(most: int) -> Kind:
    """Ages in whole years from 0 to `most`."""
    return Kind(name="age", read=lambda text: ages.read_age(text, most), empty=None)


@lru_cache(maxsize=64)
def whole_number(low: int, high: int) -> Kind:
    """Whole numbers from `low` to `high`."""
    return Kind(name="whole number", read=lambda text: numbers.read_whole_number(text, low, high), empty=None)


@lru_cache(maxsize=64)
def decimal(low: float, high: float) -> Kind:
    """Numbers from `low` to `high`."""
    return Kind(
        name="decimal",
        read=lambda text: numbers.read_decimal(text, low, high),
        write="{:g}".format,
        empty=None,
    )


@lru_cache(maxsize=64)
def line(most: int) -> Kind:
    """Words on one line, of `most` characters or fewer."""
    return Kind(name="line", read=lambda text: words.read_line(text, most), most=most)


@lru_cache(maxsize=64)
def name_up_to(most: int) -> Kind:
    """Names of people, organisations, services and places, of `most` characters or fewer."""
    return Kind(name="name", read=lambda text: names.read_name(text, most), most=most)


@lru_cache(maxsize=64)
def address(most: int) -> Kind:
    """Postal addresses, of `most` characters or fewer."""
    return Kind(name="address", read=lambda text: words.read_address(text, most), most=most)


@lru_cache(maxsize=64)
def paragraphs(most: int) -> Kind:
    """Words of several lines, of `most` characters or fewer together."""
    return Kind(name="paragraphs", read=lambda text: words.read_paragraphs(text, most), most=most)
