"""allauth's forms in our words: labels above the fields, nothing inside them."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from tenants.accounts.errors import AddressTaken
from tenants.accounts.models import User
from tenants.accounts.services import keep_name
from tenants.councils.services.taken import unless_taken
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm, PlainMessages
from tenants.text.kinds import EMAIL, name_up_to
from tenants.text.links import BAD_EMAIL

LABELS = {
    "login": "Email address",
    "email": "Email address",
    "password": "Password",
    "oldpassword": "Your password now",
    "password1": "New password",
    "password2": "New password again",
    "code": "6-digit code",
}
ADDRESS_ERRORS = {
    "required": "Enter your email address",
    "invalid": BAD_EMAIL,
}
RULE = "At least 12 characters. 3 words that you can remember are good."


class Plain(PlainMessages):
    """Takes out placeholders (they vanish when typed over) and the hints that our pages give themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = RULE if name == "password1" else ""


class SignIn(Plain, LoginForm):  # type: ignore[misc] # no type hints there
    """E-mail address and password."""


def name_field() -> forms.Field:
    """The person's own name."""
    return KindField(
        name_up_to(120),
        label="Your name",
        help_text="Colleagues and the council see it. Families don’t.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )


class Register(Plain, SignupForm):  # type: ignore[misc]
    """A new person's address, name and password."""

    field_order = ("name", "email", "password1")
    account_already_exists: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = name_field()
        self.order_fields(self.field_order)
        self.fields["email"].help_text = "We send a code to it. Your own address is fine."
        self.fields["email"].error_messages |= ADDRESS_ERRORS
        self.fields["password1"].label = "Choose a password"
        self.fields["password1"].error_messages["required"] = "Choose a password"

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """As long for an address that is known as for a new one: the password is hashed either way."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        try:
            with unless_taken(AddressTaken()):
                return self._save(request)
        except AddressTaken:  # by who pressed the button at the same moment: told by mail alone, as anybody is
            self.account_already_exists = True
            return self._save(request)

    def _save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return saved

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name too."""
        keep_name(user=user, name=self.cleaned_data["name"])


class ProveAddress(Plain, ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that was mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}
        self.fields["code"].error_messages["required"] = "Type the code that we sent you"


class AskToSignIn(PlainForm):
    """The address that a link is sent to."""

    email = KindField(
        EMAIL,
        label="Email address",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=ADDRESS_ERRORS,
    )


class NewAddress(Plain, AddEmailForm):  # type: ignore[misc]
    """The address that a person wants to sign in with from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New email address"
        self.fields["email"].help_text = "We send it a code. Until you type that, you sign in with the old one."
        self.fields["email"].error_messages |= ADDRESS_ERRORS


class YourName(PlainForm):
    """The person's name."""

    name = name_field()


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


class JoinForm(PlainForm):
    """What a new person gives who joins by a mailed invitation: a name and a password."""

    name = name_field()
    password = forms.CharField(
        label="Choose a password",
        help_text=RULE,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_password(self) -> str:
        """A password that isn't common, short, or like their name or address."""
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password, User(email=self._email, name=self.cleaned_data.get("name", "")))
        except ValidationError as refused:
            raise ValidationError(refused.messages) from refused
        return password
