"""Password-reset links work on the council's own host only."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.base_user import AbstractBaseUser

from tenants.councils.selectors import schema_in_use


class CouncilPasswordResetTokenGenerator(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc] # no type hints there
    """Two councils may hold a person of the same key, address and password hash: the schema tells their links apart.

    A link of somebody who was shut out is worth nothing while they are.
    """

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        return f"{schema_in_use()}:{user.is_active}:{super()._make_hash_value(user, timestamp)}"
