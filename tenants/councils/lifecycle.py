"""What a new council needs of each room, in order. Lower rooms import no upper ones, so upper rooms register here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # AppConfigs import this module before models can load
    from tenants.councils.models import Council

Step = Callable[["Council"], None]
_steps: dict[str, Step] = {}


def register_step(name: str, on_create: Step) -> None:
    """Add a step, from an AppConfig.ready; steps run in the order of INSTALLED_APPS, inside the council's schema.

    A step must be idempotent. Registering a name again replaces that step and keeps its place.
    """
    _steps[name] = on_create


def run_steps(council: "Council") -> None:
    """Run every step for a council whose schema is open."""
    for step in _steps.values():
        step(council)
