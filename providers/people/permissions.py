"""Who may say who looks after an organisation's listings."""

from providers.listings.errors import NotAllowed
from providers.listings.models import Membership, Organisation
from providers.listings.permissions import Person
from providers.people.models import Claim
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer


def user_owns(user: User | int, organisation: Organisation | int) -> bool:
    """Whether the person is one of the organisation's owners; each is named by itself or by its key."""
    return Membership.objects.owners().filter(user=user, organisation=organisation).exists()


def user_can_manage_people(user: Person, organisation: Organisation) -> bool:
    """Whether the person is an owner of the organisation, or an officer who sets it up for them."""
    if not user.is_authenticated or not user.is_active:
        return False
    return is_officer(user) or user_owns(user, organisation)


def may_write_to_strangers(user: User | None, organisation: Organisation) -> bool:
    """Whether the council answers for a mail of the organisation's to somebody new: an officer approved it, or sends
    the mail."""
    return organisation.shown or (user is not None and is_officer(user))


def require_people_manager(user: Person, organisation: Organisation) -> None:
    """Raises NotAllowed for anyone else."""
    if not user_can_manage_people(user, organisation):
        raise NotAllowed("Only an owner of this organisation can change who looks after it.")


def require_claim_officer(user: User, claim: Claim) -> None:
    """Raises NotAllowed for all but officers, and for an officer's own claim."""
    if not is_officer(user):
        raise NotAllowed("Only a council officer can decide on a claim.")
    if claim.user_id == user.pk:
        raise NotAllowed("This is your own claim. Another officer must decide on it.")
