"""Makes one organisation of two, and takes the two apart again. What went over is written down for that."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Self

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import Revision

from providers.listings.errors import WrongState
from providers.listings.models import Membership, Organisation, Service
from providers.listings.models.files import StoredFile
from providers.listings.permissions import require_officer
from providers.listings.services.listings import change_owner, lock_listing
from providers.listings.services.search_rows import search_rows_refreshed_once
from providers.people.models import Claim, Invitation
from providers.people.services.mailing import mail_waiting_invitations
from providers.review.services.restoration import publish_again
from providers.upkeep.models import MergedOrganisation
from providers.upkeep.notices import owe_news_of_merge
from tenants.accounts.models import User

_RANK: Final = {Membership.Role.VIEWER: 0, Membership.Role.EDITOR: 1, Membership.Role.OWNER: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What of an organisation goes over, by primary keys. `roles` are its people's there, `kept_roles` those that some
    of them have in the other one, both by user. `ended_invitations` and `ended_claims` are those that ended because the
    same person had one of the other organisation."""

    live_revision: int | None
    services: list[int]
    roles: dict[str, str]
    kept_roles: dict[str, str]
    invitations: list[int]
    claims: list[int]
    claimed_for: list[int]
    files: list[int]
    merged: list[int]
    ended_invitations: list[int] = field(default_factory=list)
    ended_claims: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, gone: Organisation, kept: Organisation) -> Self:
        """What `gone` has before it goes into `kept`."""
        doubled_invitations, doubled_claims = _doubled(gone, kept)
        roles, kept_roles = _roles_in(gone), _roles_in(kept)
        return cls(
            live_revision=gone.live_revision_id if gone.live else None,
            services=_keys(Service.objects.filter(organisation=gone)),
            roles=roles,
            kept_roles={user: role for user, role in kept_roles.items() if user in roles},
            invitations=_keys(Invitation.objects.filter(organisation=gone)),
            claims=_keys(Claim.objects.filter(organisation=gone)),
            claimed_for=_keys(Claim.objects.filter(new_home=gone)),
            files=_keys(StoredFile.objects.filter(organisation=gone)),
            merged=_keys(MergedOrganisation.objects.filter(kept=gone)),
            ended_invitations=_keys(doubled_invitations),
            ended_claims=_keys(doubled_claims),
        )


@transaction.atomic
def merge_organisations(*, user: User, kept: Organisation, gone: Organisation) -> None:
    """Give `kept` the services, people, invitations, claims and files of `gone`, and take that offline.

    Raises NotAllowed for all but officers; WrongState when one is being reviewed, when `gone` has gone already, or when
    it alone is live: its services would vanish.
    """
    require_officer(user)
    if kept.pk == gone.pk:
        raise WrongState("Choose two different organisations.")
    keep, lose = _lock(kept, gone)
    if keep.workflow_in_progress or lose.workflow_in_progress:
        raise WrongState("One of them is being reviewed. Decide on that first.")
    if MergedOrganisation.objects.filter(gone__in=(keep, lose)).exists():
        raise WrongState("One of them has been merged already.")
    if lose.live and not keep.live:
        raise WrongState("Keep the one that is live: the services of the other would vanish.")
    owe_news_of_merge(gone=lose, kept=keep)
    what = Belongings.of(lose, keep)
    _end_doubled(what)
    _move_services(user, what, keep)
    for membership in lose.memberships.select_for_update():
        _bring_person(membership, keep)
    _move_rest(what, lose, keep)
    MergedOrganisation.objects.create(gone=lose, kept=keep, merged_by=user, moved=asdict(what))
    if lose.live:
        UnpublishAction(lose, user=user, log_action=False).execute(skip_permission_checks=True)
    log(instance=keep, action="upkeep.merge", user=user, data={"gone": str(lose.uuid), **asdict(what)})
    log(instance=lose, action="upkeep.merged_away", user=user, data={"into": str(keep.uuid)})


@transaction.atomic
def split_organisation(*, user: User, gone: Organisation) -> None:
    """Take a merged organisation out again with what it brought, as far as that is still where it went; who was taken
    out of the other one since stays out.

    Raises NotAllowed, WrongState when it wasn't merged, or long ago without a note of what went over.
    """
    require_officer(user)
    merged = MergedOrganisation.objects.select_for_update(of=("self",)).filter(gone=gone).first()
    if merged is None:
        raise WrongState("This organisation hasn't been merged into another.")
    if merged.moved is None:
        raise WrongState("It was merged before we wrote down what goes over, so it can't be taken apart.")
    keep, lose = _lock(merged.kept, gone)
    what = Belongings(**merged.moved)
    merged.delete()
    if what.live_revision:
        publish_again(user=user, revision=Revision.objects.get(pk=what.live_revision))
        lose.refresh_from_db()
    _move_services(user, what, lose, out_of=keep)
    for membership in keep.memberships.select_for_update().filter(user__in=what.roles):
        _take_person(membership, lose, what)
    _move_rest(what, keep, lose)
    _open_again(what, lose)
    for listing, other in ((lose, keep), (keep, lose)):
        log(instance=listing, action="upkeep.split", user=user, data={"from": str(other.uuid)})


def _lock(kept: Organisation, gone: Organisation) -> tuple[Organisation, Organisation]:
    """Both, locked in an order that no two people can lock them crosswise."""
    locked = {each.pk: lock_listing(each) for each in sorted((kept, gone), key=lambda each: each.pk)}
    return locked[kept.pk], locked[gone.pk]


def _move_services(user: User, what: Belongings, to: Organisation, out_of: Organisation | None = None) -> None:
    services = Service.objects.filter(pk__in=what.services).order_by("pk")
    with search_rows_refreshed_once():
        for service in services.filter(organisation=out_of) if out_of else services:
            change_owner(user=user, service=service, organisation=to)


def _bring_person(membership: Membership, kept: Organisation) -> None:
    """Who is in both keeps the stronger role."""
    double = kept.memberships.filter(user=membership.user_id).first()
    if double is None:
        membership.organisation = kept
        membership.save(update_fields=["organisation"])
    else:
        double.role = _stronger(double.role, membership.role)
        double.save(update_fields=["role"])
        membership.delete()


def _take_person(membership: Membership, gone: Organisation, what: Belongings) -> None:
    """Who was in both stays in both, with the roles of then unless somebody has changed that since."""
    role, kept_role = what.roles[str(membership.user_id)], what.kept_roles.get(str(membership.user_id))
    if kept_role is None:
        membership.organisation = gone
        membership.save(update_fields=["organisation"])
        return
    Membership.objects.create(organisation=gone, user_id=membership.user_id, role=role)
    if membership.role == _stronger(role, kept_role):
        membership.role = kept_role
        membership.save(update_fields=["role"])


def _move_rest(what: Belongings, out_of: Organisation, to: Organisation) -> None:
    Invitation.objects.filter(pk__in=what.invitations, organisation=out_of).update(organisation=to)
    mail_waiting_invitations(to)
    Claim.objects.filter(pk__in=what.claims, organisation=out_of).update(organisation=to)
    Claim.objects.filter(pk__in=what.claimed_for, new_home=out_of).update(new_home=to)
    StoredFile.objects.filter(pk__in=what.files, organisation=out_of).update(organisation=to)
    MergedOrganisation.objects.filter(pk__in=what.merged, kept=out_of).update(kept=to)


def _doubled(gone: Organisation, kept: Organisation) -> "tuple[QuerySet[Invitation], QuerySet[Claim]]":
    """Open invitations and claims of people who have one of the organisation that stays, too."""
    opened = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).annotate(person=Lower("email"))
    asked = opened.filter(organisation=kept).values("person")
    claiming = Claim.objects.filter(organisation=kept, state=Claim.State.OPEN).values("user")
    claims = Claim.objects.filter(organisation=gone, state=Claim.State.OPEN, service=None, user__in=claiming)
    return opened.filter(organisation=gone, person__in=asked), claims


def _end_doubled(what: Belongings) -> None:
    """Of two open invitations of a person, or two open claims, that of the one that stays goes on."""
    now = timezone.now()
    Claim.objects.filter(pk__in=what.ended_claims).update(state=Claim.State.WITHDRAWN, ended_at=now)
    Invitation.objects.filter(pk__in=what.ended_invitations).update(withdrawn_at=now)


def _open_again(what: Belongings, gone: Organisation) -> None:
    """Let those go on that the merge ended, unless the person is in the organisation by now or has asked it again."""
    members, claims = (
        Membership.objects.filter(organisation=gone),
        Claim.objects.filter(organisation=gone, service=None),
    )
    claiming = claims.filter(state=Claim.State.OPEN).values("user")
    ended = claims.filter(pk__in=what.ended_claims, state=Claim.State.WITHDRAWN)
    ended.exclude(user__in=members.values("user")).exclude(user__in=claiming).update(
        state=Claim.State.OPEN, ended_at=None
    )
    invitations = Invitation.objects.filter(organisation=gone).annotate(person=Lower("email"))
    asked = invitations.filter(accepted_at=None, withdrawn_at=None).values("person")
    belong = members.annotate(person=Lower("user__email")).values("person")
    again = invitations.filter(pk__in=what.ended_invitations, accepted_at=None).exclude(person__in=asked)
    again.exclude(person__in=belong).update(withdrawn_at=None)


def _roles_in(organisation: Organisation) -> dict[str, str]:
    return {str(user): role for user, role in organisation.memberships.values_list("user", "role")}


def _stronger(one: str, other: str) -> str:
    return max(one, other, key=lambda role: _RANK[Membership.Role(role)])


def _keys(rows: "QuerySet[Any]") -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
