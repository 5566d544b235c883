"""Claims: made and taken back by people, decided by the council's officers."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Membership, Organisation, Service
from providers.listings.services.listings import change_owner
from providers.people.claim_notices import owe_decision, owe_news_of_claim, owe_news_of_joining, owe_taken_out
from providers.people.errors import PeopleError
from providers.people.models import Claim
from providers.people.permissions import require_claim_officer, user_owns
from providers.people.services.members import hold_people, note
from tenants.accounts.models import User

MOST_OPEN: Final = 5
MOST_A_DAY: Final = 10
KEPT: Final = timedelta(days=365)
"""How long a claim is kept after it ended: the council may have to say why somebody got in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a person says of themselves. The council checks it, by phoning the number on the website for example."""

    job: str
    work_email: str = ""
    work_phone: str = ""
    reason: str = ""


@transaction.atomic
def claim_organisation(*, user: User, organisation: Organisation, kind: str, evidence: Evidence) -> Claim:
    """Ask the council to look after an organisation. Its owners are told.

    Raises PeopleError when the person is in it already, has asked already, or asks too often.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if user_owns(user, organisation):
        raise PeopleError("You look after this organisation already.")
    _require_room(user, organisation, None)
    return _make(Claim(user=user, organisation=organisation, kind=kind, **asdict(evidence)))


@transaction.atomic
def claim_service(*, user: User, service: Service, new_home: Organisation, evidence: Evidence) -> Claim:
    """Ask the council to move a service to one's own organisation. The owners of its present one are told.

    Raises NotAllowed unless the person owns `new_home`; PeopleError as `claim_organisation` does.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if not user_owns(user, new_home):
        raise NotAllowed("Only an owner of an organisation can claim a service for it.")
    if service.organisation_id == new_home.pk:
        raise PeopleError("Your organisation has this service already.")
    _require_room(user, service.organisation, service)
    claim = Claim(user=user, organisation=service.organisation, service=service, new_home=new_home, **asdict(evidence))
    return _make(claim)


@transaction.atomic
def withdraw_claim(*, user: User, claim: Claim) -> None:
    """Take one's own claim back. Raises NotAllowed, WrongState when it was decided meanwhile."""
    if claim.user_id != user.pk:
        raise NotAllowed("Only the person who made a claim can take it back.")
    locked = _open_claim(claim)
    _end(locked, Claim.State.WITHDRAWN)
    note(locked.organisation, user, "people.withdraw_claim", claim=str(locked.uuid))


@transaction.atomic
def approve_claim(*, user: User, claim: Claim, role: str = Membership.Role.OWNER, out: Collection[int] = ()) -> None:
    """Let the person in, or move the service to their organisation; everybody concerned is told.

    `out` are memberships of owners who have left, for a recovery alone. Raises NotAllowed for all but officers and for
    one's own claim, WrongState when it was decided meanwhile.
    """
    require_claim_officer(user, claim)
    locked = _open_claim(claim)
    hold_people(locked.organisation)
    if locked.service is not None and locked.new_home is not None:
        change_owner(user=user, service=locked.service, organisation=locked.new_home)
        role = ""
    else:
        _let_in(locked, role)
    taken_out = _take_out(user, locked, out)
    _end(locked, Claim.State.APPROVED, by=user, role=role)
    note(
        locked.organisation,
        user,
        "people.approve_claim",
        claim=str(locked.uuid),
        email=locked.user.email,
        role=role,
        taken_out=", ".join(person.email for person in taken_out),
    )
    owe_decision(locked)
    owe_news_of_joining(locked)
    owe_taken_out(locked, taken_out)


@transaction.atomic
def decline_claim(*, user: User, claim: Claim, answer: str) -> None:
    """Say no, with a reason that the person reads. Raises NotAllowed, WrongState, PeopleError without a reason."""
    require_claim_officer(user, claim)
    if not answer.strip():
        raise PeopleError("Say why, so that they know what to do.")
    locked = _open_claim(claim)
    _end(locked, Claim.State.DECLINED, by=user, answer=answer.strip())
    note(locked.organisation, user, "people.decline_claim", claim=str(locked.uuid), email=locked.user.email)
    owe_decision(locked)


def forget_old_claims() -> int:
    """Delete claims that ended a year ago; gives how many."""
    return Claim.objects.filter(ended_at__lt=timezone.now() - KEPT).delete()[0]


def _require_room(user: User, organisation: Organisation, service: Service | None) -> None:
    own = Claim.objects.filter(user=user)
    opened = own.filter(state=Claim.State.OPEN)
    if opened.filter(organisation=organisation, service=service).exists():
        raise PeopleError("You have asked for this already. The council will answer by email.")
    if opened.count() >= MOST_OPEN:
        raise PeopleError(f"{MOST_OPEN} claims of yours are open. Wait for the council, or take one back.")
    if own.filter(created_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise PeopleError("That was a lot for one day. Try again tomorrow.")


def _make(claim: Claim) -> Claim:
    claim.save()
    note(claim.organisation, claim.user, "people.claim", claim=str(claim.uuid), kind=claim.kind)
    owe_news_of_claim(claim)
    return claim


def _open_claim(claim: Claim) -> Claim:
    related = ("user", "organisation", "service", "new_home")
    locked = Claim.objects.select_for_update(of=("self",)).select_related(*related).get(pk=claim.pk)
    if not locked.is_open:
        raise WrongState(f"This claim was answered meanwhile: {locked.get_state_display().lower()}.")
    return locked


def _let_in(claim: Claim, role: str) -> None:
    """They may have joined meanwhile, or join at this moment, by an invitation."""
    Membership.objects.update_or_create(organisation=claim.organisation, user=claim.user, defaults={"role": role})


def _take_out(user: User, claim: Claim, out: Collection[int]) -> list[User]:
    if claim.kind != Claim.Kind.RECOVERY:
        return []
    leaving = Membership.objects.filter(organisation=claim.organisation, pk__in=out).exclude(user=claim.user)
    people = []
    for member in leaving.select_related("user"):
        note(claim.organisation, user, "people.remove", email=member.user.email, role=member.role)
        people.append(member.user)
        member.delete()
    return people


def _end(claim: Claim, state: str, *, by: User | None = None, role: str = "", answer: str = "") -> None:
    claim.state, claim.decided_by, claim.role, claim.answer = state, by, role, answer
    claim.ended_at = timezone.now()
    claim.save(update_fields=["state", "decided_by", "role", "answer", "ended_at"])
