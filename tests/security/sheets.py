"""Spreadsheets that are small as they come and large inside, and such as are honest and large."""

import io
import zipfile
from collections.abc import Callable

UNPACKED = 20 * 1024 * 1024
"""Less than what is refused unread, and far more than can be read."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ROWS = (
    '<row r="1"><c t="inlineStr"><is><t>external_id</t></is></c><c t="inlineStr"><is><t>name</t></is></c></row>'
    '<row r="2"><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>Club</t></is></c></row>'
)


def workbook(*, rows: str = "", after: str = "", strings: str = "", xfs: str = "") -> bytes:
    """A workbook with one row, and more of what each part holds."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="One" sheetId="1" '
        f'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{_ROWS}{rows}</sheetData>'
        f"{after}</worksheet>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts><font/></fonts><fills><fill>'
        "<patternFill/></fill></fills><borders>"
        f"<border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/>{xfs}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _again(text: str) -> str:
    return text * (UNPACKED // len(text))


def _many_parts() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}", "")
    return file.getvalue()


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"xl/{number}.xml", bytes(UNPACKED))
    return file.getvalue()


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "empty-rows": lambda: workbook(rows=_again("<row/>")),
    "shared-strings": lambda: workbook(strings=_again("<si/>")),
    "styles": lambda: workbook(xfs=_again("<xf/>")),
    "long-cell": lambda: workbook(rows=f'<row><c t="inlineStr"><is><t>{_again("x")}</t></is></c></row>'),
    "many-parts": _many_parts,
    "bomb": _bomb,
}
_HEAD = b"external_id,name\n"
_MB = 1024 * 1024
CSVS: dict[str, Callable[[], bytes]] = {
    "commas-in-the-first-row": lambda: b"external_id,name" + b"," * 200_000 + b"\na,b\n",
    "names-in-the-first-row": lambda: ",".join(map(str, range(200_000))).encode() + b"\na,b\n",
    "commas-in-a-row": lambda: _HEAD + b"," * (4 * _MB),
    "commas-in-every-row": lambda: _HEAD + (b"a" + b"," * 400 + b"\n") * 9_999,
    "blank-lines": lambda: _HEAD + b"\n" * (4 * _MB),
    "one-cell": lambda: _HEAD + b"a," + b"x" * (4 * _MB),
    "quotes": lambda: _HEAD + b'"' * (4 * _MB),
    "cells": lambda: _HEAD + b"ab," * _MB,
}


JSONS: dict[str, Callable[[], bytes]] = {
    "deep": lambda: b'[{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
    "deep-objects": lambda: b'[{"name": ' + b'{"a": ' * 50_000 + b"1" + b"}" * 50_000 + b"}]",
    "many-keys": lambda: b'[{"name": "x", ' + b", ".join(b'"k%d": 1' % number for number in range(200_000)) + b"}]",
    "many-objects": lambda: b"[" + b", ".join([b'{"name": "x"}'] * 200_000) + b"]",
    "many-places": lambda: b'[{"name": "x", "a": [' + b", ".join([b'{"b": 1}'] * 100_000) + b"]}]",
    "one-text": lambda: b'[{"name": "' + b"x" * (4 * _MB) + b'"}]',
}


def honest_workbook(rows: int, columns: int = 38) -> bytes:
    """A workbook of so many rows as Excel writes it: its texts stand in a table of their own."""
    cells = range(rows * columns)
    strings = "".join(f"<si><t>row {cell // columns}, cell {cell % columns} of a listing</t></si>" for cell in cells)
    lines = (
        "".join(f'<c t="s"><v>{row * columns + column}</v></c>' for column in range(columns)) for row in range(rows)
    )
    return workbook(rows="".join(f"<row>{line}</row>" for line in lines), strings=strings)
