"""What the link of a mailed invitation carries, for every kind of invitation."""

from typing import TypeVar
from uuid import UUID

from tenants.accounts.models import InvitationByMail
from tenants.councils import signing

Kind = TypeVar("Kind", bound=InvitationByMail)


def token_of(invitation: InvitationByMail) -> str:
    """What its link carries: worth something in this council alone, and until it is sent once more."""
    return signing.dumps([str(invitation.uuid), invitation.times_sent], purpose=invitation.PURPOSE)


def invitation_of(kind: type[Kind], token: str) -> Kind | None:
    """The invitation of a link; None when the token is forged, another council's or kind's, or of an earlier mail."""
    try:
        uuid, times_sent = signing.loads(token, purpose=kind.PURPOSE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    held: Kind | None = kind._default_manager.filter(uuid=UUID(uuid), times_sent=times_sent).first()
    return held
