"""Who may do what with a listing. Roles in an organisation come from `Membership`, council roles from groups."""

from django.contrib.auth.models import AnonymousUser

from providers.listings.errors import NotAllowed
from providers.listings.models import WRITERS, Membership, Organisation, Service
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer

Listing = Service | Organisation
Person = User | AnonymousUser


def organisation_id_of(listing: Listing) -> int:
    """The organisation that a listing belongs to, or is."""
    return int(listing.organisation_id if isinstance(listing, Service) else listing.pk)


def user_can_edit_listing(user: Person, listing: Listing) -> bool:
    """Whether the person writes for the listing's organisation (owner or editor)."""
    return _is_member(user, listing, WRITERS)


def user_can_view_drafts(user: Person, listing: Listing) -> bool:
    """Whether the person may read what isn't live yet: its organisation's people, and officers."""
    return _is_member(user, listing, tuple(Membership.Role)) or user_can_manage_visibility(user, None)


def user_can_manage_visibility(user: Person, listing: Listing | None) -> bool:
    """Whether the person may pause or put away a listing: those who write for it, and officers."""
    if not user.is_authenticated or not user.is_active:
        return False
    return is_officer(user) or (listing is not None and user_can_edit_listing(user, listing))


def require_editor(user: Person | None, listing: Listing) -> None:
    """Refuse anyone who may not edit. `None` is the system itself (an import, the demo). Raises NotAllowed."""
    if user is not None and not user_can_edit_listing(user, listing):
        raise NotAllowed("You can't change this listing.")


def require_officer(user: Person) -> None:
    """Refuse all but the council's officers. Raises NotAllowed."""
    if not is_officer(user):
        raise NotAllowed("Only a council officer can do this.")


def _is_member(user: Person, listing: Listing, roles: tuple[Membership.Role, ...]) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(
        user_id=user.pk, organisation_id=organisation_id_of(listing), role__in=roles
    ).exists()
