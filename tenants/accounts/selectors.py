"""Whom a link to sign in is for, and what a person sees of their own account."""

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from tenants.accounts.models import LINK_LASTS, SignInLink, User
from tenants.accounts.roles import MANAGER, OFFICER
from tenants.councils import signing

PURPOSE = "sign-in-link"
LINK_MARK = "tenants.accounts.sign-in-link"


def person_with_address(email: str) -> User | None:
    """The active person of an e-mail address, whatever its case."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def council_people() -> "QuerySet[User]":
    """Who works on the offer inside the council, as an officer or a manager."""
    return User.objects.filter(groups__name__in=(OFFICER, MANAGER)).distinct()


def managers() -> "QuerySet[User]":
    """Those who manage the council and aren't suspended, by name."""
    return User.objects.filter(groups__name=MANAGER, is_active=True).order_by("name", "email")


def has_proved_address(user: User) -> bool:
    """Whether the person has shown that their address is theirs, or somebody has vouched for it."""
    return bool(EmailAddress.objects.filter(user=user, email=user.email.lower(), verified=True).exists())


def token_of(link: SignInLink) -> str:
    """What the mailed address carries: worth something in this council alone, for 10 minutes."""
    return signing.dumps(
        [link.user.pk, str(link.nonce), signing.mark_of(link.user.password, purpose=LINK_MARK)], purpose=PURPOSE
    )


def has_account(email: str) -> bool:
    """Whether somebody signs in with an address; a registration that was never proved is nobody's yet."""
    user = User.objects.filter(email__iexact=email).first()
    return user is not None and (not user.is_active or has_proved_address(user))


def link_of(token: str) -> SignInLink | None:
    """The link of a token; None when it is forged, too old, another council's, used, or followed by a newer one.

    A new password makes it worthless too.
    """
    try:
        user_id, nonce, mark = signing.loads(token, purpose=PURPOSE, max_age=LINK_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    link = SignInLink.objects.select_related("user").filter(user_id=user_id, nonce=nonce, user__is_active=True).first()
    if link is None or not signing.is_mark_of(mark, link.user.password, purpose=LINK_MARK):
        return None
    return link


def never_proved() -> "QuerySet[User]":
    """People who registered and never typed their code. Staff and those who were invited are never among them."""
    proved = EmailAddress.objects.filter(verified=True).values("user")
    registered = User.objects.filter(last_login=None, is_staff=False, is_superuser=False, groups=None)
    return registered.filter(emailaddress__verified=False).exclude(pk__in=proved)
