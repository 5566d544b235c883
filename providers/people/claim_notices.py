"""Mails about claims, owed in the transaction of what they tell."""

from collections.abc import Iterable
from contextlib import suppress

from django.urls import reverse

from providers.listings.models import Membership
from providers.people.claim_mails import CLAIM_APPROVED, CLAIM_DECLINED, CLAIM_JOINED, CLAIM_MADE, CLAIM_TAKEN_OUT
from providers.people.models import Claim
from providers.people.notices import as_role
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.mail.errors import TooManyMails
from tenants.mail.services.outbox import owe_to_person
from tenants.mail.templates import MailTemplate


def owe_news_of_claim(claim: Claim) -> None:
    """Owners hear that somebody asks: a stranger would be noticed before the council decides.

    Beyond the limits of such mails the claim stands all the same, and the council reads it.
    """
    told = {"person": str(claim.user), "address": claim.user.email, "wish": _wish(claim), "job": claim.job}
    for owner in _owners(claim):
        with suppress(TooManyMails):
            _owe(CLAIM_MADE, claim, owner, **told)


def owe_decision(claim: Claim) -> None:
    """The person hears what the council decided."""
    if not claim.user.is_active:
        return
    if claim.state == Claim.State.APPROVED:
        link = absolute_url(reverse("portal:dashboard"))
        _owe(CLAIM_APPROVED, claim, claim.user, outcome=_outcome_for_claimant(claim), link=link)
    else:
        _owe(CLAIM_DECLINED, claim, claim.user, wish=_wish(claim), reason=claim.answer)


def owe_news_of_joining(claim: Claim) -> None:
    """The owners hear who came in, or where their service went."""
    link = absolute_url(reverse("portal:people", args=[claim.organisation.uuid]))
    organisation = claim.organisation.name
    for owner in _owners(claim):
        _owe(CLAIM_JOINED, claim, owner, outcome=_outcome_for_owners(claim), organisation=organisation, link=link)


def owe_taken_out(claim: Claim, people: Iterable[User]) -> None:
    """Those who were taken out hear it: if they haven't left after all, they can say so."""
    for person in people:
        _owe(CLAIM_TAKEN_OUT, claim, person, organisation=claim.organisation.name)


def _owners(claim: Claim) -> list[User]:
    """Those who can sign in, but for the person who asks."""
    return Membership.objects.owners().filter(organisation=claim.organisation).exclude(user=claim.user).people()


def _owe(template: MailTemplate, claim: Claim, to: User, **values: str) -> None:
    owe_to_person(
        event=f"{template.name}:{claim.uuid}:{to.pk}",
        person=to,
        template=template,
        about={"claim": claim.pk},
        values={"wanted": claim.wanted.name, **values},
        sender=f"person:{claim.user_id}",
    )


def _wish(claim: Claim) -> str:
    if claim.service is not None:
        return f"move {claim.service.name} from {claim.organisation.name} to {claim.new_home}"
    return f"look after {claim.organisation.name}"


def _outcome_for_claimant(claim: Claim) -> str:
    if claim.service is not None:
        return f"{claim.service.name} now belongs to {claim.new_home}."
    return f"You now look after {claim.organisation.name} as {as_role(claim.role)}."


def _outcome_for_owners(claim: Claim) -> str:
    council = current_council().name
    if claim.service is not None:
        return f"{council} has moved {claim.service.name} to {claim.new_home}, because {claim.user} asked for it."
    newcomer = f"{claim.user} ({claim.user.email})"
    return f"{council} has let {newcomer} look after {claim.organisation.name} as {as_role(claim.role)}."
