"""Leaves a server alone that keeps failing, so that nobody waits for it: plain Python, one breaker a server."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Final

FAILURES_TO_OPEN: Final = 3
OPEN_SECONDS: Final = 10.0


class CircuitBreaker:
    """Stops asking a server that keeps failing, and lets one caller in every `open_seconds` try it again."""

    def __init__(
        self,
        *,
        failures_to_open: int = FAILURES_TO_OPEN,
        open_seconds: float = OPEN_SECONDS,
        clock: Callable[[], float] = monotonic,
        on_open: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        """`on_open` is told for how many seconds the breaker is open, each time it opens."""
        self._failures_to_open = failures_to_open
        self._open_seconds = open_seconds
        self._clock = clock
        self._on_open = on_open
        self._lock = Lock()
        self._failures = 0
        self._closed_again_at = 0.0

    def allows(self) -> bool:
        """Whether to ask the server now. While it is open, one caller gets to probe and the others wait on."""
        with self._lock:
            if self._failures < self._failures_to_open:
                return True
            now = self._clock()
            if now < self._closed_again_at:
                return False
            self._closed_again_at = now + self._open_seconds
            return True

    def succeeded(self) -> None:
        """The server answered: ask it as usual."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The server did not answer."""
        with self._lock:
            self._failures += 1
            opened = self._failures >= self._failures_to_open
            if opened:
                self._closed_again_at = self._clock() + self._open_seconds
        if opened:
            self._on_open(self._open_seconds)
