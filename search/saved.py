"""The services a family has saved, as they travel in an address: no cookie, no account, no row."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

MOST: Final = 50
"""So many fit into an address that every browser, proxy and mail program takes."""
_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class BadSaved(ValueError):
    """Saved services that can't be read; the message is for the family."""


FROM: Final = ("from", "search")
"""What a result's link carries, so that it is counted as opened from a search."""


def result_url(url: str, postcode: str = "", ids: Iterable[str] = ()) -> str:
    """A service's page as a search leads to it: it shows how far it is from the postcode, and keeps what is saved."""
    where = [("postcode", postcode)] if postcode else []
    return f"{url}?{urlencode([FROM, *where, *(('ids', each) for each in ids)])}"


def read_saved(values: Iterable[str]) -> tuple[str, ...]:
    """The ids of saved services from the values of `ids`, each with commas between several; in order and each once.

    Raises BadSaved for what is no id, and for more than MOST.
    """
    parts = (part.strip().lower() for value in values for part in value.split(","))
    ids = tuple(dict.fromkeys(part for part in parts if part))
    wrong = next((part for part in ids if not _UUID.fullmatch(part)), None)
    if wrong is not None:
        raise BadSaved(f"“{wrong[:40]}” is not the id of a service. Check that you have the whole link.")
    if len(ids) > MOST:
        raise BadSaved(f"A list can have up to {MOST} services, and this one has {len(ids)}.")
    return ids
