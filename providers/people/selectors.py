"""Who looks after an organisation, and who is asked to."""

from uuid import UUID

from providers.listings.models import Membership, Organisation
from providers.people.models import Invitation
from tenants.councils import signing

PURPOSE = "invitation"


def people_of(organisation: Organisation) -> list[Membership]:
    """Its people, owners first, then by name."""
    order = {role: place for place, role in enumerate(Membership.Role.values)}
    members = Membership.objects.filter(organisation=organisation).select_related("user")
    return sorted(members, key=lambda member: (order[member.role], str(member.user).lower()))


def open_invitations(organisation: Organisation) -> list[Invitation]:
    """Those neither accepted nor taken back, also when they are too old to accept: they can be sent again."""
    waiting = Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None)
    return list(waiting.select_related("invited_by"))


def token_of(invitation: Invitation) -> str:
    """What its link carries: worth something in this council alone, and until it is sent once more."""
    return signing.dumps([str(invitation.uuid), invitation.times_sent], purpose=PURPOSE)


def invitation_of(token: str) -> Invitation | None:
    """The invitation of a link; None when the token is forged, another council's, or of an earlier mail."""
    try:
        uuid, times_sent = signing.loads(token, purpose=PURPOSE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    invitations = Invitation.objects.select_related("organisation", "invited_by")
    return invitations.filter(uuid=UUID(uuid), times_sent=times_sent).first()
