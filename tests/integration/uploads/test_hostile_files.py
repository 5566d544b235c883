"""Files nobody meant well: each is refused in a sentence, or answered row by row; nothing is half-written."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from providers.imports.errors import BadFile
from providers.imports.listing_csv.columns import COLUMNS, PLACE_COLUMNS
from providers.imports.services.files import import_listings
from providers.listings.models import Service
from providers.uploads.models import Goes, Status, UploadRow
from providers.uploads.selectors import mistakes_of
from search.index.models import SearchRow


def csv_of(rows, separator=","):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue()


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


HEAD = ("external_id", "name", "summary", "postcode")
GOOD = ("good", "Sleep café – £5", "Rest", "MK9 3XS")
REFUSED = {
    "nothing": b"",
    "nul-in-the-first-row": b"external_id,na\x00me\na,b\n",
    "utf-16-cut-in-two": csv_of([HEAD, GOOD]).encode("utf-16-le")[:-1],
    "a-picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a-web-page": b"<!DOCTYPE html><table><tr><td>external_id</td></tr></table>",
    "a-name-50-times": csv_of([[*HEAD, *["name"] * 49], [*GOOD, *["x"] * 49]]).encode(),
    "an-open-quote": b'external_id,name\na,"b\nc,d\n',
    "a-damaged-workbook": workbook(HEAD, GOOD)[:-300],
    "a-zip-of-something": b"PK\x03\x04" + bytes(200),
}
READ = {
    "byte-order-mark": csv_of([HEAD, GOOD]).encode("utf-8-sig"),
    "windows": csv_of([HEAD, GOOD]).encode("cp1252"),
    "semicolons": csv_of([HEAD, GOOD], ";").encode(),
    "tabs": csv_of([HEAD, GOOD], "\t").encode("utf-16"),
    "old-mac": csv_of([HEAD, GOOD]).replace("\r\n", "\r").encode(),
    "blank-lines": b"\n\n" + csv_of([HEAD, (), ("", " "), GOOD, ()]).encode(),
    "workbook": workbook(HEAD, GOOD),
    "capitals": csv_of([[name.upper() for name in HEAD], GOOD]).encode(),
}
WRONG = {
    "huge": ("a", "x" * 200_000, "", ""),
    "long-name": ("a", "x" * 256, "", ""),
    "only-markup": ("a", "<script>alert(1)</script>", "", ""),
    "no-name": ("a", " \t\n", "", ""),
    "no-key": ("", "Name", "", ""),
    "long-key": ("k" * 101, "Name", "", ""),
    "more-cells": ("a", "Name", "", "", "and", "more"),
    "the-same-key": ("good", "Another", "", ""),
}


def accounted(upload):
    """The rows of a spreadsheet that an upload's listings and remarks speak of."""
    said = {row.number for row in upload.rows.all()}
    return said | {problem[0] for row in upload.rows.all() for problem in row.problems}


def whole():
    """Whether families' table holds exactly what is live."""
    live = {f"service:{uuid}" for uuid in Service.objects.filter(live=True).values_list("uuid", flat=True)}
    return live == set(SearchRow.objects.filter(deleted=False).values_list("key", flat=True))


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_sheet_is_refused_in_a_sentence(officer, run_upload, content, tmp_path):
    with pytest.raises(BadFile, match=r"\.$"):
        run_upload(officer, content=content)
    path = tmp_path / "listings.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"\.$"):
        import_listings(path=path, publish=True, dry_run=False)
    assert not Service.objects.exists()


@pytest.mark.parametrize("content", READ.values(), ids=READ.keys())
def test_a_sheet_is_read_however_it_was_saved(officer, run_upload, content):
    upload = run_upload(officer, content=content, goes=Goes.LIVE)
    assert upload.status == Status.DONE, upload.problem
    assert Service.objects.get().name == "Sleep café – £5"


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_row_is_answered_by_row_and_the_others_come_in(officer, run_upload, wrong, tmp_path):
    content = csv_of([HEAD, GOOD, wrong, ("last", "Last", "", "")]).encode()
    upload = run_upload(officer, content=content, goes=Goes.LIVE)
    assert upload.status == Status.DONE, upload.problem
    assert set(Service.objects.values_list("external_id", flat=True)) == {"good", "last"}
    assert {row.number for row in upload.rows.filter(outcome=UploadRow.Outcome.REJECTED)} == {3}
    path = tmp_path / "listings.csv"
    path.write_bytes(content)
    report = import_listings(path=path, publish=True, dry_run=False)
    assert (report.unchanged, {remark.row for remark in report.rejected}) == (2, {3})
    assert whole()


def test_a_wrong_cell_costs_its_row_nothing_else(officer, run_upload):
    postcodes = ("ZZ99 9ZZZZ", "'; DROP TABLE x; --", "n\x00o", "x" * 30_000)
    rows = [(str(number), "Na\x00me", "", cell) for number, cell in enumerate(postcodes)]
    upload = run_upload(officer, content=csv_of([HEAD, *rows]).encode(), goes=Goes.LIVE)
    assert {row.outcome for row in upload.rows.all()} == {UploadRow.Outcome.CREATED}
    said = [remark for row in upload.rows.all() for remark in row.notes if remark[2].startswith("To follow up:")]
    assert [(row, column) for row, column, _ in said] == [(number, "postcode") for number in range(2, 6)]
    assert set(Service.objects.values_list("name", flat=True)) == {"Name"}
    assert whole()


def test_a_mistake_made_again_and_again_is_counted_by_its_column(officer, run_upload, tmp_path):
    rows = [HEAD, GOOD, *((str(number), "Name", "", "MK1 7IX") for number in range(3)), ("", "Name", "", "")]
    upload = run_upload(officer, content=csv_of(rows).encode(), goes=Goes.LIVE)
    assert mistakes_of(upload) == [("external_id", 1)]
    path = tmp_path / "listings.csv"
    path.write_text(csv_of(rows))
    lines = str(import_listings(path=path, publish=True, dry_run=False)).splitlines()
    assert "Rejected rows by column: external_id 1." in lines
    assert "Cells left out, to follow up: postcode 3." in lines
    assert any("The last two letters of a postcode are never" in line for line in lines)


CELLS = st.one_of(
    st.sampled_from(
        ["", "yes", "5-11", "0 to 25", "from 4 years", "£3.50", "=1+1", "'", "<b>x", "Autism; ADHD", "mon"]
    ),
    st.sampled_from(["autism;sleep", "MK9 3XS", "mk1", "mon 9-5", "2026-02-30", "http://", "a@b", "-1", "1e9", "NaN"]),
    st.text(max_size=12),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS, max_size=8), min_size=1, max_size=4))
def test_no_row_is_lost_whatever_the_cells_say(officer, run_upload, rows):
    keyed = [{"external_id": str(number), "name": "Club", **row} for number, row in enumerate(rows)]
    content = csv_of([COLUMNS, *([row.get(column, "") for column in COLUMNS] for row in keyed)]).encode(
        "utf-8", "ignore"
    )
    upload = run_upload(officer, content=content, goes=Goes.LIVE)
    assert upload.status == Status.DONE, upload.problem
    places = [row for row in keyed if not row.keys() - {"external_id", "name", *PLACE_COLUMNS}]
    assert accounted(upload) >= set(range(2, 2 + len(keyed))) or places
    assert whole()
