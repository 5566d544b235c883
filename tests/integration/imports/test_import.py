"""Importing a listing CSV into a council."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.imports.services import export_listings, import_listings
from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed
from providers.listings.models import Organisation, Service
from providers.listings.services import save_draft
from providers.review.services import submit
from search.index.models import SearchRow
from search.taxonomy.models import Term
from search.taxonomy.services import merge_terms
from tests.factories.people import MembershipFactory, PersonFactory

FULL = {
    "external_id": "a-1",
    "name": "Sleep clinic",
    "summary": "Help with sleep",
    "description": "We help.\n\nCall us & ask <3",
    "organisation": "Example Night Owls",
    "organisation_kind": "voluntary",
    "setting_type": "",
    "sector": "health;advice",
    "topic": "therapies",
    "tier": "targeted",
    "needs": "sleep; autism",
    "audience": "families",
    "age_min": "2",
    "age_max": "11",
    "address": "1 Long Road, Milton Keynes",
    "postcode": "mk93xs",
    "hide_address": "yes",
    "reach": "council",
    "delivery": "in-person;online",
    "free": "no",
    "cost": "£5 a visit",
    "personal_budget": "yes",
    "eligibility": "Anyone",
    "who_decides": "The nurse",
    "referral": "self;gp",
    "how_to_access": "Call us",
    "waiting_time": "6 weeks",
    "opening_hours": "mon 09:00-17:00, 18:00-20:00; sat 10:00-12:00; term",
    "accessibility": "step-free;hoist",
    "outcomes": "Better nights",
    "if_unhappy": "Tell us",
    "phone": "01632 960001",
    "email": "hello@example.org",
    "url": "https://sleep.example.org/",
    "urn": "",
    "section_41": "",
    "sen_report_url": "",
}


def only():
    return Service.objects.get()


def reasons(report):
    return {(remark.row, remark.field): remark.reason for remark in report.rejected}


def test_every_column_reaches_the_live_listing(council, bring):
    report = bring(FULL)
    service = only()
    data = ServiceData.from_service(service)
    assert (report.created, report.rejected, report.rows) == (1, [], 1)
    assert (service.live, service.organisation.name, service.organisation.kind) == (
        True,
        "Example Night Owls",
        "voluntary",
    )
    assert service.organisation.live
    assert service.external_id == "a-1"
    assert data.sectors == ("health", "advice")
    assert (set(data.needs), data.topics, data.tier) == ({"autism", "sleep"}, ("therapies",), "targeted")
    assert (data.age_min, data.age_max, data.free, data.personal_budget) == (2, 11, False, True)
    assert data.description == "We help.\n\nCall us & ask <3"
    assert [cost.amount_description for cost in data.costs] == ["£5 a visit"]
    assert [(contact.phone, contact.email) for contact in data.contacts] == [("01632 960001", "hello@example.org")]
    (place,) = data.places
    assert (place.postcode, place.hide_address, set(place.accessibility)) == ("MK9 3XS", True, {"hoist", "step-free"})
    assert [(row.day, row.period) for row in place.schedules] == [("mon", "term"), ("mon", "term"), ("sat", "term")]
    assert service.service_at_locations.get().latitude == 52.04
    assert service.state.waiting_time == "6 weeks"
    assert service.state.waiting_time_checked is not None
    assert SearchRow.objects.filter(deleted=False, body__name="Sleep clinic").count() == 1


def test_without_publish_rows_are_drafts(council, bring):
    bring(FULL, publish=False)
    assert not only().live
    assert not SearchRow.objects.exists()
    report = bring(FULL, publish=True)
    assert (report.updated, only().live) == (1, True)


def test_a_second_run_writes_nothing(council, bring):
    rows = (FULL, {"external_id": "a-2", "name": "Bare"})
    for publish in (False, True):
        bring(*rows, publish=publish)
        revisions = {service.pk: service.latest_revision_id for service in Service.objects.all()}
        versions = set(SearchRow.objects.values_list("version", flat=True))
        report = bring(*rows, publish=publish)
        assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
        assert {service.pk: service.latest_revision_id for service in Service.objects.all()} == revisions
        assert set(SearchRow.objects.values_list("version", flat=True)) == versions


def test_a_dry_run_reports_the_same_and_writes_nothing(council, bring):
    tried = bring(FULL, {"external_id": "a-2", "name": ""}, dry_run=True)
    assert not Service.objects.exists()
    assert not Organisation.objects.exists()
    assert (tried.created, len(tried.rejected)) == (1, 1)
    assert next(tried.lines()).startswith("Dry run")
    done = bring(FULL, {"external_id": "a-2", "name": ""})
    assert (done.created, done.rejected) == (tried.created, tried.rejected)


def test_only_the_key_and_the_name_are_needed(council, bring):
    assert bring({"external_id": "a-1", "name": "Bare"}).created == 1
    assert (only().organisation.name, only().reach) == ("Bare", "local")


def test_a_missing_column_leaves_what_is_there_and_an_empty_cell_clears_it(council, bring):
    bring(FULL)
    place = only().service_at_locations.get().uuid
    report = bring({"external_id": "a-1", "name": "Sleep clinic", "summary": "", "needs": "", "free": "", "cost": ""})
    data = ServiceData.from_service(only())
    assert report.updated == 1
    assert (data.summary, data.needs, data.free, data.costs) == ("", (), None, ())
    assert (data.tier, data.description[:8], data.places[0].postcode) == ("targeted", "We help.", "MK9 3XS")
    assert data.places[0].uuid == place


def test_a_changed_cell_keeps_the_rest_and_what_the_columns_cannot_say(council, bring):
    bring(FULL)
    service = only()
    data = ServiceData.from_service(service)
    save_draft(user=None, service=service, data=replace(data, suits="Night owls", languages="Polish"))
    bring({**FULL, "name": "Sleep and rest clinic"}, publish=False)
    draft = ServiceData.from_service(Service.objects.get().get_latest_revision_as_object())
    assert (draft.name, draft.suits, draft.languages) == ("Sleep and rest clinic", "Night owls", "Polish")
    assert only().name == "Sleep clinic"


def test_further_rows_are_further_places(council, bring):
    bring(
        FULL,
        {"external_id": "a-2", "name": "Other"},
        {"external_id": "a-1", "address": "2 Short Road", "postcode": "MK9 2FG", "opening_hours": "by-arrangement"},
    )
    places = {place.postcode: place.uuid for place in Service.objects.get(external_id="a-1").service_at_locations.all()}
    assert set(places) == {"MK9 3XS", "MK9 2FG"}
    report = bring(
        {**FULL, "address": "2 Short Road", "postcode": "MK9 2FG"},
        {"external_id": "a-1", "address": "1 Long Road, Milton Keynes", "postcode": "MK9 3XS"},
    )
    assert report.updated == 1
    after = {place.postcode: place.uuid for place in Service.objects.get(external_id="a-1").service_at_locations.all()}
    assert after == places


def test_a_file_that_does_not_say_where_keeps_the_other_places(council, bring):
    bring(FULL, {"external_id": "a-1", "address": "2 Short Road", "postcode": "MK9 2FG"})
    bring({"external_id": "a-1", "name": "Sleep clinic", "accessibility": "bsl"})
    places = ServiceData.from_service(only()).places
    assert [(place.postcode, place.accessibility) for place in places] == [("MK9 3XS", ("bsl",)), ("MK9 2FG", ())]


def test_a_listing_that_lost_a_place_loses_it(council, bring):
    bring(FULL, {"external_id": "a-1", "address": "2 Short Road", "postcode": "MK9 2FG"})
    bring(FULL)
    assert only().service_at_locations.get().postcode == "MK9 3XS"


def test_a_repeated_id_is_rejected_and_the_first_row_stays(council, bring):
    report = bring(FULL, {**FULL, "name": "Copy"}, {"external_id": "a-1"})
    assert only().name == "Sleep clinic"
    assert "Duplicate external_id" in reasons(report)[3, "external_id"]
    assert "without naming a place" in reasons(report)[4, "external_id"]


def test_a_bad_place_rejects_its_listing_whole_and_no_other(council, bring):
    report = bring(
        FULL,
        {"external_id": "a-1", "postcode": "NOT ONE"},
        {"external_id": "a-2", "name": "Good"},
    )
    assert only().name == "Good"
    assert "not a full UK postcode" in reasons(report)[3, "postcode"]
    assert "row 3" in reasons(report)[2, "external_id"]
    assert report.rejected_rows == 2


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("needs", "austism", "Did you mean “autism”?"),
        ("topic", "magic-xyz", "not a code of topic"),
        ("sector", "health;wealth", "wealth"),
        ("tier", "gold", "gold"),
        ("organisation_kind", "guild", "guild"),
        ("age_min", "five", "whole years"),
        ("age_min", "-1", "whole years"),
        ("age_min", "12", "above age_max"),
        ("age_max", "121", "whole years"),
        ("free", "maybe", "yes or no"),
        ("postcode", "MK9", "full UK postcode"),
        ("postcode", "BT1 1AA", "Northern Ireland"),
        ("url", "javascript:alert(1)", "web address"),
        ("email", "nobody", "e-mail"),
        ("urn", "12", "6 digits"),
        ("section_41", "yes", "setting types"),
        ("opening_hours", "blursday 9-10", "blursday"),
        ("accessibility", "lift", "accessibility"),
        ("name", "", "missing"),
        ("name", "x" * 256, "at most 255"),
        ("external_id", "", "missing"),
        ("summary", "x" * 301, "at most 300"),
        ("phone", "0" * 41, "at most 40"),
        ("description", "nul \x00 byte", "not text"),
        ("description", "x" * 20_001, "20,000"),
    ],
)
def test_a_bad_cell_rejects_its_row_by_field(council, bring, column, cell, reason):
    report = bring({**FULL, column: cell}, {"external_id": "good", "name": "Good"})
    assert only().name == "Good"
    assert reason in reasons(report)[2, column]
    assert report.created == 1


def test_ages_above_25_are_kept_with_a_note(council, bring):
    report = bring({"external_id": "a", "name": "Adults too", "age_min": "16", "age_max": "65"})
    assert only().age_max == 65
    assert [(note.row, note.field) for note in report.notes] == [(2, "age_max")]


@pytest.mark.parametrize(
    ("postcode", "latitude", "note"),
    [("MK3 6ZZ", 52.0, "sector"), ("MK4 9ZZ", 52.0, "outcode"), ("LS1 1AA", None, "no point")],
)
def test_an_unknown_postcode_falls_back_with_a_note(council, bring, postcode, latitude, note):
    report = bring({"external_id": "a", "name": "Far", "postcode": postcode})
    place = only().service_at_locations.get()
    assert (place.postcode, place.latitude) == (postcode, latitude)
    assert note in report.notes[0].reason


def test_markup_is_taken_out_and_formulas_stay_text(council, bring, tmp_path):
    row = {
        "external_id": "=1+1",
        "name": "<script>alert(1)</script>Club",
        "summary": '=HYPERLINK("http://evil.example")',
        "phone": "+44 1632 960001",
        "description": "<p>Fun &amp; games</p>",
    }
    report = bring(row)
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


def test_single_dates_reach_the_listing_and_come_out_again(council, bring, tmp_path):
    bring({**FULL, "opening_hours": 'mon 09:00-17:00; 2026-12-05 10:00-12:00 "Christmas party"'})
    (place,) = ServiceData.from_service(only()).places
    single = next(row for row in place.schedules if row.on_date)
    assert (single.on_date.isoformat(), single.opens.hour, single.note) == ("2026-12-05", 10, "Christmas party")
    export_listings(path=tmp_path / "out.csv")
    assert "2026-12-05 10:00-12:00" in (tmp_path / "out.csv").read_text()
    assert import_listings(path=tmp_path / "out.csv", publish=True, dry_run=False).unchanged == 1


def test_a_need_that_was_merged_is_read_as_the_other_and_is_no_change(council, bring):
    row = {"external_id": "a", "name": "A", "needs": "autism;sleep"}
    bring(row)
    old, new = (Term.objects.get(vocabulary="need", code=code) for code in ("sleep", "anxiety"))
    merge_terms(user=PersonFactory(officer=True), term=old, into=new)
    assert bring(row).unchanged == 1
    assert bring({**row, "name": "B"}).updated == 1
    assert set(ServiceData.from_service(only()).needs) == {"autism", "anxiety"}


def test_unknown_columns_are_reported(council, bring):
    report = bring({**FULL, "colour": "blue", "": "?"})
    assert report.unknown_columns == ("colour", "(column 39)")
    assert any("colour" in line for line in report.lines())


def test_organisations_are_matched_by_name_and_kind(council, bring):
    row = {"organisation": "Example Trust", "organisation_kind": "voluntary"}
    bring({"external_id": "a", "name": "A", **row}, {"external_id": "b", "name": "B", **row, "organisation_kind": ""})
    bring({"external_id": "c", "name": "C", **row, "organisation_kind": "health"})
    assert sorted(Organisation.objects.values_list("name", "kind")) == [
        ("Example Trust", "health"),
        ("Example Trust", "voluntary"),
    ]


def test_a_listing_in_review_is_left_alone(council, bring):
    bring(FULL)
    service = only()
    owner = PersonFactory()
    MembershipFactory(organisation=service.organisation, user=owner)
    save_draft(user=owner, service=service, data=replace(ServiceData.from_service(service), name="Proposed"))
    submit(user=owner, listing=service)
    for publish in (True, False):
        report = bring(
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


def test_an_import_asks_the_same_for_each_listing(council, bring):
    """The cost of an unchanged listing stays what it is, however many come with it."""
    rows = [{**FULL, "external_id": f"a-{number}"} for number in range(6)]
    bring(*rows)
    counts = []
    for some in (rows[:2], rows[:4], rows):
        with CaptureQueriesContext(connection) as asked:
            bring(*some)
        counts.append(len(asked))
    assert counts[2] - counts[1] == counts[1] - counts[0]


def only_named(name):
    return Service.objects.get(name=name)
