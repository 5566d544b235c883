"""Signed values that name the council they were made for: another council's host refuses them."""

from datetime import timedelta
from typing import Any

from django.core import signing

from tenants.councils.scope import current_council

BadSignature = signing.BadSignature


def dumps(value: Any, *, purpose: str) -> str:
    """Sign a JSON value for one purpose of the council whose schema is open. Raises UnknownCouncil outside one."""
    return signing.dumps(value, salt=_salt(purpose))


def loads(token: str, *, purpose: str, max_age: timedelta | None = None) -> Any:
    """The value of a token; raises BadSignature when it is forged, too old, or another council's or purpose's."""
    return signing.loads(token, salt=_salt(purpose), max_age=max_age)


def _salt(purpose: str) -> str:
    council = current_council()
    return f"council:{council.pk}:{council.schema_name}:{purpose}"
