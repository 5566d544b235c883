"""The roles of those who work in a council's admin. Each is a group in its schema; rooms give it permissions.

A commissioner, of the council or the integrated care board, reads reports and nothing else of the admin. A partner
reviewer, outside the council, gives the second of two approvals and sees nothing else of it.
"""

from collections.abc import Mapping
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from tenants.accounts.models import User

OFFICER: Final = "Officer"
CONTENT_EDITOR: Final = "Content editor"
MANAGER: Final = "Manager"
COMMISSIONER: Final = "Commissioner"
PARTNER: Final = "Partner reviewer"
ROLES: Final = (OFFICER, CONTENT_EDITOR, MANAGER, COMMISSIONER, PARTNER)
OUTSIDE_ROLES: Final = frozenset({COMMISSIONER, PARTNER})
REPORT_READERS: Final = frozenset({MANAGER, COMMISSIONER})

WHAT_ROLES_DO: Final[Mapping[str, str]] = {
    MANAGER: "Says who works here. Sets the council’s details, how changes are reviewed, and what mails and terms say. "
    "Reads the reports.",
    OFFICER: "Reviews what providers send. Looks after listings, claims and uploads.",
    CONTENT_EDITOR: "Writes the council’s own pages.",
    PARTNER: "From outside the council: gives second approvals, and sees nothing else.",
    COMMISSIONER: "Reads reports on what families look for, and sees nothing else.",
}
"""Each role in a sentence or two, in the order in which they are offered."""

Person = AbstractBaseUser | AnonymousUser


def is_officer(user: Person) -> bool:
    """Whether the person reviews listings for the council."""
    return OFFICER in _roles_of(user)


def is_manager(user: Person) -> bool:
    """Whether the person manages the council's offer and its people."""
    return MANAGER in _roles_of(user)


def is_officer_or_manager(user: Person) -> bool:
    """Whether the person works on the offer inside the council: who keeps its mails, its terms and its audit trail."""
    return bool(_roles_of(user) & {OFFICER, MANAGER})


def is_content_editor(user: Person) -> bool:
    """Whether the person writes the council's own pages."""
    return CONTENT_EDITOR in _roles_of(user)


def reads_reports(user: Person) -> bool:
    """Whether the person may see what families search for and find: figures, never a person's."""
    return bool(_roles_of(user) & REPORT_READERS)


def is_partner(user: Person) -> bool:
    """Whether the person gives second approvals from outside the council."""
    return PARTNER in _roles_of(user)


def outside_roles(user: Person) -> frozenset[str]:
    """The roles of a person who has none inside the council: they see their roles' own pages of the admin alone.

    Empty for everyone else, superusers among them.
    """
    roles = _roles_of(user)
    return roles if roles <= OUTSIDE_ROLES and not getattr(user, "is_superuser", False) else frozenset()


def is_staff_member(user: Person) -> bool:
    """Whether the person has any role in the council, or is a superuser: whom `/admin/` is for."""
    return bool(_roles_of(user)) or (user.is_active and bool(getattr(user, "is_superuser", False)))


def _roles_of(user: Person) -> frozenset[str]:
    """The person's roles, read once for each loaded user."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    roles = getattr(user, "council_roles", None)
    if roles is None:
        roles = frozenset(user.groups.filter(name__in=ROLES).values_list("name", flat=True))
        user.council_roles = roles  # type: ignore[attr-defined]
    return roles
