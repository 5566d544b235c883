"""Spreadsheets as people save them come out as the same text."""

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from providers.imports.errors import BadFile
from providers.imports.foreign.convert import table_of
from providers.imports.foreign.sheets import MAX_COLUMNS, MAX_ROWS, read_sheet

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
IN_WINDOWS = st.text(st.sampled_from("abc é£ñ€–’;,\t\"'"), max_size=12)


def workbook(*rows, more_sheets=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title in more_sheets:
        book.create_sheet(title)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def text_of(rows, separator=","):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue()


def cells_of(content):
    return [cells for _, cells in read_sheet(content).rows]


@given(
    rows=st.lists(
        st.tuples(CELLS, CELLS).filter(lambda row: any(cell.strip() for cell in row)), min_size=1, max_size=5
    ),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_text_comes_out_of_a_csv_file_as_it_went_in(rows, separator, encoding):
    content = text_of([("external_id", "name"), *rows], separator).encode(encoding)
    assert cells_of(content) == [list(row) for row in rows]


@given(names=st.lists(IN_WINDOWS.filter(str.strip), min_size=1, max_size=4))
def test_windows_text_is_read_and_said(names):
    content = text_of([("external_id", "naïve"), *((str(index), name) for index, name in enumerate(names))])
    sheet = read_sheet(content.encode("cp1252"))
    assert [cells[1] for _, cells in sheet.rows] == names
    assert sheet.remarks == ("Read as Windows text: check letters like é and the £ sign.",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        (5, "5"),
        (5.0, "5"),
        (2.5, "2.5"),
        (True, "yes"),
        (None, ""),
        (date(2026, 12, 5), "2026-12-05"),
        (datetime(2026, 12, 5, 10, 30), "2026-12-05 10:30"),  # noqa: DTZ001
        (time(9, 0), "09:00"),
        ("=1+1", "=1+1"),
        (ArrayFormula("C2:C2", "=SUM(1,2)"), "=SUM(1,2)"),
        (140001, "140001"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_workbooks_cells_read_as_a_person_would_type_them(value, text):
    content = workbook(["external_id", "name", "what"], ["a", "Club", value])
    assert cells_of(content) == [["a", "Club", text]]


def test_a_telephone_number_gets_its_lost_zero_back():
    content = workbook(["external_id", "name", "phone"], ["a", "Club", 1632960001], ["b", "Other", "+44 1632 960001"])
    columns = ("external_id", "name", "phone")
    table = table_of(read_sheet(content), {name: name for name in columns})
    assert [row.cells["phone"] for row in table.rows] == ["01632960001", "+44 1632 960001"]


def test_only_one_sheet_is_read_and_that_is_said():
    sheet = read_sheet(workbook(["external_id", "name"], ["a", "Club"], more_sheets=["Notes"]))
    assert sheet.remarks == ("Only the sheet “Sheet” was read.",)


def test_blank_rows_and_columns_at_the_end_count_for_nothing():
    sheet = read_sheet(b"external_id,name,,\na,Club,,\n,,,\nb,Other\n")
    assert sheet.header == ("external_id", "name")
    assert sheet.rows == ((2, ["a", "Club"]), (4, ["b", "Other"]))


def test_columns_are_renamed_as_mapped_and_the_rest_is_left_out():
    table = table_of(read_sheet(b"No,Title,Colour\n1,Club,red\n"), {"No": "external_id", "Title": "name", "Colour": ""})
    assert (table.columns, table.unknown) == (("external_id", "name"), ("Colour",))
    assert table.rows[0].cells == {"external_id": "1", "name": "Club"}


def rewritten(content, old, new):
    """A workbook whose sheet says something else."""
    archive, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(file, "w") as again:
        for name in archive.namelist():
            text = archive.read(name)
            again.writestr(name, text.replace(old, new) if "sheet1" in name else text)
    return file.getvalue()


@pytest.mark.parametrize("size", [b"A1", b"A1:A1", b"A1:B2"])
def test_a_workbook_that_tells_a_wrong_size_is_read_whole(size):
    content = workbook(["external_id", "name"], ["a", "Club"], ["b", "Other"])
    assert cells_of(rewritten(content, b'ref="A1:B3"', b'ref="' + size + b'"')) == [["a", "Club"], ["b", "Other"]]


def test_a_row_far_below_is_read_and_one_below_every_sheet_is_not():
    content = workbook(["external_id", "name"], ["a", "Club"], ["b", "Other"])
    far = read_sheet(rewritten(content, b'r="3"', b'r="900000"'))
    assert [number for number, _ in far.rows] == [2, 900_000]
    assert len(read_sheet(rewritten(content, b'r="3"', b'r="2000000000"')).rows) == 1


DAMAGED = workbook(["external_id", "name"], ["a", "Club"])


@given(changes=st.dictionaries(st.integers(4, len(DAMAGED) - 1), st.integers(0, 255), min_size=1, max_size=6))
def test_a_damaged_workbook_is_read_or_refused(changes):
    content = bytearray(DAMAGED)
    for place, byte in changes.items():
        content[place] = byte
    rows = []
    with suppress(BadFile):
        rows = cells_of(bytes(content))
    assert len(rows) <= 1


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"xl/{number}.xml", b"0" * (100 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"external_id,name\n", "nothing below"),
        (b",".join([b"a"] * 50) + b"\n1,2\n", "More than 20 columns have the same name: a"),
        (b'external_id,name\na,"open\n', "quote is not closed"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (b"PK\x03\x04nonsense", "not an Excel workbook"),
        (b"external_id,na\x00me\na,b\n", "read as text"),
        (b"\xff\xfe\x00", "read as text"),
        (text_of([[str(number) for number in range(MAX_COLUMNS + 1)], ["x"]]).encode(), "columns"),
        (b"a,b\n" + b"1,2\n" * (MAX_ROWS + 1), "rows"),
        (b"a" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
    ids=["empty", "header-only", "twice", "open-quote", "xls", "zip", "nul", "utf-16", "columns", "rows", "size"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content, words):
    with pytest.raises(BadFile, match=words):
        read_sheet(content)


def test_a_zip_bomb_is_not_unpacked():
    with pytest.raises(BadFile, match="too large inside"):
        read_sheet(bomb())
