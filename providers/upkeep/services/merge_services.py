"""Makes one service of two. The history of both stays, and old addresses lead to the one that is kept."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from providers.listings.apply_data import apply_service
from providers.listings.data import ServiceData
from providers.listings.errors import WrongState
from providers.listings.models import Service, ServiceRedirect
from providers.listings.permissions import require_officer
from providers.listings.services.listings import lock_listing
from providers.listings.services.state import set_archived
from providers.review.publication import Need
from providers.review.services.council_versions import publish_or_send
from providers.upkeep.models import MergedService
from providers.upkeep.notices import owe_news_of_merge
from tenants.accounts.models import User


@transaction.atomic
def merge_services(*, user: User, kept: Service, gone: Service, take: Collection[str] = ()) -> Need:
    """Put `gone` away for good, with its address leading to `kept`; `take` names the fields whose answers `kept` gets
    from it, live at once or sent to the review. Gives what these need before families see them.

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
    need = Need.NOTHING
    if taken:
        need = _publish(user, keep, replace(before, **taken))
    was_archived = lose.state.archived
    set_archived(user=user, service=lose, archived=True)
    ServiceRedirect.objects.filter(service=lose).update(service=keep)
    ServiceRedirect.objects.update_or_create(old=lose.uuid, defaults={"service": keep})
    MergedService.objects.create(gone=lose, kept=keep, merged_by=user, was_archived=was_archived)
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
    return need


@transaction.atomic
def split_service(*, user: User, gone: Service) -> None:
    """Take a merged service out again, as it was; what the other one got from it stays there. Raises NotAllowed,
    WrongState when it wasn't merged."""
    require_officer(user)
    merged = MergedService.objects.select_for_update().filter(gone=gone).first()
    if merged is None:
        raise WrongState("This service hasn't been merged into another.")
    kept, archived = merged.kept, merged.was_archived
    ServiceRedirect.objects.filter(old=gone.uuid).delete()
    ServiceRedirect.objects.filter(old__in=_gone_into(gone)).update(service=gone)
    merged.delete()
    set_archived(user=user, service=gone, archived=archived)
    for listing, other in ((gone, kept), (kept, gone)):
        log(instance=listing, action="upkeep.split", user=user, data={"from": str(other.uuid)})


def _gone_into(service: Service) -> list[UUID]:
    """Those that went into it before it went itself, straight or by way of others."""
    found: list[UUID] = []
    keys = [service.pk]
    while keys:
        rows = list(MergedService.objects.filter(kept__in=keys).values_list("gone", "gone__uuid"))
        keys = [key for key, _ in rows]
        found += [uuid for _, uuid in rows]
    return found


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


def _publish(user: User, service: Service, data: ServiceData) -> Need:
    if not service.live:
        raise WrongState("Keep the one that is live, or take over no answers.")
    if service.has_unpublished_changes:
        raise WrongState("The one you keep has a draft. Ask its people to send it or to undo it first.")
    draft = service.get_latest_revision_as_object()
    apply_service(draft, data)
    return publish_or_send(listing=service, revision=draft.save_revision(user=user, clean=False), user=user)
