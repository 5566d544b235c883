"""What a council's beginning and end need of each room, in order. Lower rooms import no upper ones, so these register.

Steps are registered from an AppConfig.ready and run in the order of INSTALLED_APPS. Each must be idempotent.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # AppConfigs import this module before models can load
    from tenants.councils.models import Council

Step = Callable[["Council"], object]
_steps: dict[str, Step] = {}
_deletions: dict[str, Step] = {}


def register_step(name: str, on_create: Step) -> None:
    """Add a step of making a council, inside its schema. Registering a name again replaces that step in its place."""
    _steps[name] = on_create


def register_deletion(name: str, on_delete: Step) -> None:
    """Add a step that takes away what a council has outside the database. The council is open, its schema is gone."""
    _deletions[name] = on_delete


def run_steps(council: "Council") -> None:
    """Run every step of making a council whose schema is open."""
    for step in _steps.values():
        step(council)


def run_deletions(council: "Council") -> None:
    """Run every step of deleting a council."""
    for step in _deletions.values():
        step(council)
