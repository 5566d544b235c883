"""Reads of the audit trail."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import registry

from tenants.audit.chain import Verdict, beginning, verify
from tenants.audit.models import Entry, EntryQuerySet

ACTION_WORDS: Final = {
    "view": "Looked at",
    "account.sign_in": "Signed in",
    "account.sign_out": "Signed out",
    "account.sign_in_refused": "Sign-in refused",
    "account.new_password": "Chose a new password",
    "account.second_factor_add": "Set up a second factor",
    "account.second_factor_remove": "Took the second factor away",
    "account.second_factor_reset": "Made new recovery codes",
    "account.give_role": "Gave a role",
    "account.take_role": "Took a role away",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What entries are looked for; empty fields ask for nothing."""

    words: str = ""
    group: str = ""
    """The first part of an action's name: `listing`, `review`, `account`…"""
    since: date | None = None
    until: date | None = None
    kind: str = ""
    object_id: str = ""


def entries(wanted: Wanted) -> EntryQuerySet:
    """The entries that fit, newest first."""
    found: EntryQuerySet = Entry.objects.order_by("-at", "-pk")
    if wanted.words:
        found = found.filter(Q(actor__icontains=wanted.words) | Q(label__icontains=wanted.words))
    if wanted.group:
        found = found.filter(Q(action=wanted.group) | Q(action__startswith=f"{wanted.group}."))
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until and wanted.until < date.max:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.kind:
        found = found.filter(kind=wanted.kind, object_id=wanted.object_id)
    return found


def action_groups() -> list[str]:
    """The first parts of the names of all actions that are written, in order."""
    names = {*ACTION_WORDS, *(name for name, _ in registry.get_choices())}
    return sorted({name.partition(".")[0] for name in names})


def action_words(action: str) -> str:
    """An action as people read it: that it was done, where its room says so."""
    if action in ACTION_WORDS:
        return ACTION_WORDS[action]
    known: dict[str, Any] = dict(registry.get_choices())
    said = getattr(registry.formatters.get(action), "message", "")
    return str(said or known.get(action, action))


def verify_chain() -> Verdict:
    """Read the open council's whole chain; what isn't sealed yet isn't part of it."""
    return verify(Entry.objects.sealed().iterator(chunk_size=2000), beginning())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
