"""Calm pictures for the demo's listings, drawn here: no photo of anybody, and no licence to ask for."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from localoffer.demo.drawing import (
    BLUE,
    BRICK,
    EVENING,
    FAR,
    GRASS,
    HEIGHT,
    LEAF,
    LIGHT,
    RED,
    ROOF,
    SAND,
    SKY,
    SUN,
    WATER,
    WIDTH,
    WOOD,
    YELLOW,
    Drawing,
)


def _house() -> Drawing:
    drawing = Drawing(SKY)
    drawing.country()
    drawing.tree(170, 520, 1.3)
    drawing.block((310, 310, 690, 530), BRICK)
    drawing.shape([(275, 320), (725, 320), (620, 190), (380, 190)], ROOF)
    drawing.block((585, 150, 625, 250), ROOF)
    drawing.windows([345, 590], 350)
    drawing.block((460, 390, 540, 530), BLUE, radius=8)
    drawing.shape([(460, 530), (540, 530), (640, 640), (380, 640)], SAND)
    drawing.tree(800, 530, 1)
    return drawing


def _pool() -> Drawing:
    drawing = Drawing("#e6f1f3")
    drawing.windows([60, 245, 430, 615, 800], 70, width=110, height=170)
    drawing.block((0, 310, WIDTH, HEIGHT), SAND)
    drawing.shape([(110, 350), (850, 350), (WIDTH, HEIGHT), (0, HEIGHT)], WATER)
    for left in (300, 560):
        for step in range(10):
            top = 356 + step * 30
            x = left + (left - 430) * step * 0.055
            drawing.disc(x, top, 5 + step * 0.7, RED if step % 2 else LIGHT)
    drawing.disc(700, 470, 62, YELLOW)
    drawing.disc(700, 470, 30, WATER)
    drawing.block((70, 240, 84, 430), BLUE, radius=6)
    drawing.block((70, 240, 190, 254), BLUE, radius=6)
    drawing.block((150, 254, 196, 350), LIGHT, radius=10)
    return drawing


def _screen() -> Drawing:
    drawing = Drawing("#47475f")
    drawing.block((170, 90, 790, 400), LIGHT, radius=10)
    drawing.block((190, 110, 770, 380), SKY, radius=4)
    drawing.disc(660, 180, 36, SUN)
    drawing.shape([(190, 380), (380, 230), (520, 380)], FAR)
    drawing.shape([(400, 380), (590, 260), (770, 380)], GRASS)
    for left, colour in ((60, RED), (800, RED)):
        drawing.block((left, 40, left + 100, 470), colour, radius=24)
    for row, top in enumerate((450, 540)):
        for number in range(8):
            left = 40 + number * 116 - row * 40
            drawing.block((left, top, left + 96, top + 140), BLUE if row else "#5d6f96", radius=26)
    return drawing


def _woods() -> Drawing:
    drawing = Drawing(SKY)
    drawing.country()
    for x, size in ((70, 1.2), (210, 1.6), (370, 1.2), (640, 1.3), (790, 1.7), (910, 1.2)):
        drawing.fir(x, 520, size)
    drawing.shape([(430, 640), (570, 640), (520, 500), (490, 500)], SAND)
    drawing.shape([(560, 560), (720, 560), (640, 440)], SAND)
    drawing.shape([(620, 560), (660, 560), (640, 490)], WOOD)
    return drawing


def _school() -> Drawing:
    drawing = Drawing(SKY)
    drawing.country()
    drawing.block((150, 270, 810, 510), BRICK)
    drawing.block((130, 245, 830, 280), ROOF, radius=6)
    drawing.shape([(380, 250), (580, 250), (480, 165)], ROOF)
    drawing.disc(480, 222, 20, LIGHT)
    drawing.windows([190, 285, 620, 715], 320)
    drawing.block((415, 350, 545, 510), BLUE, radius=6)
    drawing.windows([440, 488], 370, width=32, height=60)
    drawing.shape([(415, 510), (545, 510), (760, 640), (300, 640)], SAND)
    drawing.tree(70, 530, 1)
    drawing.tree(890, 530, 1.2)
    return drawing


def _pitch() -> Drawing:
    drawing = Drawing(SKY)
    drawing.country()
    drawing.fir(80, 490, 0.9)
    drawing.fir(900, 490, 1.1)
    for left in range(0, WIDTH, 240):
        drawing.shape([(left, 640), (left + 120, 640), (left * 0.6 + 270, 480), (left * 0.6 + 198, 480)], FAR)
    for box in ((330, 330, 342, 500), (618, 330, 630, 500), (330, 330, 630, 342)):
        drawing.block(box, LIGHT)
    for x in range(360, 620, 30):
        drawing.block((x, 342, x + 2, 486), "#eef3ea")
    drawing.disc(480, 566, 34, LIGHT)
    drawing.disc(480, 566, 12, EVENING)
    return drawing


def _toys() -> Drawing:
    drawing = Drawing("#f4ead9")
    drawing.windows([110], 80, width=260, height=220)
    drawing.block((0, 450, WIDTH, HEIGHT), "#d8b893")
    drawing.oval((140, 480, 840, 640), "#b9d3cc")
    for left, top, colour in ((250, 450, RED), (360, 450, BLUE), (305, 345, YELLOW)):
        drawing.block((left, top, left + 100, top + 100), colour, radius=10)
    drawing.disc(650, 500, 66, LEAF)
    drawing.shape([(596, 462), (704, 462), (716, 500), (584, 500)], LIGHT)
    drawing.block((560, 150, 840, 164), WOOD)
    for left, height, colour in ((580, 84, BLUE), (626, 100, RED), (672, 76, YELLOW), (718, 92, LEAF)):
        drawing.block((left, 150 - height, left + 36, 150), colour, radius=3)
    return drawing


def _fields() -> Drawing:
    drawing = Drawing(SKY)
    drawing.country()
    drawing.block((560, 300, 800, 490), RED)
    drawing.shape([(540, 310), (820, 310), (760, 220), (600, 220)], ROOF)
    drawing.block((640, 370, 720, 490), LIGHT)
    drawing.tree(880, 510, 1.1)
    for x in range(30, WIDTH, 110):
        drawing.block((x, 490, x + 16, 600), WOOD, radius=4)
    for top in (515, 558):
        drawing.block((0, top, WIDTH, top + 14), WOOD)
    return drawing


def _music() -> Drawing:
    drawing = Drawing("#f0e6ee")
    drawing.block((90, 400, 870, 560), LIGHT, radius=12)
    for x in range(90, 870, 60):
        drawing.block((x, 400, x + 3, 560), EVENING)
    for x in range(130, 850, 60):
        if (x - 130) // 60 % 7 not in (2, 6):
            drawing.block((x, 400, x + 36, 495), EVENING, radius=4)
    for x, y, colour in ((230, 250, RED), (430, 190, BLUE), (640, 240, LEAF)):
        drawing.oval((x - 40, y + 60, x + 20, y + 105), colour)
        drawing.block((x + 8, y - 60, x + 20, y + 85), colour)
        drawing.shape([(x + 8, y - 60), (x + 80, y - 30), (x + 80, y), (x + 20, y - 25)], colour)
    return drawing


_PICTURES: Final[Mapping[str, Callable[[], Drawing]]] = {
    "house": _house,
    "pool": _pool,
    "screen": _screen,
    "woods": _woods,
    "school": _school,
    "pitch": _pitch,
    "toys": _toys,
    "fields": _fields,
    "music": _music,
}
SHOWS: Final[Mapping[str, str]] = {
    "house": "Drawing of a brick house with a blue door, between two trees",
    "pool": "Drawing of a bright swimming pool with a hoist and a yellow ring",
    "screen": "Drawing of a cinema screen with a picture of hills, seen over rows of seats",
    "woods": "Drawing of a tent and a path among fir trees",
    "school": "Drawing of a school with a wide path to its blue door",
    "pitch": "Drawing of a football in front of a goal",
    "toys": "Drawing of a playroom with building blocks, a ball and books",
    "fields": "Drawing of a red barn behind a wooden fence",
    "music": "Drawing of coloured notes above piano keys",
}
"""What each picture shows, in the words that are read out to those who can't see it."""


@cache
def picture(name: str) -> bytes:
    """A picture of SHOWS, as a JPEG."""
    return _PICTURES[name]().jpeg()
