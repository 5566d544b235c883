"""School tables as listings."""

import csv

import pytest

from providers.imports.errors import BadFile
from providers.imports.school_tables.convert import SOURCE_COLUMNS, schools_to_listings
from providers.imports.school_tables.gias import COLUMNS as GIAS
from providers.imports.school_tables.rows import listing_of
from tests.open_data import DATA, needs_open_data

REAL = DATA / "schools/schools.csv"
SCHOOL = {
    **dict.fromkeys(SOURCE_COLUMNS, ""),
    "URN": "990001",
    "LANAME": "Trafford",
    "SCHNAME": "Example School",
    "STREET": "1 LONG ROAD",
    "LOCALITY": "Sale",
    "TOWN": "Sale",
    "POSTCODE": "M33 5EL",
    "SCHSTATUS": "Open",
    "MINORGROUP": "Special school",
    "SCHOOLTYPE": "Community special school",
    "ISPOST16": "1",
    "AGELOW": "3",
    "AGEHIGH": "19",
    "sen_provision": "ASD - Autistic Spectrum Disorder; SpLD - Specific Learning Difficulty",
}


@pytest.fixture
def convert(tmp_path):
    def run(*schools, la_name=None):
        source = tmp_path / "schools.csv"
        with source.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [*SCHOOL, "OFSTEDRATING"], restval="Outstanding")
            writer.writeheader()
            writer.writerows(schools)
        return schools_to_listings(source, tmp_path / "out.csv", la_name)

    return run


def test_a_special_school_is_a_specialist_listing_with_its_needs():
    row = listing_of(SCHOOL)
    assert (row["setting_type"], row["tier"], row["needs"]) == (
        "special",
        "specialist",
        "autism;specific-learning-difficulty",
    )
    assert row["topic"] == "schools;early-years-childcare;post-16-training;sen-support"
    assert (row["address"], row["urn"], row["external_id"]) == ("1 Long Road, Sale", "990001", "urn-990001")
    assert row["referral"] == "council;ehc-plan"


@pytest.mark.parametrize(
    ("group", "kind", "provision", "setting", "free"),
    [
        ("Special school", "Other independent special school", "", "independent-special", ""),
        ("Special school", "Non-maintained special school", "", "non-maintained-special", "yes"),
        ("Special school", "Academy special converter", "", "special", "yes"),
        ("Academy", "Free schools", "HI - Hearing Impairment", "resourced-provision", "yes"),
        ("Academy", "Free schools", "Not applicable", "mainstream", "yes"),
        ("Independent school", "Other independent school", "HI - Hearing Impairment", "mainstream", ""),
        ("College", "Further education", "Not applicable", "", ""),
    ],
)
def test_the_type_of_school_says_the_setting(group, kind, provision, setting, free):
    row = listing_of({**SCHOOL, "MINORGROUP": group, "SCHOOLTYPE": kind, "sen_provision": provision})
    assert (row["setting_type"], row["free"]) == (setting, free)


@pytest.mark.parametrize(("high", "age"), [("99", "25"), ("19", "19"), ("", "")])
def test_ages_end_at_25(high, age):
    assert listing_of({**SCHOOL, "AGEHIGH": high})["age_max"] == age


def test_every_row_is_a_listing_or_explained(convert):
    report = convert(
        SCHOOL,
        SCHOOL,
        {**SCHOOL, "URN": "990002", "CLOSEDATE": "31-03-2023"},
        {**SCHOOL, "URN": "990003", "SCHSTATUS": "Closed"},
        {**SCHOOL, "URN": ""},
        {**SCHOOL, "URN": "990004", "LANAME": "Leeds"},
        la_name="trafford",
    )
    reasons = [remark.reason for remark in report.left_out]
    parts = ("twice", "31 March 2023", "is closed", "no URN")
    assert all(part in reason for part, reason in zip(parts, reasons, strict=True))
    assert (report.rows, report.listings, report.elsewhere) == (6, 1, {"Leeds": 1})
    assert str(report).startswith("6 schools read: 1 listings, 4 left out, 1 in other councils.")


def test_no_grade_is_taken_over(convert, tmp_path):
    convert(SCHOOL)
    assert "Outstanding" not in (tmp_path / "out.csv").read_text()


def test_what_cannot_be_read_is_refused(convert, tmp_path):
    with pytest.raises(BadFile, match="No school is in “Kent”"):
        convert(SCHOOL, la_name="Kent")
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(BadFile, match="not a DfE school table"):
        schools_to_listings(other, tmp_path / "out.csv")
    with pytest.raises(BadFile, match="can't be written"):
        schools_to_listings(tmp_path / "schools.csv", tmp_path / "none" / "out.csv")


def test_the_table_of_all_establishments_is_taken_as_it_is_downloaded(tmp_path):
    table = tmp_path / "edubasealldata20261130.csv"
    header = [*GIAS, "SEN1 (name)", "EstablishmentTypeGroup (name)", "HeadLastName", "UKPRN"]
    open_ = ["900002", "Trafford", "Château School", "1 Long Lane", "", "", "Sale", "M33 1AA", "Open", ""]
    shut = ["900004", "Trafford", "Shut School", "2 Long Lane", "", "", "Sale", "M33 1AA", "Closed", "31-08-2025"]
    rows = [
        [*row, "Community special school", "4", "19", "SLD - Severe Learning Difficulty", "Special schools", "Doe", "1"]
        for row in (open_, shut)
    ]
    with table.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    report = schools_to_listings(table, tmp_path / "out.csv", "Trafford")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["external_id"], row["name"]) == ("urn-900002", "Château School")
    assert (row["setting_type"], row["needs"]) == ("special", "learning-difficulty-severe")
    assert "Doe" not in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert [remark.reason for remark in report.left_out] == ["Shut School (URN 900004) closed on 31 August 2025."]


@needs_open_data("schools/schools.csv")
def test_all_990_real_schools_are_accounted_for(tmp_path):
    report = schools_to_listings(REAL, tmp_path / "out.csv")
    assert (report.rows, report.listings + len(report.left_out)) == (990, 990)
    assert all("closed on" in remark.reason for remark in report.left_out)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert max(len(row["summary"]) for row in rows) <= 300
    assert len({row["urn"] for row in rows}) == report.listings == 938
