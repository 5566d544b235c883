"""Reading what mail servers report, in every shape they write it and whatever else comes in."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tenants.mail.delivery_reports import read_report
from tests.unit.tenants.returned import GONE, OLDER_EXIM, OUT_OF_OFFICE, POSTFIX, SHAPES, report

TO = "bounces+1.2-0123456789abcdef@mail.example"


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_tells_status_words_and_where_it_was_sent(shape):
    found = read_report(report(SHAPES[shape], to=TO))
    assert (found.status, found.words, found.is_for_good) == ("5.1.1", f"5.1.1 {GONE}", True)
    assert TO in found.sent_to


@pytest.mark.parametrize(
    ("status", "for_good"), [("5.1.1", True), ("5.2.1", True), ("5.0.0", True), ("4.2.2", False), ("5.7.1", False)]
)
def test_only_what_is_wrong_with_the_address_for_good_is_so(status, for_good):
    assert read_report(report(to=TO, status=status)).is_for_good is for_good


def test_an_older_exims_plain_text_is_read_too():
    assert read_report(report(OLDER_EXIM, to=TO)).status == "5.1.1"
    assert read_report(report(OLDER_EXIM, to=TO, words="Unrouteable address")).status == "5.0.0"


@pytest.mark.parametrize(
    "content",
    [
        report(OUT_OF_OFFICE, to=TO),
        report(to=TO, action="delivered", status="2.0.0"),
        report(to=TO, status="unknown"),
        b"",
        b"\xff\xfe\x00",
    ],
    ids=["out of office", "success", "no status", "nothing", "no mail"],
)
def test_what_is_no_failure_is_no_report(content):
    assert read_report(content) is None


def test_words_are_short_and_on_one_line():
    found = read_report(report(to=TO, words="550 5.1.1 gone\n\tand\x00 gone" + " again" * 200))
    assert found.words.startswith("5.1.1 550 5.1.1 gone and gone again")
    assert len(found.words) <= 200


def test_parts_within_parts_do_no_harm():
    assert read_report(b"Content-Type: message/rfc822\n\n" * 5000) is None


_PIECES = st.sampled_from([line.encode() for line in POSTFIX.splitlines(keepends=True)])


@given(st.one_of(st.binary(max_size=2000), st.lists(st.one_of(_PIECES, st.binary(max_size=30))).map(b"".join)))
@example(report(to="\udcff".encode("utf-8", "surrogateescape").decode("latin-1")))
@example(b"Content-Type: message/delivery-status\n\nStatus: 5.1.1\xff\nDiagnostic-Code: \xff; \xff\n")
def test_no_bytes_are_too_strange(content):
    found = read_report(content)
    assert found is None or ("\n" not in found.words and found.words.encode() is not None)
