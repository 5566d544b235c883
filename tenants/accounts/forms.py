"""allauth's forms in our words: labels above the fields, nothing inside them."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm

LABELS = {
    "login": "Email address",
    "email": "Email address",
    "password": "Password",
    "oldpassword": "Your password now",
    "password1": "New password",
    "password2": "New password again",
    "code": "6-digit code",
}
RULE = "At least 12 characters. 3 words that you can remember are good."


class Plain:
    """Takes out placeholders (they vanish when typed over) and the hints that our pages give themselves."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = RULE if name == "password1" else ""


class SignIn(Plain, LoginForm):  # type: ignore[misc] # no type hints there
    """E-mail address and password."""


class Reauthenticate(Plain, ReauthenticateForm):  # type: ignore[misc]
    """The password again."""


class AskForLink(Plain, ResetPasswordForm):  # type: ignore[misc]
    """The address that a link is sent to."""


class ChooseByLink(Plain, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, twice."""


class ChangePassword(Plain, ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one, twice."""


class TypeCode(Plain, AuthenticateForm):  # type: ignore[misc]
    """The authenticator's code, or a recovery code."""


class ReauthenticateByCode(Plain, ReauthenticateByCodeForm):  # type: ignore[misc]
    """The authenticator's code again."""


class SetUpAuthenticator(Plain, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator."""
