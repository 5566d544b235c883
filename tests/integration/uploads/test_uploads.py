"""A spreadsheet's way: columns, check, confirm, report, undo."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from providers.imports import bringing
from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Organisation, Service
from providers.listings.services import save_draft
from providers.review.selectors import current_submission
from providers.review.services import approve
from providers.uploads import services, tasks, working
from providers.uploads.models import Goes, Status, Upload, UploadRow
from search.index.models import SearchRow
from tests.factories import PersonFactory, ServiceFactory
from tests.integration.uploads.conftest import csv_of, run

CLUB = {"external_id": "o-1", "name": "Sleep club", "summary": "Help with sleep", "phone": "01632 960001"}
GROUP = {"external_id": "o-2", "name": "Talk group", "summary": "Talking", "phone": ""}


def named(name):
    return Service.objects.select_related("state", "organisation").get(name=name)


def outcomes(upload):
    return {row.external_id: row.outcome for row in upload.rows.all()}


def found():
    return set(SearchRow.objects.filter(deleted=False).values_list("body__name", flat=True))


def test_a_check_shows_what_would_change_and_saves_nothing(owls, bring):
    ServiceFactory(organisation=owls.organisation, external_id="o-1", name="Sleep club", summary="Old words")
    upload = bring(owls, CLUB, GROUP, {"external_id": "o-3", "name": "", "summary": "No name"}, confirm=False)
    assert upload.status == Status.CHECKED
    assert outcomes(upload) == {"o-1": "updated", "o-2": "created", "o-3": "rejected"}
    changes = {column: (before, after) for column, before, after in upload.rows.get(external_id="o-1").changes}
    assert changes == {"summary": ("Old words", "Help with sleep"), "phone": ("", "01632 960001")}
    assert upload.rows.get(external_id="o-3").problems == [[4, "name", "The name is missing."]]
    assert Service.objects.count() == 1
    assert ServiceData.from_service(Service.objects.get().get_latest_revision_as_object()).summary == "Old words"


def test_a_changed_place_is_shown_as_one_line_a_place(owls, bring):
    first = {**CLUB, "address": "1 Long Road", "postcode": "MK9 3XS", "opening_hours": "mon 09:00-17:00"}
    bring(owls, first)
    upload = bring(
        owls, {**first, "opening_hours": "tue 09:00-17:00"}, {"external_id": "o-1", "address": "2 Short Road"}
    )
    assert upload.rows.get().changes == [
        [
            "address",
            "1 Long Road, MK9 3XS, mon 09:00-17:00",
            "1 Long Road, MK9 3XS, tue 09:00-17:00\n2 Short Road",
        ]
    ]


def test_a_providers_listings_are_saved_as_drafts_in_their_name(owls, bring):
    upload = bring(owls, CLUB, GROUP)
    assert (upload.status, upload.done, upload.total) == (Status.DONE, 2, 2)
    service = named("Sleep club")
    assert (service.live, service.organisation, service.latest_revision.user) == (False, owls.organisation, owls.person)
    assert set(upload.rows.values_list("saved", "outcome")) == {(True, "created")}
    assert current_submission(service) is None


def test_on_choice_they_are_sent_to_the_council(owls, bring):
    bring(owls, CLUB, goes=Goes.REVIEW)
    submission = current_submission(named("Sleep club"))
    assert submission.submitted_by == owls.person


def test_an_officers_listings_go_live_where_they_say_so(officer, bring):
    bring(officer, {**CLUB, "organisation": "Night Owls"}, goes=Goes.LIVE)
    assert named("Sleep club").live
    assert found() == {"Sleep club"}


def test_another_providers_listing_is_never_touched_or_told_of(owls, larks, bring):
    theirs = ServiceFactory(organisation=larks.organisation, external_id="o-1", name="Secret plan")
    before = theirs.latest_revision_id
    upload = bring(owls, CLUB, {"external_id": str(theirs.uuid), "name": "By its id"}, GROUP)
    assert outcomes(upload) == {"o-1": "rejected", str(theirs.uuid): "created", "o-2": "created"}
    theirs.refresh_from_db()
    assert (theirs.latest_revision_id, theirs.organisation) == (before, larks.organisation)
    told = repr(list(upload.rows.values_list("problems", "notes", "changes")))
    assert "Secret" not in told
    assert "Larks" not in told


def test_a_listing_without_a_key_is_not_reached_by_its_id_either(owls, larks, bring):
    theirs = ServiceFactory(organisation=larks.organisation, name="Secret plan")
    upload = bring(owls, {"external_id": str(theirs.uuid), "name": "Taken over"})
    assert outcomes(upload) == {str(theirs.uuid): "rejected"}
    assert named("Secret plan").organisation == larks.organisation


def test_a_row_that_names_another_organisation_is_refused(owls, larks, bring):
    upload = bring(owls, {**CLUB, "organisation": "Larks"}, {**GROUP, "organisation": "night owls"})
    assert sorted(upload.rows.values_list("number", "outcome")) == [(2, "rejected"), (3, "created")]
    assert not Service.objects.filter(organisation=larks.organisation).exists()


@pytest.mark.parametrize("who", ["viewer", "stranger", "officer", "nobody-any-more"])
def test_only_those_who_write_for_an_organisation_upload_for_it(owls, who):
    person = PersonFactory(officer=who == "officer")
    if who == "viewer":
        owls.organisation.memberships.create(user=person, role="viewer")
    if who == "nobody-any-more":
        person = owls.person
        owls.organisation.memberships.all().delete()
    with pytest.raises(NotAllowed):
        services.start_upload(user=person, organisation=owls.organisation, name="a.csv", content=csv_of(CLUB))


def test_a_provider_uploads_nothing_for_the_council_and_publishes_nothing(owls):
    with pytest.raises(NotAllowed):
        services.start_upload(user=owls.person, organisation=None, name="a.csv", content=csv_of(CLUB))
    upload = services.start_upload(user=owls.person, organisation=owls.organisation, name="a.csv", content=csv_of(CLUB))
    with pytest.raises(NotAllowed):
        services.check_upload(user=owls.person, upload=upload, mapping=upload.mapping, goes=Goes.LIVE)


def test_one_who_lost_the_right_meanwhile_changes_nothing(owls, bring):
    upload = bring(owls, CLUB, confirm=False)
    services.confirm_upload(user=owls.person, upload=upload)
    owls.organisation.memberships.all().delete()
    run()
    upload.refresh_from_db()
    assert (upload.status, Service.objects.count()) == (Status.STOPPED, 0)


def test_undoing_takes_new_ones_out_and_puts_changed_ones_back(officer, bring, undo):
    old = {
        "external_id": "o-1",
        "name": "Sleep club",
        "summary": "Old",
        "organisation": "Night Owls",
        "waiting_time": "1 week",
    }
    bring(officer, old, goes=Goes.LIVE)
    upload = bring(
        officer, {**old, "summary": "New", "name": "Renamed", "waiting_time": "9 weeks"}, {**GROUP}, goes=Goes.LIVE
    )
    assert found() == {"Renamed", "Talk group"}
    undo(officer, upload)
    service = named("Sleep club")
    assert (upload.status, service.summary, service.live, service.state.waiting_time) == (
        Status.UNDONE,
        "Old",
        True,
        "1 week",
    )
    assert not service.has_unpublished_changes
    assert (found(), Service.objects.count()) == ({"Sleep club"}, 1)
    assert set(upload.rows.values_list("external_id", "undone")) == {("o-1", "restored"), ("o-2", "removed")}


def test_undoing_leaves_what_was_changed_since_and_says_so(owls, bring, undo):
    upload = bring(owls, CLUB, GROUP)
    club = named("Sleep club")
    draft = ServiceData.from_service(club.get_latest_revision_as_object())
    save_draft(user=owls.person, service=club, data=replace(draft, summary="Mine"))
    undo(owls, upload)
    assert dict(upload.rows.values_list("external_id", "undone")) == {"o-1": "left", "o-2": "removed"}
    assert "changed after the upload" in upload.rows.get(external_id="o-1").undone_note
    kept = ServiceData.from_service(named("Sleep club").get_latest_revision_as_object())
    assert kept.summary == "Mine"


def test_undoing_takes_back_what_it_sent_but_not_what_was_approved(owls, officer, bring, undo):
    upload = bring(owls, CLUB, GROUP, goes=Goes.REVIEW)
    approve(user=officer, task_state=current_submission(named("Sleep club")))
    undo(owls, upload)
    assert dict(upload.rows.values_list("external_id", "undone")) == {"o-1": "left", "o-2": "removed"}
    assert named("Sleep club").live


def test_undoing_brings_back_a_draft_beside_what_is_live(officer, owls, bring, undo):
    row = {**CLUB, "organisation": "Night Owls"}
    bring(officer, row, goes=Goes.LIVE)
    service = named("Sleep club")
    save_draft(user=owls.person, service=service, data=replace(ServiceData.from_service(service), summary="A draft"))
    upload = bring(officer, {**row, "summary": "Straight to families"}, goes=Goes.LIVE)
    undo(officer, upload)
    service = named("Sleep club")
    assert (service.summary, service.has_unpublished_changes) == ("Help with sleep", True)
    assert ServiceData.from_service(service.get_latest_revision_as_object()).summary == "A draft"


def test_an_upload_can_be_undone_for_30_days(owls, bring):
    upload = bring(owls, CLUB)
    Upload.objects.update(finished_at=timezone.now() - timedelta(days=31))
    upload.refresh_from_db()
    with pytest.raises(WrongState):
        services.undo_upload(user=owls.person, upload=upload)


def test_a_worker_killed_half_way_goes_on_where_it_was(owls, bring, monkeypatch):
    rows = [{"external_id": f"k{number}", "name": f"Club {number}"} for number in range(7)]
    monkeypatch.setattr(working, "BATCH", 2)
    upload = bring(owls, *rows, confirm=False)
    services.confirm_upload(user=owls.person, upload=upload)
    bring_batch, batches = bringing.Bringer.bring, []

    def die_in_the_third(self, groups):
        results = bring_batch(self, groups)
        batches.append(len(results))
        if len(batches) == 3:
            raise SystemExit  # as a kill: nobody catches it, and its transaction is gone
        return results

    monkeypatch.setattr(bringing.Bringer, "bring", die_in_the_third)
    with pytest.raises(SystemExit):
        working.work()
    upload.refresh_from_db()
    assert (upload.status, upload.done, Service.objects.count()) == (Status.IMPORTING, 4, 4)
    run()
    upload.refresh_from_db()
    assert (upload.status, Service.objects.count()) == (Status.DONE, 7)
    assert upload.rows.filter(saved=True).count() == 7
    assert {service.revisions.count() for service in Service.objects.all()} == {1}


def test_two_workers_are_not_at_one_councils_uploads_at_once(owls, bring):
    upload = bring(owls, CLUB, confirm=False)
    services.confirm_upload(user=owls.person, upload=upload)
    at = {name: connection.settings_dict[name.upper()] or None for name in ("host", "port", "user", "password")}
    with psycopg.connect(**at, dbname=connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_lock(hashtext(%s))", [f"uploads {connection.schema_name}"])
        assert working.work() is False
        assert not Service.objects.exists()
    run()
    assert Service.objects.count() == 1


def test_only_an_upload_that_stands_still_is_handed_over_again(owls, bring, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks, "hand_over", sent.append)
    upload = bring(owls, CLUB, confirm=False)
    services.confirm_upload(user=owls.person, upload=upload)
    tasks.sweep_uploads()
    assert sent == []
    Upload.objects.update(moved_at=timezone.now() - timedelta(minutes=3))
    tasks.sweep_uploads()
    run()
    tasks.sweep_uploads()
    assert sent == [services.WORK_TASK]


def test_a_fault_stops_it_and_go_on_finishes_it(owls, bring, monkeypatch):
    upload = bring(owls, CLUB, GROUP, confirm=False)
    services.confirm_upload(user=owls.person, upload=upload)
    with monkeypatch.context() as broken:
        broken.setattr(bringing.Bringer, "bring", lambda self, groups: 1 / 0)
        run()
    upload.refresh_from_db()
    assert (upload.status, upload.stopped_in) == (Status.STOPPED, Status.IMPORTING)
    assert "Nothing is lost" in upload.problem
    services.go_on_with_upload(user=owls.person, upload=upload)
    run()
    upload.refresh_from_db()
    assert (upload.status, Service.objects.count()) == (Status.DONE, 2)


def test_several_uploads_of_a_council_wait_for_each_other(owls, larks, bring):
    first, second = (bring(who, {**CLUB, "external_id": who.organisation.name}, confirm=False) for who in (owls, larks))
    services.confirm_upload(user=larks.person, upload=second)
    services.confirm_upload(user=owls.person, upload=first)
    assert working.next_upload() == second
    run()
    assert set(Upload.objects.values_list("status", flat=True)) == {Status.DONE}


def test_columns_are_remembered_by_organisation(owls, larks, bring):
    content = b"Our number,Club called\n1,Sleep club\n"
    upload = services.start_upload(user=owls.person, organisation=owls.organisation, name="a.csv", content=content)
    assert upload.mapping == {"Our number": "", "Club called": ""}
    chosen = {"Our number": "external_id", "Club called": "name"}
    services.check_upload(user=owls.person, upload=upload, mapping=chosen, goes=Goes.DRAFT)
    again = services.start_upload(user=owls.person, organisation=owls.organisation, name="b.csv", content=content)
    other = services.start_upload(user=larks.person, organisation=larks.organisation, name="b.csv", content=content)
    assert (again.mapping, other.mapping) == (chosen, {"Our number": "", "Club called": ""})


def test_the_same_file_again_changes_nothing(owls, bring):
    bring(owls, CLUB, GROUP)
    again = bring(owls, CLUB, GROUP)
    assert outcomes(again) == {"o-1": "unchanged", "o-2": "unchanged"}
    with pytest.raises(WrongState):
        services.undo_upload(user=owls.person, upload=again)


def test_old_files_are_dropped_and_what_was_done_is_kept(owls, bring):
    upload = bring(owls, CLUB)
    name = upload.file.name
    assert default_storage.exists(name)
    Upload.objects.update(created_at=timezone.now() - timedelta(days=91))
    assert services.purge_uploads() == 1
    assert services.purge_uploads() == 0
    upload.refresh_from_db()
    assert (upload.file.name, upload.rows.get().changes) == ("", [])


def test_throwing_away_leaves_nothing(owls, bring):
    upload = bring(owls, CLUB, confirm=False)
    services.discard_upload(user=owls.person, upload=upload)
    upload.refresh_from_db()
    assert (upload.status, UploadRow.objects.count(), Service.objects.count()) == (Status.DISCARDED, 0, 0)
    assert Organisation.objects.count() == 1
