"""A file that is no listing CSV is refused with one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.imports.errors import BadFile
from providers.imports.foreign.confined_sheets import overview_of_all, rows_of
from providers.imports.foreign.guessing import guess_mapping
from providers.imports.listing_csv.groups import group_rows
from providers.imports.listing_csv.tables import MAX_BYTES, content_of
from tenants.text.markup import without_markup


def rows_of_file(path):
    content = content_of(path)
    return rows_of(content, guess_mapping(overview_of_all(content).header), large=True)


@pytest.fixture
def read(tmp_path):
    def run(content):
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return rows_of_file(path)

    return run


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"external_id,name\n", "nothing below it"),
        (b",".join([b"name"] * 50) + b"\n" + b"x," * 49 + b"x\n", "same name"),
        (b"external_id,name\n1,caf\x81\n", "read as text"),
        (b"PK\x03\x04...", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0...", "old Excel"),
        (b"%PDF-1.4\n", "PDF"),
        (b'[{"a": [}]', "JSON"),
        (b'[{"a": {}}]', "no list"),
        (b'external_id,name\n1,"never closed\n2,B\n', "a quote is not closed"),
        (b'external_id,name\n1,"a"b\n', "line 2"),
    ],
)
def test_an_unreadable_file_says_why(read, content, reason):
    with pytest.raises(BadFile, match=reason):
        read(content)


def test_a_missing_or_huge_file_says_so(tmp_path):
    with pytest.raises(BadFile, match="can't be read"):
        content_of(tmp_path / "none.csv")
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(BadFile, match="larger than 64 MB"):
        content_of(huge)


def test_a_byte_order_mark_capitals_and_blank_lines_do_no_harm(read):
    table = read(b"\xef\xbb\xbfName , EXTERNAL_ID\r\nA,1\r\n\r\nB,2\r\n")
    assert table.columns == ("name", "external_id")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, {"name": "A", "external_id": "1"}),
        (4, {"name": "B", "external_id": "2"}),
    ]


def test_a_ragged_row_is_a_problem_of_that_row_and_its_listing(read):
    table = read("external_id,name,postcode\n1,A,\n1,,MK9 3XS,extra\n2,B\n3,C,\n")
    groups, rejected = group_rows(table.rows)
    assert [group.key for group in groups] == ["2", "3"]
    assert {(remark.row, remark.field) for remark in rejected} == {(3, ""), (2, "external_id")}


def test_a_cell_of_any_length_costs_no_other_and_not_its_row(read):
    table = read(f"external_id,name\n1,{'x' * 200_000}\n2,B\n")
    assert [(row.field, row.problem) for row in table.rows] == [("", ""), ("", "")]


def test_line_breaks_inside_a_cell_stay(read):
    assert read('external_id,name\n1,"a\r\nb\u2028c\x85d"\n').rows[0].cells["name"] == "a\r\nb\u2028c\x85d"


@given(st.text(st.sampled_from("<>/!?abps&;ltgscript =\"'-") | st.characters(codec="utf-8"), max_size=40))
def test_text_without_markup_stays_as_it_is(text):
    plain = without_markup(text)
    assert without_markup(plain) == plain
    if not {"<", "&"} & set(text):
        assert plain == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Fun &amp; <b>games</b></p>", "Fun & games"),
        ("ages < 5 & up <3", "ages < 5 & up <3"),
        ("a<script>alert(1)</script>b", "ab"),
        ("a<!-- note -->b", "ab"),
        ("<a>&lt;b&gt;x", "x"),
        ('<img src=x onerror="alert(1)">', ""),
    ],
)
def test_markup_is_taken_out(text, plain):
    assert without_markup(text) == plain
