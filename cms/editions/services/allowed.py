"""Who makes editions and posts copies."""

from cms.editions.errors import NotAllowed
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer_or_manager


def require_desk(user: User) -> None:
    """Raises NotAllowed for all but officers and managers."""
    if not is_officer_or_manager(user):
        raise NotAllowed("Officers and managers make editions and post copies.")
