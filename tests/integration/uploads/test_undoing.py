"""An upload is taken back as a whole, but for what others did since."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from providers.listings.data import ServiceData
from providers.listings.errors import WrongState
from providers.listings.models import Service
from providers.listings.services import save_draft
from providers.review.selectors import current_submission
from providers.review.services import approve
from providers.uploads import services
from providers.uploads.models import Goes, Status, Upload
from tests.integration.uploads.conftest import CLUB, GROUP, found, named


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
