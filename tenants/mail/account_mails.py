"""The mails about signing in: their standard words, and which of allauth's events each is for."""

from collections.abc import Mapping
from typing import Final

from tenants.mail.limits import Limits
from tenants.mail.templates import GREETING, Lasting, MailTemplate, Placeholder, link_to, register_template

_CODE: Final = Placeholder(what="The code of 6 digits, on a line of its own", sample="123456", required=True)
_ASKED_FOR: Final = Limits(from_one=60, to_one=10, of_council=1_000)
"""One place may be a whole office; one mailbox needs a code or a link a few times."""
_SIGN_IN: Final = "https://council.example/accounts/login/link/abc/"
_RESET: Final = "https://council.example/accounts/password/reset/"
_REGISTER: Final = "https://council.example/provider/register/"


def _link(what: str, sample: str) -> Placeholder:
    return link_to(what, sample, required=True)


CODE: Final = MailTemplate(
    name="account-code",
    title="Your code",
    description="Proves that an address is somebody's own, when they register or change it.",
    subject="{council}: Your code",
    body="""Hello

Your code for the SEND Local Offer website is:

{code}

It works for 10 minutes, on the page where you asked for it. Never tell it to anybody: we don't ask for it by phone or \
email.

If you didn't ask for it, ignore this email: nothing happens.

{council}""",
    placeholders={"code": _CODE},
    limits=_ASKED_FOR,
)
SIGN_IN_LINK: Final = MailTemplate(
    name="account-sign-in-link",
    title="Your link to sign in",
    description="Signs somebody in without a password, once and within 10 minutes.",
    subject="{council}: Your link to sign in",
    body="""{greeting}

Open this link to sign in to the SEND Local Offer website. It works once, for 10 minutes:

{link}

If you didn't ask for it, ignore this email: nothing happens.

{council}""",
    placeholders={"greeting": GREETING, "link": _link("Where the person signs in", _SIGN_IN)},
    limits=_ASKED_FOR,
)
NEW_PASSWORD: Final = MailTemplate(
    name="account-new-password",
    title="Choose a new password",
    description="Goes to somebody who forgot their password.",
    subject="{council}: Choose a new password",
    body="""Hello

Somebody, we hope you, asked for a new password for the SEND Local Offer website. To choose one, open this link \
within an hour:

{link}

If it wasn't you, ignore this email: nothing has changed.

{council}""",
    placeholders={"link": _link("Where the person chooses it", _RESET)},
    limits=_ASKED_FOR,
)
ACCOUNT_EXISTS: Final = MailTemplate(
    name="account-exists",
    title="You have an account already",
    description="Goes to somebody who has an account and registers again.",
    subject="{council}: You have an account already",
    body="""Hello

Somebody, we hope you, gave this address to register or sign in on the SEND Local Offer website. It has an account \
there already.

To sign in, choose a new password first:

{link}

If it wasn't you, ignore this email: nothing has changed.

{council}""",
    placeholders={"link": _link("Where the person asks for a new password", _RESET)},
    limits=_ASKED_FOR,
)
NO_ACCOUNT: Final = MailTemplate(
    name="account-unknown",
    title="You have no account here",
    description="Goes to an address without an account that somebody tried to sign in with.",
    subject="{council}: You have no account here",
    body="""Hello

Somebody, we hope you, tried to sign in to the SEND Local Offer website with this address. It has no account there.

Maybe you used another address. Do you run a service, group, school or setting? Register here:

{link}

If it wasn't you, ignore this email: nothing has changed.

{council}""",
    placeholders={"link": _link("Where a provider registers", _REGISTER)},
    limits=_ASKED_FOR,
)
ADDRESS_CHANGED: Final = MailTemplate(
    name="account-address-changed",
    title="Your email address was changed",
    description="Tells somebody's old address that they sign in with another one now.",
    subject="{council}: Your email address was changed",
    body="""{greeting}

You sign in to the SEND Local Offer website with another email address now. This one no longer works there.

If it wasn't you, tell us at once: reply to this email.

Our phone number: {council_phone}

{council}""",
    placeholders={"greeting": GREETING},
)
PASSWORD_CHANGED: Final = MailTemplate(
    name="account-password-changed",
    title="Your password was changed",
    description="Tells somebody that their password was changed, or chosen anew by a mailed link.",
    subject="{council}: Your password was changed",
    body="""{greeting}

Your password for the SEND Local Offer website was changed. Wherever else you were signed in, you are signed out.

If it wasn't you, tell us at once: reply to this email.

Our phone number: {council_phone}

{council}""",
    placeholders={"greeting": GREETING},
)
SECOND_STEP_CHANGED: Final = MailTemplate(
    name="account-second-step-changed",
    title="Your second step to sign in was changed",
    description="Tells somebody that their authenticator app was set up or taken away, or that they have new recovery "
    "codes.",
    subject="{council}: Your second step to sign in was changed",
    body="""{greeting}

Your second step to sign in to the SEND Local Offer website was changed: an authenticator app was set up or taken \
away, or you have new recovery codes.

If it wasn't you, tell us at once: reply to this email.

Our phone number: {council_phone}

{council}""",
    placeholders={"greeting": GREETING},
)

TOLD: Final = (ADDRESS_CHANGED, PASSWORD_CHANGED, SECOND_STEP_CHANGED)
"""What tells of a change and asks for nothing."""
MAILS: Final = (CODE, SIGN_IN_LINK, NEW_PASSWORD, ACCOUNT_EXISTS, NO_ACCOUNT, *TOLD)
EVENTS: Final[Mapping[str, tuple[MailTemplate, Mapping[str, str]]]] = {
    "account/email/email_confirmation": (CODE, {"code": "code"}),
    "account/email/email_confirmation_signup": (CODE, {"code": "code"}),
    "account/email/sign_in_link": (SIGN_IN_LINK, {"link": "url"}),
    "account/email/password_reset_key": (NEW_PASSWORD, {"link": "password_reset_url"}),
    "account/email/account_already_exists": (ACCOUNT_EXISTS, {"link": "password_reset_url"}),
    "account/email/unknown_account": (NO_ACCOUNT, {"link": "signup_url"}),
    "account/email/email_changed": (ADDRESS_CHANGED, {}),
    "account/email/password_changed": (PASSWORD_CHANGED, {}),
    "account/email/password_reset": (PASSWORD_CHANGED, {}),
    "account/email/password_set": (PASSWORD_CHANGED, {}),
    "mfa/email/totp_activated": (SECOND_STEP_CHANGED, {}),
    "mfa/email/totp_deactivated": (SECOND_STEP_CHANGED, {}),
    "mfa/email/recovery_codes_generated": (SECOND_STEP_CHANGED, {}),
}
"""allauth's name of an event: its mail, and for each placeholder what allauth calls its value."""


AT_ONCE: Final = Lasting("It leaves in the request that causes it (`CouncilAccountAdapter`), and is never queued.")


def register_mails() -> None:
    """Make them known."""
    for template in MAILS:
        register_template(template, AT_ONCE)
