"""What an import refuses, corrects or remarks on, cell by cell."""

from dataclasses import replace

import pytest

from providers.imports.services.files import export_listings, import_listings
from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed
from providers.listings.models import Organisation, Service
from providers.listings.services.listings import save_draft
from providers.review.services.submissions import submit
from tests.factories.people import MembershipFactory, PersonFactory
from tests.integration.imports.conftest import FULL, only, reasons


def test_a_repeated_id_is_rejected_and_the_first_row_stays(council, run_import):
    report = run_import(FULL, {**FULL, "name": "Copy"}, {"external_id": "a-1"})
    assert only().name == "Sleep clinic"
    assert "Duplicate external_id" in reasons(report)[3, "external_id"]
    assert "without naming a place" in reasons(report)[4, "external_id"]


def test_a_bad_place_rejects_its_listing_whole_and_no_other(council, run_import):
    report = run_import(
        FULL,
        {"external_id": "a-1", "postcode": "NOT ONE"},
        {"external_id": "a-2", "name": "Good"},
    )
    assert only().name == "Good"
    assert "Enter a full postcode" in reasons(report)[3, "postcode"]
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
        ("name", "", "missing"),
        ("name", "x" * 256, "256 of 255 characters: shorten it by 1"),
        ("external_id", "", "missing"),
        ("summary", "x" * 301, "301 of 300 characters: shorten it by 1"),
        ("phone", "0" * 41, "41 of 40 characters: shorten it by 1"),
        ("description", "nul \x00 byte", "can't be shown"),
        ("description", "x" * 20_001, "20,000"),
    ],
)
def test_a_bad_cell_rejects_its_row_by_field(council, run_import, column, cell, reason):
    report = run_import({**FULL, column: cell}, {"external_id": "good", "name": "Good"})
    assert only().name == "Good"
    assert reason in reasons(report)[2, column]
    assert report.created == 1


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
    assert report.unknown_columns == ("colour", "(column 39)")
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
