"""Which documents mean what was typed: the council's readings, kept in memory by each process.

Both engines are given the same documents with the same points, so that they go on ordering alike.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, sqrt
from threading import Lock
from typing import Final, NamedTuple

import numpy as np

from search.matching import ranking
from search.meaning.encoder import encoder
from search.meaning.vectors import Bytes, Vector, likeness, unpack
from search.reading.models import Reading
from tenants.councils.scope import current_council

MOST_BYTES: Final = 48_000_000
"""What a process keeps of all councils' readings: those asked for longest ago go first."""
_USUAL_WEIGHT: Final = 50
"""What is usual of the model counts as so many listings: few tell little of what is usual among them."""
_BYTES_A_CODE: Final = 100
_POINTS_STEP: Final = 4
"""Points come in quarters, which both engines add up exactly."""


class Nearest(NamedTuple):
    """Documents by their keys: the points of those that mean or speak of what was typed, and those found for it."""

    points: tuple[tuple[str, float], ...] = ()
    found: tuple[str, ...] = ()


@dataclass(slots=True)
class _Readings:
    """A council's readings up to a version: documents' places, their vectors in rows, and which places have a code."""

    version: int = 0
    places: dict[str, int] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    vectors: Bytes = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    codes: dict[str, set[int]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def size(self) -> int:
        return self.vectors.nbytes + _BYTES_A_CODE * sum(map(len, self.codes.values()))


_kept: OrderedDict[int, _Readings] = OrderedDict()
_lock: Final = Lock()


def nearest(text: str, codes: Collection[str]) -> Nearest:
    """What means the text or speaks of the codes (`need:autism`) in the open council. One query; none without either.

    Raises UnknownCouncil outside a council.
    """
    vector = _vector_of(text)
    if vector is None and not codes:
        return Nearest()
    readings = _readings()
    with readings.lock:
        _add_later(readings)
        worth = _spoken_of(readings, codes)
        if vector is None or not readings.vectors.size:
            return _nearest(readings, worth, np.zeros(len(worth), bool))
        alike = likeness(readings.vectors, vector)
    above = _above_usual(alike)
    meant = ranking.MEANING * np.maximum(above - ranking.MEANT_FROM, 0)
    meant[_all_but_first(meant, ranking.MOST_MEANT)] = 0
    found = (above >= ranking.FOUND_FROM) & (alike >= encoder().model.telling_likeness)
    found[_all_but_first(np.where(found, above, 0), ranking.MOST_FOUND)] = False
    return _nearest(readings, worth + meant, found)


def forget_readings() -> None:
    """Let go of what this process keeps of all councils."""
    with _lock:
        _kept.clear()


def _nearest(readings: _Readings, worth: Vector, found: np.ndarray) -> Nearest:
    worth = np.round(worth * _POINTS_STEP).astype(np.float32) / np.float32(_POINTS_STEP)
    worth[_all_but_first(worth, ranking.MOST_WORTH)] = 0
    order = sorted(np.flatnonzero(worth), key=lambda place: (-worth[place], readings.keys[place]))
    return Nearest(
        points=tuple((readings.keys[place], float(worth[place])) for place in order),
        found=tuple(sorted(readings.keys[place] for place in np.flatnonzero(found))),
    )


def _all_but_first(values: Vector, most: int) -> np.ndarray:
    """The places of all but the greatest values."""
    return np.argsort(-values, kind="stable")[most:]


def _above_usual(alike: Vector) -> Vector:
    """How far above what is usual each likeness is, in standard deviations."""
    model, total = encoder().model, len(alike) + _USUAL_WEIGHT
    mean = (float(alike.sum()) + _USUAL_WEIGHT * model.usual_likeness) / total
    squares = float(((alike - mean) ** 2).sum()) + _USUAL_WEIGHT * model.usual_spread**2
    above: Vector = (alike - np.float32(mean)) / np.float32(sqrt(squares / total))
    return above


def _spoken_of(readings: _Readings, codes: Collection[str]) -> Vector:
    """Points for the codes that a document's own words speak of: more for rare ones, less where many were asked for."""
    worth = np.zeros(len(readings.keys), np.float32)
    for code in codes:
        places = readings.codes.get(code, set())
        rare = log(1 + (len(worth) - len(places) + 0.5) / (len(places) + 0.5))
        share = min(ranking.MOST_RARE, rare / ranking.USUAL_RARITY) / sqrt(len(codes))
        worth[list(places)] += np.float32(ranking.SPEAKS_OF * share)
    return worth


def _readings() -> _Readings:
    """The open council's, as they were when somebody last searched there."""
    council = current_council().pk
    with _lock:
        readings = _kept.setdefault(council, _Readings())
        _kept.move_to_end(council)
        while len(_kept) > 1 and sum(each.size for each in _kept.values()) > MOST_BYTES:
            _kept.popitem(last=False)
    return readings


def _add_later(readings: _Readings) -> None:
    """What was read since; other councils' searches don't wait for it."""
    later = Reading.objects.filter(version__gt=readings.version).order_by("version")
    _add(readings, later.values_list("key", "version", "model", "vector", "codes"))


def _add(readings: _Readings, rows: Iterable[tuple[str, int, str, bytes | memoryview | None, list[str]]]) -> None:
    vectors, known = dict[int, Bytes](), encoder().model.name
    for key, version, model, packed, codes in rows:
        place = readings.places.setdefault(key, len(readings.keys))
        if place == len(readings.keys):
            readings.keys.append(key)
        for places in readings.codes.values():
            places.discard(place)
        for code in codes:
            readings.codes.setdefault(code, set()).add(place)
        if packed and model == known:
            vectors[place] = unpack(packed)
        readings.version = version
    if vectors or len(readings.vectors) < len(readings.keys):
        _set_vectors(readings, vectors)


def _set_vectors(readings: _Readings, vectors: dict[int, Bytes]) -> None:
    width = len(next(iter(vectors.values()), readings.vectors[:1].ravel()))
    rows = np.zeros((len(readings.keys), width), np.int8)
    if readings.vectors.shape[1:] == (width,):
        rows[: len(readings.vectors)] = readings.vectors
    for place, vector in vectors.items():
        rows[place] = vector
    readings.vectors = rows


@lru_cache(maxsize=1024)
def _vector_of(text: str) -> Vector | None:
    """People of one council type the same few searches, and go on from page to page."""
    return encoder().encode(text, search=True)
