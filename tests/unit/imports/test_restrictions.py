"""What reads like a restriction is one, in whatever words: it is obeyed, or asked about, and never passed over."""

import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.imports.foreign.convert import table_of
from providers.imports.foreign.fields import ASK, RESTRICTIONS
from providers.imports.foreign.guessing import guess_mapping, problems_of
from providers.imports.foreign.restricting import HOLD, SHOW
from providers.imports.foreign.restrictions import OPEN, day_of, lets_through, restriction
from providers.imports.foreign.sheets import Sheet

SHOWS = ("", "no", "n", "false", "f", "0", "off")
"""What the reader of our own column takes for an address that may be shown; it hides what it can't read."""
TODAY = date(2026, 11, 30)
STYLES = (
    str.lower,
    str.title,
    str.upper,
    lambda name: name.replace(" ", "_"),
    lambda name: name.title().replace(" ", ""),
    lambda name: name[:1] + name.title().replace(" ", "")[1:],
    lambda name: f"{name}?",
    lambda name: f"{name} (Y/N)",
)
KEEP_LISTINGS = {
    "visible": ("No", "FALSE", "n", "0", "off", "hidden", "draft", "not yet", "?", ""),
    "is published": ("No", "false", "unpublished", "0", "pending", ""),
    "show on website": ("no", "N", "Not on website", ""),
    "status": (
        "Off",
        "Closed",
        "inactive",
        "archived",
        "Draft",
        "deleted",
        "Suspended",
        "awaiting approval",
        "gone",
        "",
    ),
    "record status": ("Inactive", "To be reviewed", "duplicate"),
    "approved": ("no", "rejected", "", "pending"),
    "active": ("no", "FALSE", "", "ceased"),
    "public": ("no", "private", ""),
    "live": ("no", "not live", ""),
    "hidden": ("Yes", "true", "1", "hidden", "x"),
    "private": ("yes", "Y", "private", "TRUE"),
    "archived": ("yes", "2024-01-01", "archived"),
    "is deleted": ("1", "true"),
    "temporarily closed": ("TRUE", "yes", "until further notice"),
    "do not publish": ("yes", "x", "Y"),
    "consent": ("no", "", "not given", "refused", "tbc"),
    "consent to share": ("no", "withdrawn", ""),
    "gdpr permission": ("No", "", "pending"),
    "permission to publish": ("No", ""),
    "end date": ("2026-01-31", "31/01/2026", "31 January 2026", "29/11/2026"),
    "visible to": ("2025-12-31",),
    "expiry date": ("01/02/2020",),
    "date closed": ("31-08-2025",),
    "start date": ("2027-01-01", "1 March 2027"),
    "publish from": ("2027-01-01",),
}
KEEP_ADDRESSES = {
    "show address": ("No", "n", "FALSE", "0", "hide", "area only"),
    "display location": ("no", "hidden"),
    "location visible": ("FALSE", "0", "private"),
    "publish address": ("No",),
    "address public": ("no",),
    "show on map": ("no", "0"),
    "hide address": ("Yes", "true", "please", "area only", "✓"),
    "mask exact address": ("TRUE", "1", "yes"),
    "address private": ("Y", "private"),
    "confidential address": ("yes", "x"),
    "do not show address": ("yes", "true"),
    "withhold postcode": ("yes",),
}
KEEP_CONTACTS = {
    "contact visible": ("FALSE", "no"),
    "show phone number": ("no",),
    "hide email": ("yes",),
    "contact private": ("yes", "true"),
}
ASKED = (
    *(
        "privacy",
        "privacy level",
        "review outcome",
        "moderated",
        "safeguarding flag",
        "sensitive service",
        "opt in web",
    ),
    *(
        "approval notes",
        "internal category",
        "display group",
        "hide until",
        "redacted fields",
        "embargo",
        "staff only?",
    ),
)


def converted(header, *rows, mapping=None, words=None):
    """The rows of a table with a name and an address, by a guess."""
    head = ("Reference", "Service name", "Address", "Postcode", "Telephone", *header)
    filled = tuple(
        (number, [f"r{number}", f"Club {number}", "1 Long Road", "MK9 3XS", "01632 960001", *row])
        for number, row in enumerate(rows, start=2)
    )
    values = {name: [row[index] for row in rows] for index, name in enumerate(header)}
    guess = mapping or guess_mapping(head, None, values)
    return guess, table_of(Sheet(head, filled), guess, words or {}, TODAY)


def spellings(kept):
    return [(style(name), value) for name, values in kept.items() for value, style in product(values, STYLES)]


@pytest.mark.parametrize("kept", [KEEP_LISTINGS, KEEP_ADDRESSES, KEEP_CONTACTS], ids=["listing", "address", "contact"])
def test_what_keeps_something_back_is_obeyed_or_asked_about(kept):
    passed_over = []
    for name, value in spellings(kept):
        guess, table = converted((name,), (value,))
        row = table.rows[0]
        did = {
            id(KEEP_LISTINGS): bool(row.withheld),
            id(KEEP_ADDRESSES): row.cells.get("hide_address", "").casefold() not in SHOWS or bool(row.withheld),
            id(KEEP_CONTACTS): not row.cells.get("phone") or bool(row.withheld),
        }[id(kept)]
        if guess[name] != ASK and not did:
            passed_over.append((name, value, guess[name]))
    assert passed_over == []


def test_each_of_these_is_known_and_not_only_asked_about():
    plain = {**KEEP_LISTINGS, **KEEP_ADDRESSES, **KEEP_CONTACTS}
    assert [name for name in plain if restriction(name) in ("", ASK)] == []


@pytest.mark.parametrize("name", ASKED)
def test_what_only_reads_like_one_is_asked_about(name):
    guess, _ = converted((name,), ("whatever",), ("something",))
    assert guess[name] == ASK or guess[name] in RESTRICTIONS or guess[name] == "internal"
    assert name in problems_of(guess) or guess[name] != ASK


def test_values_that_speak_of_who_sees_it_are_asked_about_whatever_the_name():
    guess, _ = converted(("Column X",), ("Published",), ("Draft",))
    assert guess["Column X"] == ASK


@pytest.mark.parametrize(
    "name",
    ["Opening times", "Description", "Public transport", "Live chat", "Cost", "Wheelchair access", "Age range", "Web"],
)
def test_ordinary_columns_are_no_question(name):
    assert restriction(name) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Status", "Active"),
        ("Status", "On"),
        ("Visible", "TRUE"),
        ("Published", "Yes"),
        ("Consent", "Given"),
        ("Consent", "03/05/2024"),
        ("Archived", ""),
        ("Private", "No"),
        ("End date", ""),
        ("End date", "2027-01-01"),
        ("Visible from", "2020-01-01 00:00:00"),
    ],
)
def test_what_keeps_nothing_back_is_published(name, value):
    _, table = converted((name,), (value,))
    assert table.rows[0].withheld == ""


def test_an_empty_cell_hides_an_address_only_where_the_column_hides_others():
    _, table = converted(("Show address",), ("",), ("Yes",))
    assert [row.cells.get("hide_address") for row in table.rows] == ["", ""]
    _, table = converted(("Show address",), ("",), ("No",))
    assert [row.cells.get("hide_address") for row in table.rows] == ["yes", "yes"]


def test_an_answer_goes_before_what_we_read():
    mapping = {"Service name": "name", "State": "status"}
    for meant, kept in ((SHOW, False), (HOLD, True)):
        _, table = converted(("State",), ("Evergreen",), mapping=mapping, words={"State": {"evergreen": [meant]}})
        assert bool(table.rows[0].withheld) is kept


@given(field=st.sampled_from(sorted(RESTRICTIONS)), value=st.text(max_size=12))
def test_any_value_is_read_and_only_known_ones_let_through(field, value):
    if lets_through(field, value, today=TODAY) and field not in ("starts", "ends"):
        words = re.sub(r"[\W_]+", " ", value.casefold()).strip()
        assert (
            not value.strip(" .-–—\u00a0")
            or words in OPEN | {"none", "no", "n", "false", "f", "0", "off"}
            or day_of(value)
        )


def test_internal_notes_and_names_of_people_go_nowhere():
    secret = "Do not publish: landlord's mobile"
    for name in ("Internal notes", "Notes (internal)", "Staff comments", "private_notes", "Notes", "Contact name"):
        _, table = converted((name,), (secret,))
        assert secret not in " ".join(" ".join(row.cells.values()) for row in table.rows)
