"""Writes the audit trail. Nothing here asks who may: it records what others did, in their own transaction."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

import structlog
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection, models, transaction
from django.utils import timezone

from tenants.accounts.models import User
from tenants.audit.chain import Link, beginning, digest, link_of
from tenants.audit.models import Entry
from tenants.councils.locks import Lock, lock_until_commit
from tenants.councils.services.due_tasks import run_again, run_within

log = structlog.get_logger(__name__)

KEPT: Final = timedelta(days=6 * 365)
"""Councils keep records of decisions for six years after them: the time in which a claim can be brought."""
SAME_VIEW: Final = timedelta(hours=1)
SEALED_TOGETHER: Final = 5000
SEAL_TASK: Final = "tenants.audit.tasks.seal_audit"
SEALED_WITHIN: Final = timedelta(minutes=1)

Person = AbstractBaseUser | AnonymousUser | None


def record(
    *, action: str, user: Person = None, instance: models.Model | None = None, label: str = "", **details: Any
) -> Entry:
    """Write one entry. `user=None` is the system itself; `details` must fit into JSON."""
    entry = Entry(action=action, details=details, **_actor(user), **_object(instance))
    entry.label = (label or entry.label)[:255]
    entry.save()
    run_within(SEAL_TASK, SEALED_WITHIN)
    return entry


def note_view(*, user: User, subject: models.Model, what: str) -> None:
    """Note that a person looked at somebody's data; once an hour, not at each reload.

    `subject` is the person, organisation or record that was looked at, `what` in a few words what of it was seen.
    """
    same = Entry.objects.filter(actor_id=user.pk, action="view", at__gt=timezone.now() - SAME_VIEW, **_key(subject))
    if not same.filter(details__what=what).exists():
        record(action="view", user=user, instance=subject, what=what)


def record_log_entries(*, entries: Iterable[Any]) -> None:
    """Take over entries of Wagtail's own log, many at once: all of them `ModelLogEntry` or all `PageLogEntry`."""
    rows = list(entries)
    models.prefetch_related_objects(rows, "user")  # asks for those alone whose writer isn't at hand
    Entry.objects.bulk_create(map(_from_log, rows), batch_size=1000)
    run_within(SEAL_TASK, SEALED_WITHIN)


@transaction.atomic
def seal() -> int:
    """Draw what was written since into the chain; gives how many. One at a time a council, and no writer waits.

    The head goes to the log, outside the database: whoever could rewrite the whole chain can't rewrite that.
    """
    lock_until_commit(Lock.AUDIT_CHAIN)
    newest = Entry.objects.sealed().last()
    last = link_of(newest) if newest else beginning()
    entries = list(Entry.objects.unsealed()[:SEALED_TOGETHER])
    for entry in entries:
        last = Link(last.position + 1, digest(entry, last.hash))
        entry.position, entry.hash = last.position, last.hash
    Entry.objects.bulk_update(entries, ["position", "hash"], batch_size=1000)
    if entries:
        log.info("audit_sealed", position=last.position, hash=last.hash)
    if len(entries) == SEALED_TOGETHER:
        run_again(SEAL_TASK, timezone.now())
    return len(entries)


@transaction.atomic
def purge() -> int:
    """Delete what is older than KEPT; gives how many. The chain begins anew after the last.

    A function of the database does it, as the role that serves may not, and it keeps six years at least.
    """
    with connection.cursor() as cursor:
        schema = connection.schema_name  # type: ignore[attr-defined]
        cursor.execute("SELECT public.localoffer_audit_purge(%s, %s)", [schema, f"{KEPT.days} days"])
        return int(cursor.fetchone()[0])


def _from_log(row: Any) -> Entry:
    details = {key: value for key, value in (row.data or {}).items() if value not in (None, "")}
    if row.revision_id:
        details["revision"] = row.revision_id
    content_type = row.content_type
    is_page = hasattr(row, "page_id")
    return Entry(
        at=row.timestamp,
        action=row.action,
        kind=f"{content_type.app_label}.{content_type.model}" if content_type else "",
        object_id=str(row.page_id if is_page else row.object_id),
        label=row.label[:255],
        details=details,
        **_actor(row.user),
    )


def _actor(user: Person) -> dict[str, Any]:
    if not isinstance(user, User):
        return {"actor_id": None, "actor": ""}
    named = f"{user.name} ({user.email})" if user.name else user.email
    return {"actor_id": user.pk, "actor": named[:400]}


def _object(instance: models.Model | None) -> dict[str, str]:
    return {**_key(instance), "label": str(instance)[:255]} if instance is not None else {}


def _key(instance: models.Model) -> dict[str, str]:
    return {"kind": instance._meta.label_lower, "object_id": str(instance.pk)}
