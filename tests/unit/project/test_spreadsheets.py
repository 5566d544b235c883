"""Files for spreadsheets are written in two places, which make every cell safe; nothing else writes one."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
ROOMS = ("cms", "providers", "search", "tenants", "platform/localoffer")
WRITERS = re.compile(r"\bcsv\.(writer|DictWriter)\(|\bWorkbook\(|\bxlsxwriter\b")
SAFE = {"tenants/text/cells.py", "tenants/exports/files.py"}


def test_only_the_safe_writers_write_spreadsheets():
    files = (path for room in ROOMS for path in (REPOSITORY / room).rglob("*.py"))
    writing = {str(path.relative_to(REPOSITORY)) for path in files if WRITERS.search(path.read_text())}
    assert writing == SAFE


@pytest.mark.parametrize("code", ["csv.writer(file)", "csv.DictWriter(file, names)", "book = Workbook()"])
def test_a_writer_is_recognised(code):
    assert WRITERS.search(code)
