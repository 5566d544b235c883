"""Beat's scheduler, with a sign of life."""

from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler


class LivingScheduler(PersistentScheduler):
    """Touches `….heartbeat` beside its schedule at each tick, every few seconds: one that hangs stops doing so.

    The schedule itself may be lost: what runs daily, and when it ran last, is in the database (infra/decisions/0014).
    """

    def tick(self, *args: Any, **options: Any) -> float:
        """Send what is due; gives the seconds until the next tick."""
        seconds: float = super().tick(*args, **options)
        Path(f"{self.schedule_filename}.heartbeat").touch()  # type: ignore[attr-defined] # the stubs lack it
        return seconds
