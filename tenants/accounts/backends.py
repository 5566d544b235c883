"""Signing in with an e-mail address and password, within one schema."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser


class CouncilBackend(AuthenticationBackend):  # type: ignore[misc] # no type hints there
    """allauth's backend, without its memory of a refused person.

    allauth keeps an inactive person whose password was right in a thread-local, to show a page about it. The next
    request of that thread may be for another council; and the page tells a stranger that a guessed password was right.
    """

    @classmethod
    def _stash_user(cls, user: AbstractBaseUser | None) -> AbstractBaseUser | None:
        return None
