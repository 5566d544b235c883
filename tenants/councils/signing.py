"""Signed values that name the council they were made for: another council's host refuses them."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from tenants.councils.scope import current_council

BadSignature = signing.BadSignature
MARK_LENGTH: Final = 16


def dumps(value: Any, *, purpose: str) -> str:
    """Sign a JSON value for one purpose of the council whose schema is open. Raises UnknownCouncil outside one."""
    return signing.dumps(value, salt=_salt(purpose))


def loads(token: str, *, purpose: str, max_age: timedelta | None = None) -> Any:
    """The value of a token; raises BadSignature when it is forged, too old, or another council's or purpose's."""
    return signing.loads(token, salt=_salt(purpose), max_age=max_age)


def mark_of(value: str, *, purpose: str) -> str:
    """MARK_LENGTH hexadecimal characters that nobody makes of a value without our key."""
    return _mark(value, purpose, settings.SECRET_KEY)


def is_mark_of(given: str, value: str, *, purpose: str) -> bool:
    """Whether this key made a mark of the value, or one that was ours before it (SECRET_KEY_FALLBACKS)."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(given, _mark(value, purpose, key)) for key in keys)


def _mark(value: str, purpose: str, key: str) -> str:
    return salted_hmac(purpose, value, secret=key, algorithm="sha256").hexdigest()[:MARK_LENGTH]


def _salt(purpose: str) -> str:
    council = current_council()
    return f"council:{council.pk}:{council.schema_name}:{purpose}"
