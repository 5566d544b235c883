"""Times of several pieces of work, taken in turns so that whatever else the machine does weighs on all alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Self

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median and the 95th percentile of some times, in milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Self:
        """The spread of at least one time."""
        p95 = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
        return cls(median(seconds) * 1000, p95 * 1000)

    def __str__(self) -> str:
        return f"{in_words(self.p50)} / {in_words(self.p95)}"


def in_words(milliseconds: float) -> str:
    """A time as people read it: `4.2 ms`, `180 ms`, `2.50 s`."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.2f} s"
    return f"{milliseconds:.0f} ms" if milliseconds >= 100 else f"{milliseconds:.1f} ms"


def seconds_of(work: Work) -> float:
    """How long some work takes once."""
    began = perf_counter()
    work()
    return perf_counter() - began


def in_turns(cases: Sequence[Mapping[str, Work]], rounds: int, warm_ups: int = 1) -> dict[str, list[float]]:
    """Time every case's pieces of work, by name, `rounds` times; every second time in the other order.

    Each is done `warm_ups` times before anything is timed.
    """
    for _ in range(warm_ups):
        for case in cases:
            for work in case.values():
                work()
    times: dict[str, list[float]] = {name: [] for case in cases for name in case}
    for turn in range(rounds):
        for number, case in enumerate(cases):
            names = list(case)[:: 1 if (turn + number) % 2 == 0 else -1]
            for name in names:
                times[name].append(seconds_of(case[name]))
    return times
