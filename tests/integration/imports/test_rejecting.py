"""What an import refuses, corrects or remarks on, cell by cell."""

from dataclasses import replace

import pytest

from providers.imports.services.files import export_listings, import_listings
from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed
from providers.listings.models import HideAddress, Organisation, Service
from providers.listings.services.listings import save_draft
from providers.review.services.submissions import submit
from tests.factories.people import MembershipFactory, PersonFactory
from tests.integration.imports.conftest import FULL, only, reasons


def test_a_repeated_id_is_rejected_and_the_first_row_stays(council, run_import):
    report = run_import(FULL, {**FULL, "name": "Copy"}, {"external_id": "a-1"})
    assert only().name == "Sleep clinic"
    assert "Duplicate external_id" in reasons(report)[3, "external_id"]
    assert "without naming a place" in reasons(report)[4, "external_id"]


def test_a_row_of_another_shape_rejects_its_listing_whole_and_no_other(council, tmp_path):
    path = tmp_path / "listings.csv"
    path.write_text("external_id,name,postcode\na-1,Sleep clinic,\na-1,,MK9 3XS,more\na-2,Good,\n")
    report = import_listings(path=path, publish=True, dry_run=False)
    assert only().name == "Good"
    assert "4 cells" in reasons(report)[3, ""]
    assert "row 3" in reasons(report)[2, "external_id"]
    assert report.rejected_rows == 2


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("needs", "austism", "Did you mean “autism”?"),
        ("topic", "magic-xyz", "not in the list for topic"),
        ("sector", "health;wealth", "wealth"),
        ("tier", "gold", "gold"),
        ("organisation_kind", "guild", "guild"),
        ("age_min", "small", "whole years"),
        ("age_min", "-1", "whole years"),
        ("age_max", "1", "same as the youngest age or above it"),
        ("free", "yes", "can't be free and have a price"),
        ("age_max", "121", "whole years"),
        ("free", "maybe", "yes or no"),
        ("postcode", "MK9", "only the first half of a postcode"),
        ("postcode", "BT1 1AA", "Northern Ireland"),
        ("url", "javascript:alert(1)", "web address"),
        ("email", "nobody", "email address"),
        ("urn", "12", "school URN, like 123456"),
        ("section_41", "yes", "setting types"),
        ("opening_hours", "blursday 9-10", "blursday"),
        ("accessibility", "lift", "accessibility"),
        ("hide_address", "perhaps", "Enter no, yes or all"),
        ("summary", "x" * 301, "301 of 300 characters: shorten it by 1"),
        ("phone", "0" * 41, "41 of 40 characters: shorten it by 1"),
        ("description", "x" * 20_001, "20,000"),
    ],
)
def test_a_cell_that_cannot_be_read_is_left_out_of_a_listing_that_is_kept(council, run_import, column, cell, reason):
    report = run_import({**FULL, column: cell})
    assert only().name == "Sleep clinic"
    assert (report.created, report.rejected) == (1, [])
    ((row, field, said),) = report.follow_ups
    assert (row, field) == (2, column)
    assert (reason in said and cell[:2_000] in said) or column in ("age_max", "free", "section_41")
    assert any(line.startswith(f"To follow up: row 2, {column}") for line in report.lines())


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("name", "", "missing"),
        ("name", "N/A", "missing"),
        ("name", "x" * 256, "256 of 255 characters: shorten it by 1"),
        ("name", "Ring 01632 960001", "looks like a phone number"),
        ("external_id", "", "missing"),
    ],
)
def test_what_a_listing_is_known_by_rejects_its_row(council, run_import, column, cell, reason):
    report = run_import({**FULL, column: cell}, {"external_id": "good", "name": "Good"})
    assert only().name == "Good"
    assert reason in reasons(report)[2, column]
    assert (report.created, report.follow_ups) == (1, [])


def test_what_is_there_stays_where_its_cell_cannot_be_read(council, run_import):
    run_import(FULL)
    bad = {
        "age_min": "small",
        "url": "nowhere",
        "email": "nobody",
        "opening_hours": "x" * 9_000,
        "accessibility": "lift",
    }
    report = run_import({**FULL, **bad, "summary": "Changed"})
    service = only()
    assert (report.updated, service.summary, service.age_min) == (1, "Changed", 2)
    assert (service.url, service.contacts.get().email) == (FULL["url"], FULL["email"])
    (place,) = service.service_at_locations.all()
    assert (place.accessibility, place.schedules.count()) == (["step-free", "hoist"], 3)
    assert {each.field for each in report.follow_ups} == set(bad)

    again = run_import({**FULL, **bad, "summary": "Changed"})
    assert (again.unchanged, len(again.follow_ups)) == (1, len(bad))


def test_an_address_whose_privacy_cannot_be_read_is_hidden(council, run_import):
    run_import({**FULL, "hide_address": "no"})
    report = run_import({**FULL, "hide_address": "ask us"})
    assert only().service_at_locations.get().hide_address == HideAddress.ALL
    assert [each.field for each in report.follow_ups] == ["hide_address"]


def test_a_new_address_never_keeps_an_old_postcode(council, run_import):
    run_import({**FULL, "postcode": "MK9 3XS"})
    run_import({**FULL, "address": "2 Other Road, Milton Keynes", "postcode": "NOT ONE"})
    place = only().service_at_locations.get()
    assert (place.address, place.postcode) == ("2 Other Road, Milton Keynes", "")
    run_import({**FULL, "address": "2 Other Road, Milton Keynes", "postcode": "MK9 3XS"})
    run_import({**FULL, "address": "2 Other Road, Milton Keynes", "postcode": "NOT ONE", "summary": "Changed"})
    assert only().service_at_locations.get().postcode == "MK9 3XS"


def test_free_beside_a_price_is_neither(council, run_import):
    report = run_import({**FULL, "free": "yes"})
    service = only()
    assert (service.free, service.cost_options.get().amount_description) == (None, "£5 a visit")
    assert [each.field for each in report.follow_ups] == ["free"]


def test_hours_that_cannot_be_read_are_the_words_they_are(council, run_import, tmp_path):
    report = run_import({**FULL, "opening_hours": "When the tide allows; ring first"})
    place = only().service_at_locations.get()
    assert [row.note for row in place.schedules.all()] == ["When the tide allows", "ring first"]
    assert [each.field for each in report.follow_ups] == ["opening_hours"]
    export_listings(path=tmp_path / "out.csv")
    assert import_listings(path=tmp_path / "out.csv", publish=True, dry_run=False).unchanged == 1


def test_ages_above_25_are_kept_with_a_note(council, run_import):
    report = run_import({"external_id": "a", "name": "Adults too", "age_min": "16", "age_max": "65"})
    assert only().age_max == 65
    assert [(note.row, note.field) for note in report.notes] == [(2, "age_max")]


@pytest.mark.parametrize(
    ("postcode", "latitude", "note"),
    [("MK3 6ZZ", 52.0, "sector"), ("MK4 9ZZ", 52.0, "outcode"), ("LS1 1AA", None, "no point")],
)
def test_an_unknown_postcode_falls_back_with_a_note(council, run_import, postcode, latitude, note):
    report = run_import({"external_id": "a", "name": "Far", "postcode": postcode})
    place = only().service_at_locations.get()
    assert (place.postcode, place.latitude) == (postcode, latitude)
    assert note in report.notes[0].reason


def test_markup_is_taken_out_and_formulas_stay_text(council, run_import, tmp_path):
    row = {
        "external_id": "=1+1",
        "name": "<script>alert(1)</script>Club",
        "summary": '=HYPERLINK("http://evil.example")',
        "phone": "+44 1632 960001",
        "description": "<p>Fun &amp; games</p>",
    }
    report = run_import(row)
    service = only()
    assert (service.external_id, service.name, service.description) == ("=1+1", "Club", "Fun & games")
    assert service.summary == row["summary"]
    assert {(note.field, note.reason.split(":")[0].split(" ")[0]) for note in report.notes} == {
        ("name", "HTML"),
        ("description", "HTML"),
        ("summary", "Starts"),
    }
    export_listings(path=tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text()
    assert "\n'=1+1,Club,\"'=HYPERLINK(" in text
    assert "'+44 1632 960001" in text
    again = import_listings(path=tmp_path / "out.csv", publish=True, dry_run=False)
    assert (again.unchanged, again.rejected, again.notes) == (1, [], [])


def test_unknown_columns_are_reported(council, run_import):
    report = run_import({**FULL, "colour": "blue", "": "?"})
    assert report.unknown_columns == ("colour", "Column 39")
    assert any("colour" in line for line in report.lines())


def test_a_listing_in_review_is_left_alone(council, run_import):
    run_import(FULL)
    service = only()
    owner = PersonFactory()
    MembershipFactory(organisation=service.organisation, user=owner)
    save_draft(user=owner, service=service, data=replace(ServiceData.from_service(service), name="Proposed"))
    submit(user=owner, listing=service)
    for publish in (True, False):
        report = run_import(
            {**FULL, "summary": "Changed", "organisation": "Example New Owners"},
            {"external_id": "b", "name": "B", "organisation": "Example New Owners"},
            publish=publish,
        )
        assert reasons(report)[2, "external_id" if publish else "organisation"]
    assert only_named("Sleep clinic").live
    assert Organisation.objects.filter(name="Example New Owners").count() == 1


def test_only_an_officer_may_import(council, write_csv):
    path = write_csv([FULL])
    with pytest.raises(NotAllowed):
        import_listings(path=path, publish=True, dry_run=False, user=PersonFactory())
    assert import_listings(path=path, publish=True, dry_run=False, user=PersonFactory(officer=True)).created == 1


def only_named(name):
    return Service.objects.get(name=name)


def test_a_text_that_is_too_long_for_the_pages_comes_in_whole_with_a_note(council, run_import):
    report = run_import({"external_id": "a", "name": "Long", "description": "x" * 5312})
    assert len(only().description) == 5312
    assert [(note.field, note.reason) for note in report.notes] == [
        ("description", "5,312 of 5,000 characters: shorten it by 312 before it is changed on the pages.")
    ]
