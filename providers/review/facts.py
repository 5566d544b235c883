"""The facts of versions that somebody wants live, as `providers.review.publication` asks for them."""

import json
from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef
from wagtail.models import Revision, WorkflowState

from providers.listings.models import Organisation
from providers.listings.permissions import Listing
from providers.review.models import ReviewTaskState
from providers.review.publication import Need, Version, needed_to_go_live
from providers.review.settings import review_settings
from tenants.accounts.models import User
from tenants.accounts.roles import OFFICER


def version_of(listing: Listing, revision: Revision, same_as: int | None = None) -> Version:
    """What there is to know of one version of a listing that the caller has locked; `same_as` is an earlier revision
    that says the same."""
    state = listing.current_workflow_state
    return Version(
        sectors=sectors_of(listing, revision),
        written_outside=not listing.live and bool(written_outside(type(listing), [listing.pk])),
        approved_twice=same_as is not None and bool(approved_twice([same_as])),
        review=state.status if state else "",
        newest=listing.latest_revision_id == revision.pk,
    )


def sectors_of(listing: Listing, revision: Revision) -> frozenset[str]:
    """Those of the version and of what is live: the second reviewer also sees a listing leave their sector."""
    if isinstance(listing, Organisation):
        return frozenset()
    return frozenset({*json.loads(revision.content["sectors"]), *listing.sectors})


def written_outside(model: type[Listing], keys: Collection[int]) -> set[int]:
    """Which of these listings of one model, by primary key, hold a version by somebody outside the council."""
    if not keys:
        return set()
    officer = User.groups.through.objects.filter(user_id=OuterRef("user_id"), group__name=OFFICER)
    versions = Revision.objects.filter(
        ~Exists(officer),
        base_content_type=model.get_base_content_type(),
        object_id__in=[str(key) for key in keys],
        user__isnull=False,
    )
    return {int(key) for key in versions.values_list("object_id", flat=True).distinct()}


def approved_twice(revisions: Collection[int]) -> set[int]:
    """Which of these revisions, by primary key, a second reviewer approved."""
    approved = ReviewTaskState.objects.filter(
        revision__in=revisions, second_step=True, decision=ReviewTaskState.Decision.APPROVED
    )
    return set(approved.values_list("revision", flat=True))


def open_reviews(model: type[Listing], keys: Sequence[int]) -> dict[int, str]:
    """The status of the review that isn't over of each of these listings of one model that has one, by primary key."""
    kind = model.get_base_content_type()
    states = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=[str(key) for key in keys])
    return {int(key): status for key, status in states.values_list("object_id", "status")}


def need_of_organisation(organisation: Organisation, user: User | None) -> Need:
    """What an organisation's newest version needs before the council may put it live; `Need.NOTHING` when it is."""
    if organisation.live:
        return Need.NOTHING
    revision = organisation.latest_revision
    version = version_of(organisation, revision) if revision else Version()
    return needed_to_go_live(user=user, rules=review_settings(), version=version)
