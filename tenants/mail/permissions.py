"""Who looks after a council's mails."""

from tenants.accounts.roles import Person, is_officer_or_manager
from tenants.mail.errors import NotAllowed


def require_keeper(user: Person) -> None:
    """Raises NotAllowed for all but the council's officers and managers."""
    if not is_officer_or_manager(user):
        raise NotAllowed("Only the council's officers and managers look after its mails.")
