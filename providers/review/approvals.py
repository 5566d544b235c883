"""What was approved of what families read, and what came after it: derived from the submissions and the log, so that it
is right after a decision or an upload was undone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from wagtail.models import ModelLogEntry

from providers.listings.models import Service
from providers.listings.provenance import Approval, Approver
from providers.review.models import ReviewTaskState

MOVED: Final = "listing.move"
RESTORED: Final = "uploads.restore"


@dataclass(frozen=True, slots=True)
class _Approved:
    """One approved submission."""

    revision: int
    at: datetime
    automatic: bool
    second_step: bool


@dataclass(frozen=True, slots=True)
class _Noted:
    """One entry of the log."""

    action: str
    at: datetime
    data: Mapping[str, Any]


def approvals_of(services: Sequence[Service]) -> dict[int, Approval]:
    """The newest approval in what is live of each service that has one, in two queries."""
    keys = [str(service.pk) for service in services]
    approved, noted = _approved(keys), _noted(keys)
    found = ((service, _approval(service, approved[str(service.pk)], noted[str(service.pk)])) for service in services)
    return {service.pk: approval for service, approval in found if approval}


def _approval(service: Service, approved: Sequence[_Approved], noted: Sequence[_Noted]) -> Approval | None:
    live = _original(service.live_revision_id, noted)
    place = next((number for number, each in enumerate(approved) if each.revision == live), None)
    standing = approved if place is None else approved[: place + 1]
    if not standing:
        return None
    newest = standing[-1]
    by_people = [each for each in standing if not each.automatic]
    last = by_people[-1] if by_people else newest
    return Approval(
        by=_approver(last),
        on=timezone.localdate(last.at),
        by_rules_since=last is not newest,
        by_council_since=place is None,
        of_former_owner=_was_anothers(service, newest.at, noted),
    )


def _approver(approved: _Approved) -> Approver:
    if approved.automatic:
        return Approver.RULES
    return Approver.SECOND_REVIEWER if approved.second_step else Approver.COUNCIL


def _original(revision: int | None, noted: Sequence[_Noted]) -> int | None:
    """The version that a live one repeats, where an undone upload put that back; else itself."""
    for entry in reversed(noted):
        if entry.action == RESTORED and entry.data.get("live_revision") == revision:
            revision = entry.data["repeats"]
    return revision


def _was_anothers(service: Service, at: datetime, noted: Sequence[_Noted]) -> bool:
    """Whether the service belonged to another organisation at a time."""
    moves = [entry for entry in noted if entry.action == MOVED and entry.at > at]
    return bool(moves) and moves[0].data.get("left") != str(service.organisation.uuid)


def _approved(keys: Sequence[str]) -> dict[str, list[_Approved]]:
    rows = ReviewTaskState.objects.filter(
        decision=ReviewTaskState.Decision.APPROVED,
        workflow_state__base_content_type=Service.get_base_content_type(),
        workflow_state__object_id__in=keys,
    ).order_by("finished_at", "pk")
    found: dict[str, list[_Approved]] = defaultdict(list)
    for key, *values in rows.values_list(
        "workflow_state__object_id", "revision", "finished_at", "automatic", "second_step"
    ):
        found[key].append(_Approved(*values))
    return found


def _noted(keys: Sequence[str]) -> dict[str, list[_Noted]]:
    entries = ModelLogEntry.objects.filter(
        content_type=Service.get_base_content_type(), object_id__in=keys, action__in=(MOVED, RESTORED)
    ).order_by("timestamp", "pk")
    found: dict[str, list[_Noted]] = defaultdict(list)
    for key, *values in entries.values_list("object_id", "action", "timestamp", "data"):
        found[key].append(_Noted(*values))
    return found
