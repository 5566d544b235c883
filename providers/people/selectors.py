"""Who looks after an organisation, who is asked to, and who asks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.utils import timezone

from providers.listings.models import Membership, Organisation
from providers.people.models import Claim, Invitation
from tenants.accounts.models import User
from tenants.mail.models import Mail

MOST_PEOPLE: Final = 15
DECLINED_SHOWN: Final = timedelta(days=30)


def people_of(organisation: Organisation) -> list[Membership]:
    """Its people, owners first, then by name."""
    order = {role: place for place, role in enumerate(Membership.Role.values)}
    members = Membership.objects.filter(organisation=organisation).select_related("user")
    return sorted(members, key=lambda member: (order[member.role], str(member.user).lower()))


def open_invitations(organisation: Organisation) -> list[Invitation]:
    """Those neither accepted nor taken back, also when they are too old to accept: they can be sent again."""
    opened = Invitation.objects.opened().filter(organisation=organisation)
    return list(opened.select_related("invited_by"))


def open_claims() -> "QuerySet[Claim]":
    """Claims that wait for the council, the oldest first."""
    return Claim.objects.filter(state=Claim.State.OPEN)


def claims_of(user: User) -> list[Claim]:
    """A person's own claims that wait, or were declined in the last month."""
    recent = timezone.now() - DECLINED_SHOWN
    shown = Q(state=Claim.State.OPEN) | Q(state=Claim.State.DECLINED, ended_at__gt=recent)
    return list(Claim.objects.filter(shown, user=user).select_related("organisation", "service", "new_home"))


def organisations_owned(user: User) -> "QuerySet[Organisation]":
    """The organisations that a person owns, by name."""
    owned: QuerySet[Organisation] = Organisation.objects.filter(
        memberships__user=user, memberships__role=Membership.Role.OWNER
    )
    return owned


def claims_for_officers(*, state: str = "", kind: str = "") -> "QuerySet[Claim]":
    """Every claim that fits the choices, the oldest first."""
    claims = Claim.objects.select_related("user", "organisation", "service", "new_home", "decided_by")
    chosen = {name: value for name, value in (("state", state), ("kind", kind)) if value}
    return claims.filter(**chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An owner of what is claimed, and whether the council would reach them."""

    member: Membership
    last_seen: datetime | None
    mail_fails: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What helps an officer to decide on a claim."""

    owners: tuple[Owner, ...]
    proved_fits: bool
    """The address that the person signs in with is at the organisation's own website."""
    typed_fits: bool
    """The work address that they typed is: nobody has shown that it is theirs."""
    other_claims: int
    """Open claims of other people for the same."""


def assessment_of(claim: Claim) -> Assessment:
    """The claim's organisation seen with an officer's eyes."""
    members = Membership.objects.filter(organisation=claim.organisation, role=Membership.Role.OWNER)
    owners = list(members.select_related("user").order_by("created_at"))
    failing = set(
        Mail.objects.filter(to__in=[each.user.email for each in owners])
        .exclude(given_up_at=None)
        .values_list("to", flat=True)
    )
    others = open_claims().filter(organisation=claim.organisation, service=claim.service).exclude(user=claim.user)
    return Assessment(
        owners=tuple(
            Owner(member=each, last_seen=each.user.last_login, mail_fails=each.user.email in failing) for each in owners
        ),
        proved_fits=is_at(claim.user.email, claim.organisation),
        typed_fits=bool(claim.work_email) and is_at(claim.work_email, claim.organisation),
        other_claims=others.count(),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A person who is registered, with what they look after."""

    person: User
    memberships: tuple[Membership, ...]


def people_found(words: str) -> list[Known]:
    """Providers' people whose name or address holds the words, or whose organisation's name does; 15 at most, by
    address. For officers: it answers which address somebody is registered under."""
    words = " ".join(words.split())
    fit = Q(name__icontains=words) | Q(email__icontains=words) | Q(memberships__organisation__name__icontains=words)
    found = User.objects.filter(fit, memberships__isnull=False).distinct().order_by("email")[:MOST_PEOPLE]
    theirs: dict[int, list[Membership]] = {person.pk: [] for person in found}
    for member in Membership.objects.filter(user__in=theirs).select_related("organisation").order_by("pk"):
        theirs[member.user_id].append(member)
    return [Known(person, tuple(theirs[person.pk])) for person in found]


def is_at(email: str, organisation: Organisation) -> bool:
    """Whether an e-mail address is at the organisation's own website, or at a part of it."""
    domain = email.rpartition("@")[2].lower()
    site = (urlsplit(organisation.url).hostname or "").removeprefix("www.")
    return bool(site) and (domain == site or domain.endswith(f".{site}"))
