"""How allauth behaves in a council. Its mails are sent by `tenants.mail.account_adapter`."""

from time import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest

from tenants.accounts.errors import AddressTaken
from tenants.accounts.models import User
from tenants.accounts.requests import address_of
from tenants.accounts.roles import is_staff_member
from tenants.councils.models import Council
from tenants.councils.services.taken import unless_taken

STAFF_HOME = "/admin/"
SIGNED_IN_AT = "signed_in_at"
"""In the session: when its person signed in, in Unix time."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # no type hints there
    """Anybody may register to look after listings; staff are added by their council."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Check your email address and password, then try again.",
        "too_many_login_attempts": "That was too many tries. Wait 5 minutes, then try again.",
        "incorrect_password": "That is not your password. Try again.",
        "incorrect_code": "That code is not right. Type the newest one that we sent you.",
        "email_taken": "This address has an account already. Use another one, or ask the council.",
        "duplicate_email": "You sign in with this address already. Enter another one.",
        "rate_limited": "We sent you a code a moment ago. Wait 10 seconds, then ask again.",
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that all limits count by."""
        return address_of(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` may be followed; never what can't be read as an address."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to the admin, providers to their portal."""
        return STAFF_HOME if is_staff_member(request.user) else str(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the person works."""
        return self.get_login_redirect_url(request)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign a person in, whichever way they came, and note when."""
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time()

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not again from a person who has just signed in: staff set up their second factor straight after."""
        signed_in_at = self.request.session.get(SIGNED_IN_AT, 0.0)
        return bool(time() - signed_in_at >= app_settings.REAUTHENTICATION_TIMEOUT)

    def clean_email(self, email: str) -> str:
        """Addresses are stored and compared in lower case."""
        return str(super().clean_email(email)).lower()

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Let a proved address take over, as a whole or not at all, and tell who changed theirs."""
        try:
            with unless_taken(AddressTaken()):
                confirmed = bool(super().confirm_email(request, email_address))
        except AddressTaken:
            self.add_message(request, messages.ERROR, message=self.error_messages["email_taken"])
            return False
        if confirmed and request.user.is_authenticated:
            self.add_message(request, messages.SUCCESS, message=f"You sign in with {email_address.email} now.")
        return confirmed


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # no type hints there
    """The authenticator app shows which council a code is for."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Type the one that your app shows now.",
    }

    def get_totp_issuer(self) -> str:
        """The council's name."""
        tenant = connection.tenant  # type: ignore[attr-defined]
        return tenant.name if isinstance(tenant, Council) else str(settings.WAGTAIL_SITE_NAME)

    def get_totp_label(self, user: User) -> str:
        """The e-mail address."""
        return user.email
