"""Whether a mail to or about an organisation's people is still true when it leaves."""

from collections.abc import Callable
from typing import Final

from providers.listings.models import Membership
from providers.people.claim_mails import CLAIM_APPROVED, CLAIM_DECLINED, CLAIM_JOINED, CLAIM_MADE, CLAIM_TAKEN_OUT
from providers.people.mails import INVITATION, JOINED
from providers.people.models import Claim, Invitation
from providers.people.permissions import may_write_to_strangers, user_can_manage_people, user_owns
from tenants.accounts.models import User
from tenants.mail.templates import About, Check, register_template

_GONE: Final = "The organisation or the service is gone."
_NO_OWNER: Final = "The person no longer owns the organisation."
_OUT: Final = "What the claim gave has been taken away since."
_IN: Final = "The person looks after it by now."


def register_mails() -> None:
    """Make the mails about people and claims known."""
    register_template(INVITATION, why_invitation_untrue)
    register_template(JOINED, why_joining_untrue)
    register_template(CLAIM_MADE, _of_claim(_why_not_open))
    register_template(CLAIM_APPROVED, _of_claim(_why_not_in))
    register_template(CLAIM_DECLINED, _of_claim(_why_in))
    register_template(CLAIM_JOINED, _of_claim(_why_news_of_joining_untrue))
    register_template(CLAIM_TAKEN_OUT, _of_claim(_why_not_taken_out))


def why_invitation_untrue(about: About) -> str:
    """Why nobody can join by a mail's link any more, or not the organisation that it names; empty while they can."""
    invitation = Invitation.objects.select_related("organisation", "invited_by").filter(pk=about["invitation"]).first()
    if invitation is None or not invitation.is_waiting:
        return "The invitation was accepted or taken back, or has run out."
    if invitation.times_sent != about["times_sent"]:
        return "The invitation was sent once more since, with a new link."
    if invitation.organisation_id != about["organisation"]:
        return "The organisation was merged with another since."
    if not may_write_to_strangers(invitation.invited_by, invitation.organisation):
        return "The organisation isn't approved, or was hidden since."
    return ""


def why_joining_untrue(about: About) -> str:
    """Why it is no longer so that somebody joined, or nothing for whoever invited them; empty while it is."""
    members = Membership.objects.select_related("organisation").filter(organisation=about["organisation"])
    member = members.filter(user=about["joined"], role=about["role"]).first()
    if member is None:
        return "Whoever joined has left since, or has another role."
    if not user_can_manage_people(User.objects.get(pk=about["person"]), member.organisation):
        return "The person no longer says who looks after the organisation."
    return ""


def _of_claim(check: Callable[[Claim, int], str]) -> Check:
    """A check of a claim, for the person with this key."""

    def why_untrue(about: About) -> str:
        claim = Claim.objects.filter(pk=about["claim"]).select_related("service", "user").first()
        return check(claim, about["person"]) if claim else _GONE

    return why_untrue


def _why_not_open(claim: Claim, person: int) -> str:
    if not claim.is_open:
        return f"The claim was answered since: {claim.get_state_display().lower()}."
    return "" if user_owns(person, claim.organisation_id) else _NO_OWNER


def _why_not_in(claim: Claim, _person: int) -> str:
    return "" if _is_in(claim) else _OUT


def _why_in(claim: Claim, _person: int) -> str:
    return _IN if _is_in(claim) else ""


def _why_news_of_joining_untrue(claim: Claim, person: int) -> str:
    if not user_owns(person, claim.organisation_id):
        return _NO_OWNER
    return _why_not_in(claim, person)


def _why_not_taken_out(claim: Claim, person: int) -> str:
    return _IN if claim.organisation.memberships.filter(user=person).exists() else ""


def _is_in(claim: Claim) -> bool:
    """Whether the person has what was asked for: the service, or the role that the council gave, or any if none."""
    if claim.service is not None:
        return bool(claim.service.organisation_id == claim.new_home_id)
    members = Membership.objects.filter(organisation=claim.organisation_id, user=claim.user_id)
    return (members.filter(role=claim.role) if claim.role else members).exists()
