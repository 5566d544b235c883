"""What a confined reader may use."""

from dataclasses import dataclass
from typing import Final

MB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`memory` is all that the process may map, in bytes, with the 60 MB or so that Python and its libraries take.
    `cpu` is in seconds of a processor, `wall` in seconds on the clock, `answer` the most bytes that come back.

    What is usual fits into a request: gunicorn ends the process that waits after half a minute."""

    memory: int = 512 * MB
    cpu: int = 15
    wall: float = 25
    answer: int = 64 * MB
