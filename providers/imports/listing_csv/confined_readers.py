"""What runs confined, in a process started for one file: its answers are plain values. It imports neither Django nor
logging, which take longer than most files do. `confined_sheets.py` asks.
"""

from typing import Any, Final

from providers.imports.listing_csv.sheets import MAX_ROWS, Sheet, is_workbook, read_sheet, table_of
from providers.imports.listing_csv.tables import Table, read_table
from tenants.text.words import has_unshowable

LOOKED_AT: Final = 1_000
"""Rows of a workbook, for its overview: a long one takes a quarter of a minute to read."""
_EXAMPLE: Final = 60


def overview(content: bytes) -> dict[str, Any]:
    """`Overview` as JSON has it."""
    looked_at = LOOKED_AT if is_workbook(content) else MAX_ROWS + 1
    sheet = read_sheet(content, looked_at)
    more = [f"So far we looked at the first {LOOKED_AT:,} rows. The check reads them all."]
    return {
        "header": sheet.header,
        "examples": _examples(sheet),
        "rows": len(sheet.rows),
        "remarks": [*sheet.remarks, *(more if len(sheet.rows) == looked_at else [])],
    }


def mapped_rows(content: bytes, mapping: dict[str, str]) -> dict[str, Any]:
    """`Table` as JSON has it."""
    return _json_of(table_of(read_sheet(content), mapping))


def csv_rows(content: bytes, name: str) -> dict[str, Any]:
    """`Table` as JSON has it."""
    return _json_of(read_table(content, name))


def _json_of(table: Table) -> dict[str, Any]:
    rows = [(row.number, row.cells, row.field, row.problem) for row in table.rows]
    return {"columns": table.columns, "unknown": table.unknown, "rows": rows}


def _examples(sheet: Sheet) -> list[str]:
    said = (
        next((cells[index] for _, cells in sheet.rows if cells[index].strip() and not has_unshowable(cells[index])), "")
        for index in range(len(sheet.header))
    )
    return [" ".join(text.split())[:_EXAMPLE] for text in said]
