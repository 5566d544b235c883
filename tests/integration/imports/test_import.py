"""Importing a listing CSV into a council."""

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.imports.services.files import export_listings, import_listings
from providers.listings.data import ServiceData
from providers.listings.models import Organisation, Service
from providers.listings.services.listings import save_draft
from search.index.models import SearchRow
from search.taxonomy.models import Term
from search.taxonomy.services.terms import merge_terms
from tests.factories.people import PersonFactory
from tests.integration.imports.conftest import FULL, only


def test_every_column_reaches_the_live_listing(council, run_import):
    report = run_import(FULL)
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
    assert (place.postcode, place.hide_address, set(place.accessibility)) == ("MK9 3XS", "yes", {"hoist", "step-free"})
    assert [(row.day, row.period) for row in place.schedules] == [("mon", "term"), ("mon", "term"), ("sat", "term")]
    assert service.service_at_locations.get().latitude == 52.04
    assert service.state.waiting_time == "6 weeks"
    assert service.state.waiting_time_checked is not None
    assert SearchRow.objects.filter(deleted=False, body__name="Sleep clinic").count() == 1


def test_without_publish_rows_are_drafts(council, run_import):
    run_import(FULL, publish=False)
    assert not only().live
    assert not SearchRow.objects.exists()
    report = run_import(FULL, publish=True)
    assert (report.updated, only().live) == (1, True)


def test_a_second_run_writes_nothing(council, run_import):
    rows = (FULL, {"external_id": "a-2", "name": "Bare"})
    for publish in (False, True):
        run_import(*rows, publish=publish)
        revisions = {service.pk: service.latest_revision_id for service in Service.objects.all()}
        versions = set(SearchRow.objects.values_list("version", flat=True))
        report = run_import(*rows, publish=publish)
        assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
        assert {service.pk: service.latest_revision_id for service in Service.objects.all()} == revisions
        assert set(SearchRow.objects.values_list("version", flat=True)) == versions


def test_a_dry_run_reports_the_same_and_writes_nothing(council, run_import):
    tried = run_import(FULL, {"external_id": "a-2", "name": ""}, dry_run=True)
    assert not Service.objects.exists()
    assert not Organisation.objects.exists()
    assert (tried.created, len(tried.rejected)) == (1, 1)
    assert next(tried.lines()).startswith("Dry run")
    done = run_import(FULL, {"external_id": "a-2", "name": ""})
    assert (done.created, done.rejected) == (tried.created, tried.rejected)


def test_only_the_key_and_the_name_are_needed(council, run_import):
    assert run_import({"external_id": "a-1", "name": "Bare"}).created == 1
    assert (only().organisation.name, only().reach) == ("Bare", "local")


def test_a_missing_column_leaves_what_is_there_and_an_empty_cell_clears_it(council, run_import):
    run_import(FULL)
    place = only().service_at_locations.get().uuid
    report = run_import(
        {"external_id": "a-1", "name": "Sleep clinic", "summary": "", "needs": "", "free": "", "cost": ""}
    )
    data = ServiceData.from_service(only())
    assert report.updated == 1
    assert (data.summary, data.needs, data.free, data.costs) == ("", (), None, ())
    assert (data.tier, data.description[:8], data.places[0].postcode) == ("targeted", "We help.", "MK9 3XS")
    assert data.places[0].uuid == place


def test_a_changed_cell_keeps_the_rest_and_what_the_columns_cannot_say(council, run_import):
    run_import(FULL)
    service = only()
    data = ServiceData.from_service(service)
    save_draft(user=None, service=service, data=replace(data, suits="Night owls", languages="Polish"))
    run_import({**FULL, "name": "Sleep and rest clinic"}, publish=False)
    draft = ServiceData.from_service(Service.objects.get().get_latest_revision_as_object())
    assert (draft.name, draft.suits, draft.languages) == ("Sleep and rest clinic", "Night owls", "Polish")
    assert only().name == "Sleep clinic"


def test_further_rows_are_further_places(council, run_import):
    run_import(
        FULL,
        {"external_id": "a-2", "name": "Other"},
        {"external_id": "a-1", "address": "2 Short Road", "postcode": "MK9 2FG", "opening_hours": "by-arrangement"},
    )
    places = {place.postcode: place.uuid for place in Service.objects.get(external_id="a-1").service_at_locations.all()}
    assert set(places) == {"MK9 3XS", "MK9 2FG"}
    report = run_import(
        {**FULL, "address": "2 Short Road", "postcode": "MK9 2FG"},
        {"external_id": "a-1", "address": "1 Long Road, Milton Keynes", "postcode": "MK9 3XS"},
    )
    assert report.updated == 1
    after = {place.postcode: place.uuid for place in Service.objects.get(external_id="a-1").service_at_locations.all()}
    assert after == places


def test_a_file_that_does_not_say_where_keeps_the_other_places(council, run_import):
    run_import(FULL, {"external_id": "a-1", "address": "2 Short Road", "postcode": "MK9 2FG"})
    run_import({"external_id": "a-1", "name": "Sleep clinic", "accessibility": "bsl"})
    places = ServiceData.from_service(only()).places
    assert [(place.postcode, place.accessibility) for place in places] == [("MK9 3XS", ("bsl",)), ("MK9 2FG", ())]


def test_a_listing_that_lost_a_place_loses_it(council, run_import):
    run_import(FULL, {"external_id": "a-1", "address": "2 Short Road", "postcode": "MK9 2FG"})
    run_import(FULL)
    assert only().service_at_locations.get().postcode == "MK9 3XS"


def test_single_dates_reach_the_listing_and_come_out_again(council, run_import, tmp_path):
    run_import({**FULL, "opening_hours": 'mon 09:00-17:00; 2026-12-05 10:00-12:00 "Christmas party"'})
    (place,) = ServiceData.from_service(only()).places
    single = next(row for row in place.schedules if row.on_date)
    assert (single.on_date.isoformat(), single.opens.hour, single.note) == ("2026-12-05", 10, "Christmas party")
    export_listings(path=tmp_path / "out.csv")
    assert "2026-12-05 10:00-12:00" in (tmp_path / "out.csv").read_text()
    assert import_listings(path=tmp_path / "out.csv", publish=True, dry_run=False).unchanged == 1


def test_a_need_that_was_merged_is_read_as_the_other_and_is_no_change(council, run_import):
    row = {"external_id": "a", "name": "A", "needs": "autism;sleep"}
    run_import(row)
    old, new = (Term.objects.get(vocabulary="need", code=code) for code in ("sleep", "anxiety"))
    merge_terms(user=PersonFactory(officer=True), term=old, into=new)
    assert run_import(row).unchanged == 1
    assert run_import({**row, "name": "B"}).updated == 1
    assert set(ServiceData.from_service(only()).needs) == {"autism", "anxiety"}


def test_organisations_are_matched_by_name_and_kind(council, run_import):
    row = {"organisation": "Example Trust", "organisation_kind": "voluntary"}
    run_import(
        {"external_id": "a", "name": "A", **row}, {"external_id": "b", "name": "B", **row, "organisation_kind": ""}
    )
    run_import({"external_id": "c", "name": "C", **row, "organisation_kind": "health"})
    assert sorted(Organisation.objects.values_list("name", "kind")) == [
        ("Example Trust", "health"),
        ("Example Trust", "voluntary"),
    ]


def test_an_import_asks_the_same_for_each_listing(council, run_import):
    """The cost of an unchanged listing stays what it is, however many come with it."""
    rows = [{**FULL, "external_id": f"a-{number}"} for number in range(6)]
    run_import(*rows)
    counts = []
    for some in (rows[:2], rows[:4], rows):
        with CaptureQueriesContext(connection) as asked:
            run_import(*some)
        counts.append(len(asked))
    assert counts[2] - counts[1] == counts[1] - counts[0]
