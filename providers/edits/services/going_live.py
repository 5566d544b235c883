"""Council edits go live: at once, or when others have approved them, as the council's settings and the sectors say.

What its people are writing or have sent stays theirs: it gets the council's change too, and goes on where it was.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision, WorkflowState

from providers.edits.content import Content, with_data
from providers.edits.models import CouncilEdit
from providers.edits.notices import owe_news_of_edit
from providers.edits.plans import OwnDraft, Plan, plan_of
from providers.edits.selectors import edit_underway, edits_of, why_not_approve
from providers.edits.services.working import NOTHING, refuse_first_review
from providers.listings.errors import NotAllowed, Stale, WrongState
from providers.listings.merge import Side
from providers.listings.models import Service
from providers.listings.permissions import Listing, require_officer
from providers.listings.services.bulk import save_revisions
from providers.listings.services.listings import lock_listing
from providers.review.comparison.diff import FieldChange
from providers.review.facts import need_of_organisation, written_outside
from providers.review.models import ReviewTaskState
from providers.review.publication import Need, Version, needed_to_go_live
from providers.review.services.submissions import publish_directly
from providers.review.settings import review_settings
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer

State = CouncilEdit.State
CHANGED: Final = "It was changed after you opened this page. Nothing is done yet: look at it again."
CHOOSE: Final = "Choose what to keep where two have changed the same."
NO_REASON: Final = "Say why, so that its people understand the change."
NO_ANSWER: Final = "Say what to change, so that your colleague knows."
NO_DIFFERENCE: Final = "It says the same as before, so there is nothing to put live."
AUTHOR_LEFT: Final = "Whoever wrote this is no officer any more. Give it back, and write it anew."


@transaction.atomic
def finish_edit(
    *, user: User, listing: Listing, reason: str, seen: int | None, sides: Mapping[str, Side] | None = None
) -> CouncilEdit:
    """Put one's own change live, or into a draft that others wrote, or send it to whoever must approve it.

    `seen` is the newest revision that the officer looked at, `sides` what to keep where two changed the same, by path.
    Raises NotAllowed, WrongState without a reason, a difference or a choice, Stale when it was changed since,
    ValidationError by field.
    """
    require_officer(user)
    locked = lock_listing(listing)
    edit = edit_underway(user, locked)
    if edit is None or edit.waits:
        raise WrongState(NOTHING)
    if not reason.strip():
        raise WrongState(NO_REASON)
    refuse_first_review(locked)
    edit.reason, edit.answer, edit.first_approval_by = reason.strip(), "", None
    plan = _plan(edit, locked, seen, sides or {})
    changes = plan.changes()
    if not changes:
        raise WrongState(NO_DIFFERENCE)
    version = _version(edit, plan)
    need = _need(edit, version)
    if need in (Need.SECOND_OFFICER, Need.SECOND_APPROVAL):
        edit.base, edit.content = plan.before.serializable_data(), plan.version().serializable_data()
        edit.state, edit.sent_at = State.WAITING, timezone.now()
        edit.save()
        _log(edit, user, "edits.send", changes)
    else:
        _settle(edit, plan, user, version)
    return edit


@transaction.atomic
def approve_edit(
    *, user: User, edit: CouncilEdit, seen: int | None, sides: Mapping[str, Side] | None = None
) -> CouncilEdit:
    """Approve another officer's change: it goes live, or waits for the second reviewer where the sectors want two.

    Raises NotAllowed for its author and for who doesn't review its step, else as `finish_edit` does.
    """
    locked = _waiting(user, edit)
    plan = _plan(locked, locked.listing, seen, sides or {})
    if locked.by is None or not is_officer(locked.by):
        raise WrongState(AUTHOR_LEFT)
    version = _version(locked, plan, approvals=1 if locked.first_approval_by_id is None else 2)
    if _need(locked, version) is Need.SECOND_APPROVAL:
        locked.first_approval_by = user
        locked.save()
        log(instance=locked.listing, action="edits.pass_on", user=user, data={"edit": locked.pk})
    else:
        _settle(locked, plan, user, version)
    return locked


@transaction.atomic
def give_back(*, user: User, edit: CouncilEdit, answer: str) -> CouncilEdit:
    """Give another officer's change back with what to change in it. Raises as `approve_edit` does."""
    locked = _waiting(user, edit)
    if not answer.strip():
        raise WrongState(NO_ANSWER)
    locked.state, locked.answer, locked.first_approval_by = State.OPEN, answer.strip(), None
    locked.save()
    log(
        instance=locked.listing, action="edits.give_back", user=user, data={"edit": locked.pk, "comment": locked.answer}
    )
    return locked


def _waiting(user: User, edit: CouncilEdit) -> CouncilEdit:
    """The edit that waits, its listing locked before it. Raises NotAllowed, WrongState."""
    listing = lock_listing(edit.listing)
    locked = edits_of(listing).select_for_update(of=("self",)).get(pk=edit.pk)
    setattr(locked, "service" if isinstance(listing, Service) else "organisation", listing)
    if not locked.waits:
        raise WrongState("It no longer waits: somebody else decided, or its author took it back.")
    if reason := why_not_approve(user, locked):
        raise NotAllowed(reason)
    return locked


def _plan(edit: CouncilEdit, listing: Listing, seen: int | None, sides: Mapping[str, Side]) -> Plan:
    if seen != listing.latest_revision_id:
        raise Stale(CHANGED)
    plan = plan_of(edit, sides)
    if plan.clashes or plan.draft_clashes:
        raise WrongState(CHOOSE)
    return plan


def _version(edit: CouncilEdit, plan: Plan, approvals: int = 0) -> Version:
    """The facts of what the listing would say, with so many approvals of others."""
    listing = edit.listing
    is_service = isinstance(listing, Service)
    review = None if listing.live else listing.current_workflow_state
    sectors = {*getattr(plan.after, "sectors", ()), *getattr(plan.now, "sectors", ())}
    return Version(
        sectors=sectors,
        written_outside=not listing.live and bool(written_outside(type(listing), [listing.pk])),
        approved_twice=approvals > 1,
        approved=approvals > 0,
        council_edit=True,
        review=review.status if review else "",
        organisation_waits=is_service and need_of_organisation(listing.organisation, edit.by) is not Need.NOTHING,
    )


def _need(edit: CouncilEdit, version: Version) -> Need:
    return needed_to_go_live(user=edit.by, rules=review_settings(), version=version)


def _settle(edit: CouncilEdit, plan: Plan, user: User, version: Version) -> None:
    """Write what was approved, note it and tell the listing's people. What needs its people's own review first is in
    their draft then."""
    changes, listing = plan.changes(), edit.listing
    live = _need(edit, version) is Need.NOTHING
    if live:
        _publish(edit, plan, version)
    else:
        _save(plan.before, plan.after, edit.by)
    edit.state, edit.decided_by, edit.ended_at = State.LIVE if live else State.SAVED, user, timezone.now()
    edit.save()
    listing.refresh_from_db()
    _log(edit, user, "edits.live" if live else "edits.save", changes)
    owe_news_of_edit(edit, changes)


def _publish(edit: CouncilEdit, plan: Plan, version: Version) -> None:
    """Wagtail would end the review of what its people have sent, so that stands aside meanwhile."""
    listing = edit.listing
    review = listing.current_workflow_state
    if review:
        _set_status(review, WorkflowState.STATUS_CANCELLED)
    revision = _save(plan.before, plan.after, edit.by)
    publish_directly(listing=listing, revision=revision, user=edit.by, version=version)
    if plan.draft:
        _bring_up_to_date(plan.draft, review)
    if review:
        _set_status(review, review.status)


def _bring_up_to_date(draft: OwnDraft, review: WorkflowState | None) -> None:
    """Put the council's change into what its people are writing, or have sent, in their own name."""
    kept = _save(draft.version, draft.merged, draft.revision.user)
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
        ReviewTaskState.objects.filter(pk=review.current_task_state_id).update(revision=kept)


def _save(version: Any, data: Content, user: User | None) -> Revision:
    (revision,) = save_revisions(drafts=[with_data(version, data)], user=user)
    return revision


def _set_status(review: WorkflowState, status: str) -> None:
    WorkflowState.objects.filter(pk=review.pk).update(status=status)


def _log(edit: CouncilEdit, user: User, action: str, changes: Sequence[FieldChange]) -> None:
    data: dict[str, Any] = {
        "edit": edit.pk,
        "comment": edit.reason,
        "before": {change.label: change.before for change in changes},
        "after": {change.label: change.after for change in changes},
    }
    log(instance=edit.listing, action=action, user=user, data=data)
