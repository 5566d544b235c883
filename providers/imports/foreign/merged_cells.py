"""Cells that are merged downwards: their value stands in the first row, and counts for the rows below it."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

Merge = tuple[int, int, int]
"""A column, counted from 0, and the first and last row."""
_MOST: Final = 5_000
_PART: Final = 1024 * 1024
_LONGEST: Final = 100
_MERGE: Final = re.compile(rb'<(?:\w{1,20}:)?mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


def merges_of(content: bytes, path: str) -> list[Merge]:
    """The merged cells of several rows in a workbook's sheet, whose part of the package has the name `path`; the reader
    of workbooks that spares memory leaves them out."""
    found: list[Merge] = []
    rest = b""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book, book.open(path.lstrip("/")) as sheet:
            while part := sheet.read(_PART):
                text = rest + part
                end = 0
                for merge in _MERGE.finditer(text):
                    end = merge.end()
                    first, last = int(merge[2]), int(merge[4])
                    if last > first and len(found) < _MOST:
                        found.append((_index(merge[1]), first, last))
                rest = text[max(end, len(text) - _LONGEST) :]
    except (KeyError, zipfile.BadZipFile, OSError, ValueError):
        return []
    return found


def filled_down(rows: Iterable[tuple[int, list[str]]], merges: list[Merge]) -> Iterator[tuple[int, list[str]]]:
    """The rows with the value of a merged cell in each of its rows. A row that holds nothing else stays blank."""
    if not merges:
        yield from rows
        return
    waiting = sorted(merges, key=lambda merge: merge[1], reverse=True)
    held: list[tuple[int, int, str]] = []
    for number, cells in rows:
        held = [each for each in held if each[1] >= number]
        while waiting and waiting[-1][1] <= number:
            column, first, last = waiting.pop()
            if first == number and column < len(cells):
                held.append((column, last, cells[column]))
        filled = [*cells, *[""] * (max((column for column, _, _ in held), default=-1) + 1 - len(cells))]
        for column, _, value in held:
            filled[column] = filled[column] or value
        yield number, filled


def _index(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
