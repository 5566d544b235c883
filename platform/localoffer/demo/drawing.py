"""A canvas with the few shapes and colours that the demo's pictures are made of."""

import io
from typing import Final

from PIL import Image, ImageDraw, ImageFont

Box = tuple[float, float, float, float]

WIDTH: Final = 960
HEIGHT: Final = 640
FINER: Final = 2
"""Drawn so many times larger, then made smaller, so that edges are smooth."""

SKY: Final = "#dcecf2"
EVENING: Final = "#2f4a63"
GRASS: Final = "#9cc39a"
FAR: Final = "#bcd8b6"
LEAF: Final = "#5d9476"
DARK_LEAF: Final = "#447a60"
WOOD: Final = "#8a6a52"
SAND: Final = "#f1e4cc"
SUN: Final = "#f6d58a"
BRICK: Final = "#d99a7c"
ROOF: Final = "#7d5a5a"
WATER: Final = "#7fb8cf"
LIGHT: Final = "#fdf6e3"
RED: Final = "#c8695f"
BLUE: Final = "#4f7ea3"
YELLOW: Final = "#e8b659"


class Drawing:
    """A canvas of 960 by 640, with the few shapes that the pictures are made of."""

    def __init__(self, background: str) -> None:
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), background)
        self._draw = ImageDraw.Draw(self.image)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A disc around a point."""
        self.oval((x - radius, y - radius, x + radius, y + radius), colour)

    def oval(self, box: Box, colour: str) -> None:
        """An ellipse in a box."""
        self._draw.ellipse([FINER * edge for edge in box], colour)

    def block(self, box: Box, colour: str, *, radius: float = 0) -> None:
        """A rectangle, its corners round when asked."""
        self._draw.rounded_rectangle([FINER * edge for edge in box], FINER * radius, colour)

    def shape(self, points: list[tuple[float, float]], colour: str) -> None:
        """What lies between these points."""
        self._draw.polygon([(FINER * x, FINER * y) for x, y in points], colour)

    def country(self) -> None:
        """Sun, hills and grass."""
        self.disc(790, 130, 62, SUN)
        self.oval((-260, 300, 620, 900), FAR)
        self.oval((380, 330, 1300, 960), FAR)
        self.block((0, 480, WIDTH, HEIGHT), GRASS)

    def tree(self, x: float, foot: float, size: float = 1) -> None:
        """A round tree that stands on a line."""
        self.block((x - 9 * size, foot - 90 * size, x + 9 * size, foot), WOOD)
        self.disc(x - 24 * size, foot - 115 * size, 48 * size, DARK_LEAF)
        self.disc(x + 22 * size, foot - 135 * size, 56 * size, LEAF)

    def fir(self, x: float, foot: float, size: float = 1) -> None:
        """A fir that stands on a line."""
        self.block((x - 8 * size, foot - 40 * size, x + 8 * size, foot), WOOD)
        for step, half in enumerate((78, 62, 44)):
            bottom = foot - (30 + 62 * step) * size
            points = [(x - half * size, bottom), (x + half * size, bottom), (x, bottom - 118 * size)]
            self.shape(points, DARK_LEAF if step % 2 else LEAF)

    def windows(self, columns: list[float], top: float, *, width: float = 62, height: float = 74) -> None:
        """A row of lit windows."""
        for left in columns:
            self.block((left, top, left + width, top + height), LIGHT, radius=4)
            self.block((left + width / 2 - 2, top, left + width / 2 + 2, top + height), BLUE)

    def words(self, x: float, middle: float, text: str, size: float, colour: str) -> None:
        """A line of text from a point on, around a height."""
        font = ImageFont.load_default(FINER * size)
        self._draw.text((FINER * x, FINER * middle), text, colour, font, anchor="lm")

    def png(self) -> bytes:
        """The finished picture, every pixel as drawn."""
        buffer = io.BytesIO()
        self.image.reduce(FINER).save(buffer, "PNG")
        return buffer.getvalue()

    def jpeg(self) -> bytes:
        """The finished picture."""
        buffer = io.BytesIO()
        self.image.reduce(FINER).save(buffer, "JPEG", quality=90)
        return buffer.getvalue()
