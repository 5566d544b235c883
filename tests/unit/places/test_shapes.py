"""Joining, thinning and rounding off what maps draw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.places.postcode_squares import closed
from search.places.shapes import area, dissolve, simplified, smoothed


def square(left, bottom):
    return [(left, bottom), (left + 1, bottom), (left + 1, bottom + 1), (left, bottom + 1)]


def test_squares_side_by_side_become_one_ring():
    rings = dissolve([square(0, 0), square(1, 0), square(1, 1)])
    assert len(rings) == 1
    assert area(rings[0]) == 3


def test_squares_that_touch_at_a_corner_stay_two():
    assert [area(ring) for ring in dissolve([square(0, 0), square(1, 1)])] == [1, 1]


def test_a_hole_is_left_out():
    around = [square(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    rings = dissolve(around)
    assert [area(ring) for ring in rings] == [9]


def test_the_direction_a_file_draws_in_does_not_matter():
    assert area(dissolve([square(0, 0), square(1, 0)[::-1]])[0]) == 2


CELLS = st.frozensets(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=40)


@given(cells=CELLS)
def test_rings_hold_every_square_and_only_gaps_besides(cells):
    rings = dissolve(square(*cell) for cell in cells)
    assert sum(map(area, rings)) >= len(cells)
    corners = {corner for cell in cells for corner in square(*cell)}
    assert all(corner in corners for ring in rings for corner in ring)


@given(cells=CELLS, others=CELLS)
def test_closing_gaps_keeps_every_own_square_and_takes_none_of_others(cells, others):
    found = closed(cells, others - cells)
    assert cells <= found
    assert not found & (others - cells)


def test_a_gap_between_own_squares_is_filled_and_the_open_side_is_not():
    own = frozenset({(0, 0), (2, 0), (0, 2), (2, 2)})
    found = closed(own, frozenset())
    assert (1, 1) in found
    assert not {cell for cell in found if min(cell) < 0 or max(cell) > 2}


def test_corners_on_a_straight_line_go_and_those_off_it_stay():
    ring = [(0.0, 0.0), (1.0, 0.0), (2.0, 0.01), (3.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert simplified(ring, 0.1) == [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]


@pytest.mark.parametrize("ring", [square(0, 0), [(0, 0), (1, 0), (0, 1)]])
def test_a_small_ring_is_never_thinned_to_a_line(ring):
    assert simplified(ring, 100.0) == ring


def test_smoothing_cuts_corners_and_keeps_most_of_the_area():
    ring = smoothed(square(0, 0))
    assert len(ring) == 16
    assert 0.75 < area(ring) < 1
