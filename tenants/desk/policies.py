"""Who may do what on Wagtail's own pages about a kind of object."""

from typing import Any

from wagtail.permission_policies.base import BasePermissionPolicy

from tenants.accounts.models import User


class Nobody(BasePermissionPolicy):  # type: ignore[misc] # no type hints there
    """Nobody, not even a superuser, adds, edits or deletes one through Wagtail: it has pages of ours, with their own
    rules."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Never."""
        return False

    def users_with_any_permission(self, actions: Any) -> Any:
        """Nobody."""
        return User.objects.none()
