"""What each room has of a council: how its part is made and taken away. Lower rooms import no upper ones, so each
room registers its parts from an AppConfig's `ready`, and they run in the order of INSTALLED_APPS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # AppConfigs import this module before models can load
    from tenants.councils.models import Council

Step = Callable[["Council"], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPart:
    """One room's part of each council.

    `create` runs inside the council's schema, in the transaction that makes the council, and must be idempotent.
    `delete` takes away what lies outside the database; the council is open, its schema is gone. It may run twice.
    `left` counts what is still there after it.
    """

    name: str
    create: Step | None = None
    delete: Step | None = None
    left: Callable[["Council"], int] | None = None


_parts: dict[str, CouncilPart] = {}


def register_part(part: CouncilPart) -> None:
    """Add a part. Registering a name again replaces that part in its place."""
    _parts[part.name] = part


def create_parts(council: "Council") -> None:
    """Make every part of a council whose schema is open."""
    for part in _parts.values():
        if part.create is not None:
            part.create(council)


def delete_parts(council: "Council") -> None:
    """Take away every part of a council that lies outside the database."""
    for part in _parts.values():
        if part.delete is not None:
            part.delete(council)


def left_of_parts(council: "Council") -> dict[str, int]:
    """How much each part still has of a deleted council outside the database, by its name."""
    return {part.name: part.left(council) for part in _parts.values() if part.left is not None}
