"""Vectors in a byte a number still say how alike two texts are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from search.meaning.vectors import likeness, pack, unpack

WIDTH = 16
numbers = st.floats(-1, 1, width=32).filter(lambda value: value == 0 or abs(value) > 1e-3)
vectors = arrays(np.float32, WIDTH, elements=numbers).filter(lambda vector: np.linalg.norm(vector) > 0.1)


def unit(vector):
    return (vector / np.linalg.norm(vector)).astype(np.float32)


@given(vectors, vectors)
def test_a_packed_vector_is_as_alike_to_another_as_the_whole_one(left, right):
    left, right = unit(left), unit(right)
    found = likeness(np.stack([unpack(pack(left))]), right)
    assert found.shape == (1,)
    assert found[0] == pytest.approx(float(left @ right), abs=0.02)


@given(vectors)
def test_a_vector_is_most_alike_to_itself(vector):
    rows = np.stack([unpack(pack(unit(vector))), unpack(pack(unit(-vector)))])
    alike = likeness(rows, unit(vector))
    assert alike[0] > 0.98
    assert alike[1] < -0.98


def test_many_rows_are_compared_as_few_are():
    rows = np.stack([unpack(pack(unit(np.eye(WIDTH, dtype=np.float32)[place % WIDTH]))) for place in range(10_000)])
    alike = likeness(rows, np.eye(WIDTH, dtype=np.float32)[3])
    assert np.flatnonzero(alike > 0.5).tolist() == list(range(3, 10_000, WIDTH))


def test_without_a_direction_nothing_is_alike():
    assert likeness(np.zeros((2, WIDTH), np.int8), unit(np.ones(WIDTH, np.float32))).tolist() == [0, 0]
