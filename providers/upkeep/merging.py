"""Makes one listing of two. The history of both stays, and old addresses lead to the one that is kept."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log

from providers.listings.applying import apply_service
from providers.listings.data import ServiceData
from providers.listings.errors import WrongState
from providers.listings.models import Membership, Organisation, Service, ServiceRedirect
from providers.listings.models.files import StoredFile
from providers.listings.permissions import require_officer
from providers.listings.services import change_owner, lock_listing, set_archived
from providers.people.models import Claim, Invitation
from providers.review.services import publish_directly
from providers.upkeep.models import Kind, MergedOrganisation, MergedService, NotDouble
from providers.upkeep.notices import owe_news_of_merge
from tenants.accounts.models import User

_RANK = {Membership.Role.VIEWER: 0, Membership.Role.EDITOR: 1, Membership.Role.OWNER: 2}


@transaction.atomic
def merge_services(*, user: User, kept: Service, gone: Service, take: Collection[str] = ()) -> None:
    """Put `gone` away for good, with its address leading to `kept`; `take` names the fields whose answers `kept` gets
    from it, live at once.

    Raises NotAllowed for all but officers; WrongState when one is being reviewed, has gone already, or when `kept` has
    a draft that the answers taken over would pass.
    """
    require_officer(user)
    if kept.pk == gone.pk:
        raise WrongState("Choose two different services.")
    keep, lose = (lock_listing(each) for each in sorted((kept, gone), key=lambda each: each.pk))
    if keep.pk != kept.pk:
        keep, lose = lose, keep
    _require_settled(keep, lose)
    before, other = ServiceData.from_service(keep), ServiceData.from_service(_shown(lose))
    taken = {name: getattr(other, name) for name in take if getattr(other, name) != getattr(before, name)}
    if taken:
        _publish(user, keep, replace(before, **taken))
    set_archived(user=user, service=lose, archived=True)
    ServiceRedirect.objects.filter(service=lose).update(service=keep)
    ServiceRedirect.objects.update_or_create(old=lose.uuid, defaults={"service": keep})
    MergedService.objects.create(gone=lose, kept=keep, merged_by=user)
    words = {name: (str(getattr(before, name)), str(value)) for name, value in taken.items()}
    log(
        instance=keep,
        action="upkeep.merge",
        user=user,
        data={
            "gone": str(lose.uuid),
            "before": {name: old for name, (old, _) in words.items()},
            "after": {name: new for name, (_, new) in words.items()},
        },
    )
    log(instance=lose, action="upkeep.merged_away", user=user, data={"into": str(keep.uuid)})
    owe_news_of_merge(gone=lose, kept=keep)


@transaction.atomic
def split_service(*, user: User, gone: Service) -> None:
    """Take a merged service out again, as it was; what the other one got from it stays there. Raises NotAllowed,
    WrongState when it wasn't merged."""
    require_officer(user)
    merged = MergedService.objects.select_for_update().filter(gone=gone).first()
    if merged is None:
        raise WrongState("This service hasn't been merged into another.")
    ServiceRedirect.objects.filter(old=gone.uuid).delete()
    merged.delete()
    set_archived(user=user, service=gone, archived=False)
    log(instance=gone, action="upkeep.split", user=user)


@transaction.atomic
def merge_organisations(*, user: User, kept: Organisation, gone: Organisation) -> None:
    """Give `kept` the services, people, invitations, claims and files of `gone`, and take that offline.

    Raises NotAllowed for all but officers; WrongState when one is being reviewed, when `gone` has gone already, or when
    it alone is live: its services would vanish.
    """
    require_officer(user)
    if kept.pk == gone.pk:
        raise WrongState("Choose two different organisations.")
    locked = {each.pk: lock_listing(each) for each in sorted((kept, gone), key=lambda each: each.pk)}
    keep, lose = locked[kept.pk], locked[gone.pk]
    if keep.workflow_in_progress or lose.workflow_in_progress:
        raise WrongState("One of them is being reviewed. Decide on that first.")
    if MergedOrganisation.objects.filter(gone__in=(keep, lose)).exists():
        raise WrongState("One of them has been merged already.")
    if lose.live and not keep.live:
        raise WrongState("Keep the one that is live: the services of the other would vanish.")
    owe_news_of_merge(gone=lose, kept=keep)
    for service in Service.objects.filter(organisation=lose).order_by("pk"):
        change_owner(user=user, service=service, organisation=keep)
    _move_people(lose, keep)
    _move_asking(lose, keep)
    StoredFile.objects.filter(organisation=lose).update(organisation=keep)
    MergedOrganisation.objects.filter(kept=lose).update(kept=keep)
    MergedOrganisation.objects.create(gone=lose, kept=keep, merged_by=user)
    if lose.live:
        UnpublishAction(lose, user=user, log_action=False).execute(skip_permission_checks=True)
    log(instance=keep, action="upkeep.merge", user=user, data={"gone": str(lose.uuid)})
    log(instance=lose, action="upkeep.merged_away", user=user, data={"into": str(keep.uuid)})


@transaction.atomic
def say_not_double(*, user: User, kind: Kind, one: UUID, other: UUID) -> None:
    """Note that two listings aren't the same, so that nobody is asked again. Twice is fine. Raises NotAllowed."""
    require_officer(user)
    first, second = sorted((one, other))
    NotDouble.objects.get_or_create(kind=kind, first=first, second=second, defaults={"decided_by": user})


def _require_settled(*services: Service) -> None:
    if any(each.workflow_in_progress for each in services):
        raise WrongState("One of them is being reviewed. Decide on that first.")
    if MergedService.objects.filter(gone__in=services).exists():
        raise WrongState("One of them has been merged already.")


def _shown(service: Service) -> Service:
    """What families see of it; before the first approval its newest draft."""
    if service.live:
        return service
    newest: Service = service.get_latest_revision_as_object()
    return newest


def _publish(user: User, service: Service, data: ServiceData) -> None:
    if not service.live:
        raise WrongState("Keep the one that is live, or take over no answers.")
    if service.has_unpublished_changes:
        raise WrongState("The one you keep has a draft. Ask its people to send it or to undo it first.")
    draft = service.get_latest_revision_as_object()
    apply_service(draft, data)
    publish_directly(listing=service, revision=draft.save_revision(user=user, clean=False), user=user)


def _move_people(gone: Organisation, kept: Organisation) -> None:
    """Who is in both keeps the stronger role."""
    there = {member.user_id: member for member in kept.memberships.select_for_update()}
    for member in gone.memberships.select_for_update():
        double = there.get(member.user_id)
        if double is None:
            member.organisation = kept
            member.save(update_fields=["organisation"])
        else:
            double.role = max(double.role, member.role, key=lambda role: _RANK[Membership.Role(role)])
            double.save(update_fields=["role"])
            member.delete()


def _move_asking(gone: Organisation, kept: Organisation) -> None:
    Invitation.objects.filter(organisation=gone).update(organisation=kept)
    waiting = Claim.objects.filter(organisation=gone, state=Claim.State.OPEN)
    doubled = Claim.objects.filter(organisation=kept, state=Claim.State.OPEN).values("user")
    waiting.filter(user__in=doubled, service=None).update(state=Claim.State.WITHDRAWN, ended_at=timezone.now())
    Claim.objects.filter(organisation=gone).update(organisation=kept)
    Claim.objects.filter(new_home=gone).update(new_home=kept)
