"""Numbers of public registers: each kind is asked for its own, and a person's number is never taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.listings.identifiers import (
    SCHEMES,
    BadIdentifier,
    fields_for,
    is_personal,
    read_identifier,
)
from search import vocabulary

GOOD = [
    ("charity_number", "1012345", "1012345"),
    ("charity_number", "201234", "201234"),
    ("charity_number", "1012345-1", "1012345-1"),
    ("charity_number", "sc 012345", "SC012345"),
    ("charity_number", "NIC100123", "NIC100123"),
    ("company_number", "1234567", "01234567"),
    ("company_number", "sc123456", "SC123456"),
    ("company_number", "OC 301234", "OC301234"),
    ("urn", "110523", "110523"),
    ("ofsted_urn", "ey 123456", "EY123456"),
    ("ofsted_urn", "2512345", "2512345"),
    ("cqc_id", "1-123456789", "1-123456789"),
    ("cqc_id", "1–123456789", "1-123456789"),
    ("ods_code", "rd8", "RD8"),
    ("ods_code", "K82012", "K82012"),
    ("ukprn", "1001 2345", "10012345"),
]
BAD = [
    ("charity_number", "12345"),
    ("charity_number", "SC12345"),
    ("company_number", "XX123456"),
    ("company_number", "12345"),
    ("urn", "012345"),
    ("urn", "12345"),
    ("ofsted_urn", "EY12345"),
    ("ofsted_urn", "SC123456"),
    ("cqc_id", "2-123456789"),
    ("ods_code", "123"),
    ("ods_code", "RD81"),
    ("ukprn", "20012345"),
    ("urn", "12345٦"),
]
NHS_NUMBER = "9434765919"


@pytest.mark.parametrize(("field", "typed", "written"), GOOD)
def test_a_number_is_read_as_its_register_writes_it(field, typed, written):
    assert read_identifier(field, typed) == written
    assert read_identifier(field, written) == written


@pytest.mark.parametrize(("field", "typed"), BAD)
def test_what_is_no_such_number_is_refused_with_an_example(field, typed):
    with pytest.raises(BadIdentifier, match="like"):
        read_identifier(field, typed)


@pytest.mark.parametrize("field", sorted(SCHEMES))
@pytest.mark.parametrize("typed", [NHS_NUMBER, "943 476 5919", "QQ123456C".replace("QQ", "AB")])
def test_a_number_of_a_person_is_never_taken(field, typed):
    with pytest.raises(BadIdentifier, match="person"):
        read_identifier(field, typed)


@pytest.mark.parametrize("field", sorted(SCHEMES))
@given(text=st.text(max_size=14) | st.text(alphabet="0123456789-SCNIEYRP ", max_size=14))
def test_whatever_is_read_reads_the_same_again(field, text):
    try:
        written = read_identifier(field, text)
    except BadIdentifier:
        return
    assert read_identifier(field, written) == written
    assert written.isascii()
    assert not is_personal(written)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_one_last_digit_at_most_makes_an_nhs_number_and_any_one_wrong_digit_breaks_it(stem):
    numbers = [f"{stem:09}{last}" for last in range(10)]
    right = [number for number in numbers if is_personal(number)]
    assert len(right) <= 1
    for number in right:
        for place in range(9):
            wrong = f"{number[:place]}{(int(number[place]) + 1) % 10}{number[place + 1 :]}"
            assert not is_personal(wrong)


@pytest.mark.parametrize("text", ["", "943476591", "94347659190", "943476591x", "943.476-591", "٩٤٣٤٧٦٥٩١٩"])
def test_what_is_not_10_digits_is_no_nhs_number(text):
    assert not is_personal(text)


def test_each_kind_is_asked_only_for_what_it_can_have():
    assert [scheme.field for scheme in fields_for("voluntary")] == ["charity_number", "company_number"]
    assert [scheme.field for scheme in fields_for("college")] == ["urn", "ukprn"]
    assert fields_for("council") == ()
    asked = {scheme.field for kind in vocabulary.ORGANISATION_KIND for scheme in fields_for(kind)}
    assert asked == set(SCHEMES)
