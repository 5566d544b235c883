"""What an entry changed, field by field. Upper rooms say how their objects are compared: this one knows none."""

from collections.abc import Callable, Sequence
from typing import Final

from tenants.audit.models import Entry

Difference = tuple[str, str, str]
"""A field's words, what it was and what it is."""
Comparer = Callable[[Entry], Sequence[Difference]]

_comparers: Final[dict[str, Comparer]] = {}


def register_comparer(kind: str, comparer: Comparer) -> None:
    """Say in an AppConfig.ready how entries about a kind of object (`listings.service`) are compared."""
    _comparers[kind] = comparer


def differences_of(entry: Entry) -> list[Difference]:
    """What the entry itself says of before and after, else what its kind's comparer finds; none when nobody can say."""
    before, after = entry.details.get("before"), entry.details.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        return [(name, str(before.get(name, "")), str(after.get(name, ""))) for name in {**before, **after}]
    comparer = _comparers.get(entry.kind)
    return list(comparer(entry)) if comparer else []
