"""An upload is taken back as a whole, but for what others did since."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from providers.listings.data import ServiceData
from providers.listings.errors import WrongState
from providers.listings.models import Service
from providers.listings.services.listings import change_owner, save_draft
from providers.review.selectors import current_submission
from providers.review.services.submissions import approve
from providers.uploads.models import Goes, Status, Upload
from providers.uploads.services import undo as undo_services
from providers.uploads.services import uploads
from tenants.audit.models import Entry
from tests.integration.imports.kept import differences, what_is_kept
from tests.integration.uploads.conftest import CLUB, GROUP, found, named


def test_undoing_takes_new_ones_out_and_puts_changed_ones_back(officer, run_upload, undo):
    old = {
        "external_id": "o-1",
        "name": "Sleep club",
        "summary": "Old",
        "organisation": "Night Owls",
        "waiting_time": "1 week",
    }
    run_upload(officer, old, goes=Goes.LIVE)
    upload = run_upload(
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


def test_undoing_leaves_what_was_changed_since_and_says_so(owls, run_upload, undo):
    upload = run_upload(owls, CLUB, GROUP)
    club = named("Sleep club")
    draft = ServiceData.from_service(club.get_latest_revision_as_object())
    save_draft(user=owls.person, service=club, data=replace(draft, summary="Mine"))
    undo(owls, upload)
    assert dict(upload.rows.values_list("external_id", "undone")) == {"o-1": "left", "o-2": "removed"}
    assert "changed after the upload" in upload.rows.get(external_id="o-1").undone_note
    kept = ServiceData.from_service(named("Sleep club").get_latest_revision_as_object())
    assert kept.summary == "Mine"


def test_undoing_takes_back_what_it_sent_but_not_what_was_approved(owls, officer, run_upload, undo):
    upload = run_upload(owls, CLUB, GROUP, goes=Goes.REVIEW)
    approve(user=officer, task_state=current_submission(named("Sleep club")))
    undo(owls, upload)
    assert dict(upload.rows.values_list("external_id", "undone")) == {"o-1": "left", "o-2": "removed"}
    assert named("Sleep club").live


def test_undoing_leaves_what_another_organisation_has_by_now(owls, larks, officer, run_upload, undo):
    upload = run_upload(owls, CLUB, GROUP)
    change_owner(user=officer, service=named("Sleep club"), organisation=larks.organisation)
    undo(owls, upload)
    assert dict(upload.rows.values_list("external_id", "undone")) == {"o-1": "left", "o-2": "removed"}
    assert named("Sleep club").organisation == larks.organisation


def test_undoing_brings_back_a_draft_beside_what_is_live(officer, owls, run_upload, undo):
    row = {**CLUB, "organisation": "Night Owls"}
    run_upload(officer, row, goes=Goes.LIVE)
    service = named("Sleep club")
    save_draft(user=owls.person, service=service, data=replace(ServiceData.from_service(service), summary="A draft"))
    upload = run_upload(officer, {**row, "summary": "Straight to families"}, goes=Goes.LIVE)
    undo(officer, upload)
    service = named("Sleep club")
    assert (service.summary, service.has_unpublished_changes) == ("Help with sleep", True)
    assert ServiceData.from_service(service.get_latest_revision_as_object()).summary == "A draft"


def many(organisation):
    """Rows of five listings, and rows that change each of them (one its waiting time, too) and add five more."""
    old = [
        {
            "external_id": f"m-{number}",
            "name": f"Club {number}",
            "organisation": organisation,
            "needs": "autism",
            "postcode": "MK9 3XS",
            "summary": "Old",
            "waiting_time": "",
        }
        for number in range(5)
    ]
    new = [{**row, "name": f"Renamed {row['external_id']}", "needs": "sleep", "summary": "New"} for row in old]
    new[1] = {**new[1], "waiting_time": "9 weeks"}
    new[2] = {**old[2], "postcode": "MK9 2FG"}
    fresh = [{**row, "external_id": f"n-{row['external_id']}"} for row in old]
    return old, new + fresh


@pytest.mark.parametrize("whose", ["live-by-officer", "drafts-by-officer", "drafts-by-provider"])
def test_many_together_leave_what_one_by_one_leaves(officer, owls, run_upload, undo, monkeypatch, whose):
    old, new = many("Night Owls")
    who = owls if whose == "drafts-by-provider" else officer
    goes = Goes.LIVE if whose == "live-by-officer" else Goes.DRAFT
    kept, undone, by_themselves = [], [], []
    for together in (True, False):
        with transaction.atomic(), monkeypatch.context() as patched:
            if not together:
                patched.setattr(undo_services, "undo_plain_rows", lambda upload, rows: None)
            alone = Mock(wraps=undo_services._undo)
            patched.setattr(undo_services, "_undo", alone)
            run_upload(officer, *old, goes=Goes.LIVE if goes == Goes.LIVE else Goes.DRAFT)
            upload = run_upload(who, *new, goes=goes)
            Upload.objects.filter(pk=upload.pk).update(uuid=UUID(int=7))
            undo(who, upload)
            trail = Entry.objects.values_list("action", "kind", "label", "actor")
            kept.append((what_is_kept(), sorted(trail)))
            by_themselves.append([call.args[1].external_id for call in alone.call_args_list])
            undone.append(list(upload.rows.order_by("external_id").values_list("external_id", "undone", "undone_note")))
            transaction.set_rollback(True)
    assert differences(*kept) == []
    assert undone[0] == undone[1]
    assert (by_themselves[0], len(by_themselves[1])) == (["m-1"], 10)
    assert [each[1] for each in undone[0]] == ["restored"] * 5 + ["removed"] * 5


def test_an_upload_can_be_undone_for_30_days(owls, run_upload):
    upload = run_upload(owls, CLUB)
    Upload.objects.update(finished_at=timezone.now() - timedelta(days=31))
    upload.refresh_from_db()
    with pytest.raises(WrongState):
        uploads.undo_upload(user=owls.person, upload=upload)
