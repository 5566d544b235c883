"""What follows when a person or a session of theirs is saved, whoever saves it: allauth, Wagtail or we."""

import ipaddress
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from allauth.usersessions.models import UserSession
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.log_actions import log

from tenants.accounts.models import User
from tenants.accounts.services import forget_former_addresses

KEPT_BITS = {4: 24, 6: 48}
"""How much of a network address the list of sessions needs: enough to tell home from work."""


@receiver(post_save, sender=User)
def follow_new_address(instance: User, update_fields: Any = None, **_: Any) -> None:
    """A person has one address: after a change the old one signs nobody in, and the new one is verified by a code."""
    if update_fields is None or "email" in update_fields:
        forget_former_addresses(user=instance)


@receiver(email_changed)
def log_new_address(
    user: User, from_email_address: EmailAddress | None, to_email_address: EmailAddress, **_: Any
) -> None:
    """Note it in the audit trail. Somebody who registers has had no address before: nothing has changed."""
    if from_email_address is not None:
        told = {"before": {"address": from_email_address.email}, "after": {"address": to_email_address.email}}
        log(instance=user, action="account.address", user=user, data=told)


@receiver(pre_save, sender=UserSession)
def shorten_address(instance: UserSession, **_: Any) -> None:
    """Keep no whole network address of anybody."""
    address = ipaddress.ip_address(instance.ip)
    network = ipaddress.ip_network((address, KEPT_BITS[address.version]), strict=False)
    instance.ip = str(network.network_address)
