"""Takes up what happens elsewhere: Wagtail's log (which every service of ours writes), sign-ins, changed roles."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from django_tenants.utils import get_public_schema_name
from wagtail.models import ModelLogEntry, PageLogEntry

from tenants.accounts.models import User
from tenants.audit.services import record, record_log_entries
from tenants.councils.models import TEMPLATE_SCHEMA
from tenants.councils.selectors import schema_in_use


@receiver(post_save, sender=ModelLogEntry, dispatch_uid="audit-model-log")
@receiver(post_save, sender=PageLogEntry, dispatch_uid="audit-page-log")
def follow_log(*, instance: Any, created: bool, **kwargs: Any) -> None:
    """Every write that is logged is in the audit trail."""
    if created and _in_council():
        record_log_entries(entries=[instance])


@receiver(user_logged_in, dispatch_uid="audit-signed-in")
def signed_in(*, user: User, **kwargs: Any) -> None:
    """Somebody signed in."""
    _note("account.sign_in", user)


@receiver(user_logged_out, dispatch_uid="audit-signed-out")
def signed_out(*, user: User | None, **kwargs: Any) -> None:
    """Somebody signed out."""
    _note("account.sign_out", user)


@receiver(user_login_failed, dispatch_uid="audit-refused")
def refused(*, credentials: dict[str, Any], **kwargs: Any) -> None:
    """A sign-in with a known address failed. Unknown addresses aren't ours to keep."""
    if _in_council():
        address = str(credentials.get("email") or credentials.get("login") or "")
        person = User.objects.filter(email__iexact=address).first() if address else None
        if person is not None:
            record(action="account.sign_in_refused", instance=person)


@receiver(password_changed, dispatch_uid="audit-password-changed")
@receiver(password_reset, dispatch_uid="audit-password-reset")
@receiver(password_set, dispatch_uid="audit-password-set")
def new_password(*, user: User, **kwargs: Any) -> None:
    """A password was changed, reset or first set."""
    _note("account.new_password", user)


@receiver(authenticator_added, dispatch_uid="audit-factor-added")
@receiver(authenticator_removed, dispatch_uid="audit-factor-removed")
@receiver(authenticator_reset, dispatch_uid="audit-factor-reset")
def second_factor(*, user: User, authenticator: Any, signal: Any, **kwargs: Any) -> None:
    """A second factor was set up, taken away or made anew."""
    verb = {id(authenticator_added): "add", id(authenticator_removed): "remove"}.get(id(signal), "reset")
    _note(f"account.second_factor_{verb}", user, type=str(authenticator.type))


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="audit-roles")
def roles_changed(*, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Roles in the council were given or taken; `pre_clear` takes all that the person has."""
    verbs = {"post_add": "account.give_role", "post_remove": "account.take_role", "pre_clear": "account.take_role"}
    if _in_council() and action in verbs and not reverse:
        changed = instance.groups.all() if pk_set is None else Group.objects.filter(pk__in=pk_set)
        if roles := sorted(changed.values_list("name", flat=True)):
            record(action=verbs[action], instance=instance, roles=roles)


def _in_council() -> bool:
    """The template must stay as it is, and the public schema has no trail: operators sign in there."""
    return schema_in_use() not in {get_public_schema_name(), TEMPLATE_SCHEMA}


def _note(action: str, user: User | None, **details: Any) -> None:
    if user is not None and _in_council():
        record(action=action, user=user, instance=user, **details)
