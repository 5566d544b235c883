"""Whatever colours a council chooses, its pages can be read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cms.branding.colours import BLACK, WHITE, contrast, palette, words_on

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
QUIET_GREY = "#484949"


@given(colours, colours)
@example("#ffffff", "#ffffff")
@example("#000000", "#000000")
@example("#f5d547", "#ff5533")
def test_words_and_links_reach_the_contrast_that_wcag_asks(colour, accent):
    shades = palette(colour, accent)

    assert contrast(shades.on_colour, shades.colour) >= 4.5
    assert contrast(shades.ink, WHITE) >= 4.5
    assert contrast(shades.ink, shades.tint) >= 4.5
    assert contrast(QUIET_GREY, shades.tint) >= 4.5


@given(colours, colours)
def test_the_councils_own_colours_are_kept_where_no_words_stand_on_them(colour, accent):
    shades = palette(colour, accent)

    assert (shades.colour, shades.accent) == (colour, accent)


@pytest.mark.parametrize(
    ("colour", "words"), [("#1d5b79", WHITE), ("#f5d547", BLACK), ("#ffffff", BLACK), ("#000000", WHITE)]
)
def test_words_on_a_colour_are_white_where_they_can_be(colour, words):
    assert words_on(colour) == words


def test_a_colour_that_is_dark_enough_stays_the_ink():
    assert palette("#1d5b79", "#f3f6f8").ink == "#1d5b79"


def test_contrast_runs_from_1_to_21():
    assert contrast(WHITE, WHITE) == 1
    assert round(contrast(WHITE, BLACK)) == 21
