"""Vectors as they are kept: a byte for each of their numbers, which orders listings as the whole numbers would."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""Of length 1, so that the product of two is how alike they are: 1 the same, 0 nothing to do with each other."""
Bytes = NDArray[np.int8]
_LARGEST: Final = 127
_ROWS_AT_ONCE: Final = 4096
"""So many are widened to compare them at a time: the rest stays small in memory."""


def pack(vector: Vector) -> bytes:
    """A vector in as many bytes as it has numbers; only its direction is kept."""
    scaled = vector * (_LARGEST / max(float(np.abs(vector).max()), 1e-9))
    return bytes(np.rint(scaled).astype(np.int8).tobytes())


def unpack(packed: bytes | memoryview) -> Bytes:
    """The numbers of one packed vector."""
    return np.frombuffer(packed, np.int8)


def likeness(rows: Bytes, vector: Vector) -> Vector:
    """How alike each of some packed vectors (one a row) is to another one: from -1 to 1."""
    return np.concatenate(
        [_likeness(rows[at : at + _ROWS_AT_ONCE], vector) for at in range(0, len(rows), _ROWS_AT_ONCE)]
    )


def _likeness(rows: Bytes, vector: Vector) -> Vector:
    wide = rows.astype(np.float32)
    found: Vector = wide @ vector / np.maximum(np.sqrt(np.einsum("ij,ij->i", wide, wide)), np.float32(1e-9))
    return found
