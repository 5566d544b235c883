"""Writes about people and how they sign in."""

import uuid
from datetime import timedelta
from typing import Final

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from tenants.accounts.errors import AddressTaken, LinkClosed
from tenants.accounts.models import LINK_LASTS, SignInLink, User
from tenants.accounts.roles import ROLES
from tenants.accounts.selectors import has_proved_address, link_of, never_proved, person_with_address, token_of
from tenants.councils.links import absolute_url
from tenants.councils.models import Council
from tenants.councils.services.taken import unless_taken

UNPROVED_KEPT: Final = timedelta(days=7)
"""How long a registration waits for its code."""

WAGTAIL_GROUPS: Final = ("Editors", "Moderators")


@transaction.atomic
def make_role_groups(council: Council) -> None:
    """Make a group for each role, in place of Wagtail's own, whose permissions fit none of our roles. Idempotent."""
    for name in ROLES:
        Group.objects.get_or_create(name=name)
    Group.objects.filter(name__in=WAGTAIL_GROUPS).delete()


@transaction.atomic
def send_sign_in_link(*, email: str) -> None:
    """Mail a link to sign in; an earlier one stops working. Call it in a request.

    An address that nobody has is told so by mail, so that the page's answer tells nothing. One that was registered and
    never proved gets the way to choose a new password instead: whoever registered it may have been somebody else.
    """
    person = person_with_address(email)
    if person is None:
        url = absolute_url(reverse("account_signup"))
        get_adapter().send_mail("account/email/unknown_account", email, {"signup_url": url})
    elif not has_proved_address(person):
        get_adapter().send_account_already_exists_mail(person.email)
    else:
        fresh = {"nonce": uuid.uuid4(), "sent_at": timezone.now()}
        link, _ = SignInLink.objects.update_or_create(user=person, defaults=fresh)
        url = absolute_url(reverse("sign_in_by_link", args=[token_of(link)]))
        get_adapter().send_mail("account/email/sign_in_link", person.email, {"url": url, "person": person})


@transaction.atomic
def use_sign_in_link(*, token: str) -> User:
    """The person whom a link signs in; it works no more. Raises LinkClosed, also for the second of two at once."""
    link = link_of(token)
    if link is None or not SignInLink.objects.filter(pk=link.pk, nonce=link.nonce).delete()[0]:
        raise LinkClosed
    return link.user


@transaction.atomic
def rename(*, user: User, name: str) -> None:
    """Let a person give themselves another name."""
    if name != user.name:
        told = {"before": {"name": user.name}, "after": {"name": name}}
        user.name = name
        user.save(update_fields=["name"])
        log(instance=user, action="account.name", user=user, data=told)


def keep_name(*, user: User, name: str) -> None:
    """Keep the name that a person registers with, in the transaction that makes their account."""
    user.name = name
    user.save(update_fields=["name"])


def forget_former_addresses(*, user: User) -> None:
    """Leave a person the address of their account alone, in the transaction that changed it."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email.lower()).delete()


@transaction.atomic
def take_over_registration(*, user: User, name: str, password: str) -> None:
    """Give a registration that was never proved to the person whose mailed link proves the address.

    Name and password become theirs: a stranger may have chosen those that were there.
    """
    user.name = name
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    proved = {"verified": True, "primary": True}
    EmailAddress.objects.update_or_create(user=user, email=user.email.lower(), defaults=proved)


@transaction.atomic
def person_of_mailed_link(*, email: str, name: str, password: str) -> User:
    """A new person of an address that a mailed link proves. Somebody may have registered it and never proved it: that
    registration becomes theirs. Raises AddressTaken when the address signs in already."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        with unless_taken(AddressTaken()):
            return User.objects.create_user(email, password, name=name)
    if has_proved_address(user) or not user.is_active:
        raise AddressTaken
    take_over_registration(user=user, name=name, password=password)
    return user


@transaction.atomic
def end_sign_ins(*, user: User) -> None:
    """End every session of a person, and the link that they were mailed to sign in. Links to a new password end when
    the person is made inactive or their password changes."""
    keys = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    UserSession.objects.filter(user=user).delete()
    SignInLink.objects.filter(user=user).delete()


@transaction.atomic
def forget_ways_in(*, user: User) -> None:
    """End all that a person signs in with: sessions, links, password and second factor. The account stays; whoever
    reads the mails to its address may choose a new password."""
    end_sign_ins(user=user)
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])


@transaction.atomic
def forget_old_sign_ins() -> int:
    """Forget registrations that were never proved, links that are too old, and sessions that ended; gives how many."""
    now = timezone.now()
    ended = Session.objects.filter(expire_date__lt=now)
    counted: int = ended.delete()[0]
    counted += UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]
    counted += SignInLink.objects.filter(sent_at__lt=now - LINK_LASTS).delete()[0]
    unproved = never_proved().filter(date_joined__lt=now - UNPROVED_KEPT)
    return counted + User.objects.filter(pk__in=unproved.values("pk")).delete()[0]
