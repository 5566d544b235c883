"""How allauth behaves in a council: providers may register, and mail names the council's own host."""

from time import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.http import HttpRequest

from tenants.accounts.models import User
from tenants.accounts.roles import is_staff_member
from tenants.councils.models import Council

STAFF_HOME = "/admin/"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # no type hints there
    """Anybody may register to look after listings; staff are added by their council."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Check your email address and password, then try again.",
        "too_many_login_attempts": "That was too many tries. Wait 5 minutes, then try again.",
        "incorrect_password": "That is not your password. Try again.",
        "incorrect_code": "That code is not right. Type the newest one that we sent you.",
        "rate_limited": "We sent you a code a moment ago. Wait 10 seconds, then ask again.",
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to the admin, providers to their portal."""
        return STAFF_HOME if is_staff_member(request.user) else str(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the person works."""
        return self.get_login_redirect_url(request)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not again from a person who has just signed in: staff set up their second factor straight after."""
        steps = get_authentication_records(self.request, self.request.user)
        return not steps or time() - steps[-1]["at"] >= app_settings.REAUTHENTICATION_TIMEOUT

    def clean_email(self, email: str) -> str:
        """Addresses are stored and compared in lower case."""
        return str(super().clean_email(email)).lower()

    def format_email_subject(self, subject: str) -> str:
        """The council's name first: there is no Site to take it from."""
        return f"{_sender_name()}: {subject}"

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """A mail that signs off with the council's name."""
        message: EmailMessage = super().render_mail(
            template_prefix, email, {**context, "sender_name": _sender_name()}, headers=headers
        )
        return message


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # no type hints there
    """The authenticator app shows which council a code is for."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Type the one that your app shows now.",
    }

    def get_totp_issuer(self) -> str:
        """The council's name."""
        return _sender_name()

    def get_totp_label(self, user: User) -> str:
        """The e-mail address."""
        return user.email


def _sender_name() -> str:
    tenant = connection.tenant  # type: ignore[attr-defined]
    return tenant.name if isinstance(tenant, Council) else str(settings.WAGTAIL_SITE_NAME)
