"""Who looks after a council's mails."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from tenants.accounts.roles import is_manager, is_officer
from tenants.mail.errors import NotAllowed


def keeps_mails(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the person is one of the council's officers or managers."""
    return is_officer(user) or is_manager(user)


def require_keeper(user: AbstractBaseUser | AnonymousUser) -> None:
    """Raises NotAllowed for anyone else."""
    if not keeps_mails(user):
        raise NotAllowed("Only the council's officers and managers look after its mails.")
