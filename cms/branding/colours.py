"""A council's two colours made readable: whatever was chosen, words on them and links in them reach WCAG's 4.5 to 1."""

from collections.abc import Callable
from typing import Final, NamedTuple

WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
READABLE: Final = 4.5
TINT_LUMINANCE: Final = 0.92
"""As light as a tint must be for small grey words on it."""
STEPS: Final = 50


class Palette(NamedTuple):
    """What `council.css` hands to the frame's style sheets."""

    colour: str
    """The council's main colour, behind the header."""
    on_colour: str
    """Words on it."""
    accent: str
    """The second colour as chosen: a line, never behind words."""
    ink: str
    """The main colour, dark enough for links and buttons on white and on the tint."""
    tint: str
    """The second colour, light enough to stand behind words."""


def palette(colour: str, accent: str) -> Palette:
    """The palette of two colours written `#rrggbb`."""
    tint = _first(lambda part: _mix(accent, WHITE, part), lambda each: luminance(each) >= TINT_LUMINANCE)
    ink = _first(lambda part: _mix(colour, BLACK, part), lambda each: contrast(each, tint) >= READABLE)
    return Palette(colour=colour, on_colour=words_on(colour), accent=accent, ink=ink, tint=tint)


def words_on(colour: str) -> str:
    """White where white can be read on `colour`, else black (one of the two always can)."""
    return WHITE if contrast(WHITE, colour) >= READABLE else BLACK


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 for black to 1 for white."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(colour: str, towards: str, part: float) -> str:
    pairs = zip(_channels(colour), _channels(towards), strict=True)
    return "#" + "".join(f"{round(here + (there - here) * part):02x}" for here, there in pairs)


def _first(shade: Callable[[float], str], fits: Callable[[str], bool]) -> str:
    """The shade nearest to the colour itself that fits; the last one always does."""
    shades = (shade(step / STEPS) for step in range(STEPS))
    return next(filter(fits, shades), shade(1))
