"""Nothing that reads what strangers send may spend more than its budget on it (`budgets.py`), whatever they send."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from providers.imports.errors import BadFile
from providers.imports.foreign.confined_sheets import overview_of
from tests.security.budgets import BUDGETS
from tests.security.sheets import WORKBOOKS, honest_workbook

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def spent_on():
    """`spent_on(reader)`: how a process of the reader's own ended, what it began and what it said."""
    command = [sys.executable, "-m", "tests.security.spending"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:

        def spend(reader):
            process.stdin.write(f"{reader}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield spend


@pytest.mark.parametrize("reader", BUDGETS)
def test_no_input_takes_a_reader_past_its_budget(spent_on, reader):
    spent = spent_on(reader)
    assert spent["ended"] == 0, f"{reader} on {spent['began'][-1:]}: {spent['ended']}\n{spent['said'][-2000:]}"
    assert len(spent["began"]) == len(list(BUDGETS[reader].inputs()))


@pytest.mark.parametrize("name", ["bomb", "many-parts"])
def test_a_workbook_that_is_large_inside_is_refused_with_what_fits(name):
    with pytest.raises(BadFile, match=r"10,000 rows, 400 columns and 100 MB|too large inside"):
        overview_of(WORKBOOKS[name]())


def test_an_honest_workbook_is_read():
    overview = overview_of(honest_workbook(300))
    assert (overview.header[:3], len(overview.header)) == (("external_id", "name", "Column 3"), 38)
    assert (overview.rows, overview.remarks) == (301, [])
