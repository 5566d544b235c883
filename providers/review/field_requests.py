"""What reviewers ask for in single fields: made from what they wrote, and read for the listing's people and for whoever
reviews it next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from providers.listings.permissions import Listing
from providers.listings.versions import Versions, versions_of
from providers.review.comparison.diff import changed_names
from providers.review.errors import WrongState
from providers.review.missing import label_of_gap, missing_of
from providers.review.models import FieldRequest, ReviewTaskState
from providers.review.selectors import changes_of

_Decision = ReviewTaskState.Decision
_ENDS = (_Decision.APPROVED, _Decision.PASSED_ON, _Decision.REJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedChange:
    """What a reviewer asks to change in one field, why, and whether the field isn't any more as it was then."""

    field: str
    label: str
    reason: str
    answered: bool

    def __str__(self) -> str:
        return f"{self.label}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """What the council asks of a listing: by field, and whether a newer version was saved since it last asked."""

    fields: Mapping[str, AskedChange]
    changed_since: bool

    @property
    def answered(self) -> bool:
        """Whether its people have changed something, and all that was asked for in single fields."""
        return self.changed_since and all(each.answered for each in self.fields.values())


def field_requests(submission: ReviewTaskState, reasons: Mapping[str, str]) -> list[FieldRequest]:
    """Unsaved requests, one for each field with a reason, in the comparison's order.

    Raises WrongState for a field that neither the live nor the submitted version has, nor is missing in it.
    """
    given = {field: reason.strip() for field, reason in reasons.items() if reason.strip()}
    if not given:
        return []
    labels = {change.name: change.label for change in changes_of(submission)}
    gaps = missing_of(submission.revision.as_object(), timezone.localdate())
    labels = {**labels, **{gap.field: label_of_gap(gap) for gap in gaps if gap.field not in labels}}
    if not given.keys() <= labels.keys():
        raise WrongState("One of the fields you ask to change isn't in this submission.")
    return [
        FieldRequest(submission=submission, field=field, label=label[:200], reason=given[field])
        for field, label in labels.items()
        if field in given
    ]


def requests_of(listings: Sequence[Listing]) -> dict[int, Requests]:
    """What the council asks of listings of one model, by their keys, in a fixed number of queries.

    What was asked in several rounds stands together, of one field the latest, until the listing is approved, rejected
    or passed on. Nothing stands while it waits for a reviewer.
    """
    rounds = {key: _standing(sent) for key, sent in _sent(listings).items()}
    return _compared([(each, rounds.get(each.pk, []), each.latest_revision) for each in listings])


def requests_before(submission: ReviewTaskState, listing: Listing) -> list[AskedChange]:
    """What was asked of the listing before it was sent this time, and whether this version answers it."""
    sent = [each for each in _sent([listing]).get(listing.pk, []) if each.pk < submission.pk]
    return list(_compared([(listing, _standing(sent), submission.revision)])[listing.pk].fields.values())


def _sent(listings: Sequence[Listing]) -> dict[int, list[ReviewTaskState]]:
    """The submissions of listings of one model, the latest first, by the listings' keys."""
    if not listings:
        return {}
    states = WorkflowState.objects.filter(
        base_content_type=type(listings[0]).get_base_content_type(),
        object_id__in=[str(listing.pk) for listing in listings],
    )
    submissions = ReviewTaskState.objects.filter(workflow_state__in=states).select_related("workflow_state")
    found: dict[int, list[ReviewTaskState]] = {}
    for each in submissions.prefetch_related("field_requests").order_by("-pk"):
        found.setdefault(int(each.workflow_state.object_id), []).append(each)
    return found


def _standing(sent: Iterable[ReviewTaskState]) -> list[ReviewTaskState]:
    """The rounds that asked for changes and still stand, the latest first."""
    rounds: list[ReviewTaskState] = []
    for each in sent:
        if each.status == ReviewTaskState.STATUS_IN_PROGRESS:
            return []
        if each.decision in _ENDS:
            break
        if each.decision == _Decision.CHANGES_ASKED:
            rounds.append(each)
    return rounds


def _compared(asked: Sequence[tuple[Listing, list[ReviewTaskState], Revision]]) -> dict[int, Requests]:
    """What stands of each listing, by key; its revision is the version that may answer it."""
    wanted = {each.revision_id for _, rounds, _ in asked for each in rounds if each.field_requests.all()}
    then = Revision.objects.in_bulk(wanted)
    versions = versions_of([*then.values(), *(newest for _, rounds, newest in asked if rounds)])
    return {
        listing.pk: Requests(
            fields=_fields(listing, rounds, newest, versions, then),
            changed_since=bool(rounds) and rounds[0].revision_id != newest.pk,
        )
        for listing, rounds, newest in asked
    }


def _fields(
    listing: Listing,
    rounds: Iterable[ReviewTaskState],
    newest: Revision,
    versions: Versions,
    then: Mapping[int, Revision],
) -> dict[str, AskedChange]:
    found: dict[str, AskedChange] = {}
    for each in rounds:
        requests = [request for request in each.field_requests.all() if request.field not in found]
        if not requests:
            continue
        before = versions.read(listing, then[each.revision_id])
        changed = changed_names(before, versions.read(listing, newest))
        for request in requests:
            found[request.field] = AskedChange(
                field=request.field,
                label=request.label,
                reason=request.reason,
                answered=request.field in changed or any(name.startswith(f"{request.field}.") for name in changed),
            )
    return found
