"""Addresses whose mails come back: mails to them are held until an officer says that they work (`administration`)."""

from django.db import transaction
from wagtail.log_actions import log

from tenants.accounts.models import User
from tenants.mail.models import BouncedAddress, Mail


@transaction.atomic
def hold_address(*, address: str, reason: str, user: User | None = None, mail: Mail | None = None) -> BouncedAddress:
    """Hold mails to an address from now on; one that is held already keeps its first reason.

    `user` is the officer who noted it, None where a mail server said so; `mail` is the one that came back.
    """
    bounced, is_new = BouncedAddress.objects.get_or_create(address=address.lower(), defaults={"reason": reason})
    if is_new:
        about = {"mail": mail.pk} if mail else {}
        log(instance=bounced, action="mail.bounce", user=user, data={"reason": reason, **about})
    return bounced
