"""What two listings are compared by when one may be the other: as SQL that indexes hold, and the same in Python."""

import re
from typing import Any, Final

from django.db.models import F, Func, Value
from django.db.models.functions import Lower

_NOT_DIGITS: Final = r"[^0-9]"
_ABROAD: Final = "^(00)?440?"
_ADDRESS: Final = r"^[a-z]+://(www\.)?([^/:?#]*).*$"


def phone_key(phone: str) -> str:
    """A phone number's digits, from 0: “+44 (0)1632 960001” and “01632 960001” are the same."""
    return re.sub(_ABROAD, "0", re.sub(_NOT_DIGITS, "", phone))


def phone_key_of(field: str) -> Func:
    """The same of a column."""
    return _replaced(_replaced(F(field), _NOT_DIGITS, "", "g"), _ABROAD, "0")


def host_key(url: str) -> str:
    """A website's host without `www.`; empty for what is no address."""
    address = url.strip().lower()
    return re.sub(_ADDRESS, r"\2", address, flags=re.DOTALL) if "://" in address else ""


def host_key_of(field: str) -> Func:
    """The same of a column of addresses."""
    return _replaced(Lower(field), _ADDRESS, r"\2")


def _replaced(text: Any, pattern: str, by: str, *flags: str) -> Func:
    return Func(text, Value(pattern), Value(by), *map(Value, flags), function="regexp_replace")
