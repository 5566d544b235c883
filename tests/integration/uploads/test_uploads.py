"""A spreadsheet's way: columns, check, confirm, report, undo."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Organisation, Service
from providers.review.selectors import current_submission
from providers.uploads.models import Goes, Status, Upload, UploadRow
from providers.uploads.services import uploads
from tests.factories import PersonFactory, ServiceFactory
from tests.integration.uploads.conftest import CLUB, GROUP, csv_of, found, named, outcomes, run


def test_a_check_shows_what_would_change_and_saves_nothing(owls, run_upload):
    ServiceFactory(organisation=owls.organisation, external_id="o-1", name="Sleep club", summary="Old words")
    upload = run_upload(owls, CLUB, GROUP, {"external_id": "o-3", "name": "", "summary": "No name"}, confirm=False)
    assert upload.status == Status.CHECKED
    assert outcomes(upload) == {"o-1": "updated", "o-2": "created", "o-3": "rejected"}
    changes = {column: (before, after) for column, before, after in upload.rows.get(external_id="o-1").changes}
    assert changes == {"summary": ("Old words", "Help with sleep"), "phone": ("", "01632 960001")}
    assert upload.rows.get(external_id="o-3").problems == [[4, "name", "The name is missing."]]
    assert Service.objects.count() == 1
    assert ServiceData.from_service(Service.objects.get().get_latest_revision_as_object()).summary == "Old words"


def test_a_changed_place_is_shown_as_one_line_a_place(owls, run_upload):
    first = {**CLUB, "address": "1 Long Road", "postcode": "MK9 3XS", "opening_hours": "mon 09:00-17:00"}
    run_upload(owls, first)
    upload = run_upload(
        owls, {**first, "opening_hours": "tue 09:00-17:00"}, {"external_id": "o-1", "address": "2 Short Road"}
    )
    assert upload.rows.get().changes == [
        [
            "address",
            "1 Long Road, MK9 3XS, mon 09:00-17:00",
            "1 Long Road, MK9 3XS, tue 09:00-17:00\n2 Short Road",
        ]
    ]


def test_a_providers_listings_are_saved_as_drafts_in_their_name(owls, run_upload):
    upload = run_upload(owls, CLUB, GROUP)
    assert (upload.status, upload.done, upload.total) == (Status.DONE, 2, 2)
    service = named("Sleep club")
    assert (service.live, service.organisation, service.latest_revision.user) == (False, owls.organisation, owls.person)
    assert set(upload.rows.values_list("saved", "outcome")) == {(True, "created")}
    assert current_submission(service) is None


def test_on_choice_they_are_sent_to_the_council(owls, run_upload):
    run_upload(owls, CLUB, goes=Goes.REVIEW)
    submission = current_submission(named("Sleep club"))
    assert submission.submitted_by == owls.person


def test_an_officers_listings_go_live_where_they_say_so(officer, run_upload):
    run_upload(officer, {**CLUB, "organisation": "Night Owls"}, goes=Goes.LIVE)
    assert named("Sleep club").live
    assert found() == {"Sleep club"}


def test_another_providers_listing_is_never_touched_or_told_of(owls, larks, run_upload):
    theirs = ServiceFactory(organisation=larks.organisation, external_id="o-1", name="Secret plan")
    before = theirs.latest_revision_id
    upload = run_upload(owls, CLUB, {"external_id": str(theirs.uuid), "name": "By its id"}, GROUP)
    assert outcomes(upload) == {"o-1": "rejected", str(theirs.uuid): "created", "o-2": "created"}
    theirs.refresh_from_db()
    assert (theirs.latest_revision_id, theirs.organisation) == (before, larks.organisation)
    told = repr(list(upload.rows.values_list("problems", "notes", "changes")))
    assert "Secret" not in told
    assert "Larks" not in told


def test_a_listing_without_a_key_is_not_reached_by_its_id_either(owls, larks, run_upload):
    theirs = ServiceFactory(organisation=larks.organisation, name="Secret plan")
    upload = run_upload(owls, {"external_id": str(theirs.uuid), "name": "Taken over"})
    assert outcomes(upload) == {str(theirs.uuid): "rejected"}
    assert named("Secret plan").organisation == larks.organisation


def test_a_row_that_names_another_organisation_is_refused(owls, larks, run_upload):
    upload = run_upload(owls, {**CLUB, "organisation": "Larks"}, {**GROUP, "organisation": "night owls"})
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
        uploads.start_upload(user=person, organisation=owls.organisation, name="a.csv", content=csv_of(CLUB))


def test_a_provider_uploads_nothing_for_the_council_and_publishes_nothing(owls):
    with pytest.raises(NotAllowed):
        uploads.start_upload(user=owls.person, organisation=None, name="a.csv", content=csv_of(CLUB))
    upload = uploads.start_upload(user=owls.person, organisation=owls.organisation, name="a.csv", content=csv_of(CLUB))
    with pytest.raises(NotAllowed):
        uploads.check_upload(user=owls.person, upload=upload, mapping=upload.mapping, goes=Goes.LIVE)


def test_one_who_lost_the_right_meanwhile_changes_nothing(owls, run_upload):
    upload = run_upload(owls, CLUB, confirm=False)
    uploads.confirm_upload(user=owls.person, upload=upload)
    owls.organisation.memberships.all().delete()
    run()
    upload.refresh_from_db()
    assert (upload.status, Service.objects.count()) == (Status.STOPPED, 0)


def test_columns_are_remembered_by_organisation(owls, larks, run_upload):
    content = b"Our number,Club called\n1,Sleep club\n"
    upload = uploads.start_upload(user=owls.person, organisation=owls.organisation, name="a.csv", content=content)
    assert upload.mapping == {"Our number": "", "Club called": ""}
    chosen = {"Our number": "external_id", "Club called": "name"}
    uploads.check_upload(user=owls.person, upload=upload, mapping=chosen, goes=Goes.DRAFT)
    again = uploads.start_upload(user=owls.person, organisation=owls.organisation, name="b.csv", content=content)
    other = uploads.start_upload(user=larks.person, organisation=larks.organisation, name="b.csv", content=content)
    assert (again.mapping, other.mapping) == (chosen, {"Our number": "", "Club called": ""})


def test_the_same_file_again_changes_nothing(owls, run_upload):
    run_upload(owls, CLUB, GROUP)
    again = run_upload(owls, CLUB, GROUP)
    assert outcomes(again) == {"o-1": "unchanged", "o-2": "unchanged"}
    with pytest.raises(WrongState):
        uploads.undo_upload(user=owls.person, upload=again)


def test_old_files_are_dropped_and_what_was_done_is_kept(owls, run_upload):
    upload = run_upload(owls, CLUB)
    name = upload.file.name
    assert default_storage.exists(name)
    Upload.objects.update(created_at=timezone.now() - timedelta(days=91))
    assert uploads.purge_uploads() == 1
    assert uploads.purge_uploads() == 0
    upload.refresh_from_db()
    assert (upload.file.name, upload.rows.get().changes) == ("", [])


def test_throwing_away_leaves_nothing(owls, run_upload):
    upload = run_upload(owls, CLUB, confirm=False)
    uploads.discard_upload(user=owls.person, upload=upload)
    upload.refresh_from_db()
    assert (upload.status, UploadRow.objects.count(), Service.objects.count()) == (Status.DISCARDED, 0, 0)
    assert Organisation.objects.count() == 1
