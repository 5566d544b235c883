"""Web and e-mail addresses as people write them."""

import re
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from tenants.text.errors import BadText
from tenants.text.plain import folded
from tenants.text.words import too_long

BAD_ADDRESS: Final = "Enter a web address, like https://www.example.org"
BAD_EMAIL: Final = "Enter one email address, like name@example.org"
LONGEST_ADDRESS: Final = 500
LONGEST_EMAIL: Final = 254
_WRITTEN_TO: Final = re.compile(r"(?:mailto:)?([^\s<>]+)|[^<>]*<([^\s<>]+)>", re.IGNORECASE)
_check_address: Final = URLValidator(schemes=["http", "https"])
_check_email: Final = EmailValidator()


def read_web_address(text: str) -> str:
    """An address of a page, with https:// before it where it has neither that nor http://. Raises BadText."""
    plain = folded(text)
    scheme, separator, rest = plain.partition("://")
    address = f"{scheme.lower()}://{rest}" if separator else f"https://{plain.removeprefix('//')}"
    if len(address) > LONGEST_ADDRESS:
        raise BadText(too_long(address, LONGEST_ADDRESS))
    try:
        parts = urlsplit(address)
        _check_address(address.replace(parts.netloc, parts.netloc.replace("_", "0"), 1))
        usable = "@" not in parts.netloc and parts.port != 0
    except (ValidationError, ValueError) as error:
        raise BadText(BAD_ADDRESS) from error
    if not usable:
        raise BadText(BAD_ADDRESS)
    return address


def read_email(text: str) -> str:
    """One e-mail address: `sleep@example.org`, also behind `mailto:` or as `Sleep team <sleep@example.org>`.

    Raises BadText.
    """
    found = _WRITTEN_TO.fullmatch(folded(text))
    address = (found[1] or found[2]) if found else ""
    if len(address) > LONGEST_EMAIL:
        raise BadText(too_long(address, LONGEST_EMAIL))
    try:
        _check_email(address)
    except ValidationError as error:
        raise BadText(BAD_EMAIL) from error
    return address
