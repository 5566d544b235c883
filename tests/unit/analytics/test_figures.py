"""Nothing small is shown, and nothing small can be worked out from what is shown."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analytics.figures import FEWER, HELD, SMALLEST, figure, protect, share

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=6)


@pytest.mark.parametrize("count", range(5))
def test_a_count_below_5_is_never_told_from_another(count):
    assert figure(count) is FEWER
    assert str(figure(count)) == "fewer than 5"


@pytest.mark.parametrize(("count", "words"), [(5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15"), (1234, "1,235")])
def test_other_counts_are_rounded_to_the_nearest_5(count, words):
    assert str(figure(count)) == words


@given(st.integers(0, 10_000))
def test_a_figure_knows_what_it_can_stand_for(count):
    shown = figure(count)
    assert shown.low <= count <= shown.high
    assert shown.shown is None or shown.shown % 5 == 0


def possible_values(counts, protected):
    """What a reader who knows how figures are made can say of each small count: all numbers that it can be."""
    total = protected.total
    if total is HELD:
        return [set(range(SMALLEST)) for count in counts if count < SMALLEST]
    highest = total.high

    def values_of(shown):
        return range(SMALLEST, highest + 1) if shown is HELD else range(shown.low, min(shown.high, highest) + 1)

    possible = [set() for _ in counts]
    others = [values_of(shown) for shown in protected.figures]
    for index, shown in enumerate(protected.figures):
        rest = {0}
        for number, values in enumerate(others):
            if number != index:
                rest = {done + value for done, value in product(rest, values) if done + value <= highest}
        for value in values_of(shown):
            if any(total.low <= value + left <= total.high for left in rest):
                possible[index].add(value)
    return [values for values, count in zip(possible, counts, strict=True) if count < SMALLEST]


@given(COUNTS)
def test_a_hidden_row_of_a_list_can_always_be_one_of_several_numbers(counts):
    for values in possible_values(counts, protect(counts)):
        assert len(values) >= 3


@given(COUNTS)
def test_rows_are_shown_rounded_hidden_or_held_and_small_ones_always_hidden(counts):
    protected = protect(counts)
    for count, shown in zip(counts, protected.figures, strict=True):
        assert shown == figure(count) or (shown is HELD and count >= SMALLEST)
    assert protected.total in (figure(sum(counts)), HELD)


def test_the_smallest_large_row_is_held_back_when_rounding_is_not_enough():
    """7 + 7 + 4 would be shown as 5, 5, hidden and 20: the hidden one could only be 4."""
    protected = protect([7, 7, 4])
    assert [str(shown) for shown in protected.figures] == ["not shown", "5", "fewer than 5"]
    assert str(protected.total) == "20"


def test_the_total_is_held_back_when_every_row_is_small_and_would_be_given_away():
    """4 + 4 would be shown as hidden, hidden and 10, which is at least 8."""
    protected = protect([4, 4])
    assert protected.figures == (FEWER, FEWER)
    assert protected.total is HELD


def test_an_ordinary_list_keeps_every_row_that_is_large_enough():
    protected = protect([3, 40, 27])
    assert [str(shown) for shown in protected.figures] == ["fewer than 5", "40", "25"]
    assert str(protected.total) == "70"


def test_a_percentage_comes_from_the_rounded_figures_alone():
    assert share(figure(12), figure(48)) == share(figure(8), figure(52)) == "20%"
    assert share(figure(4), figure(48)) == "–"
    assert share(figure(2), figure(3)) == "–"
