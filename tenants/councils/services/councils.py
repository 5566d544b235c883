"""Adds, suspends and deletes councils."""

import re
from time import sleep
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django_tenants.utils import schema_exists

from tenants.councils import hosts
from tenants.councils.errors import CouncilRefused
from tenants.councils.locks import Lock, lock_until_commit
from tenants.councils.models import TEMPLATE_SCHEMA, Council, Domain
from tenants.councils.parts import create_parts, delete_parts, left_of_parts
from tenants.councils.scope import council_scope, public_scope
from tenants.councils.services.cloning import clone_schema
from tenants.councils.services.due_tasks import run_all_now

log = structlog.get_logger(__name__)

RESERVED = frozenset(
    {"public", TEMPLATE_SCHEMA, "information-schema", "admin", "api", "media", "platform", "static", "www"}
)
HOST = re.compile(r"(?=.{1,253}\Z)(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*\Z")
GSS_CODE = re.compile(r"E\d{8}\Z")
BRANDING = frozenset(
    {
        "colour",
        "accent",
        "strapline",
        "phone",
        "email",
        "address",
        "safeguarding_name",
        "safeguarding_phone",
        "safeguarding_out_of_hours",
        "short_name",
        "hours",
        "text_relay",
        "head_links",
        "foot_links",
    }
)


def create_council(
    *, slug: str, name: str, domain: str, gss_codes: list[str], preparing: bool = False, **branding: Any
) -> Council:
    """Make a working council: its rows, a schema cloned from the template, and every registered part. One that is
    `preparing` shows its pages to its own people alone, until a manager goes live.

    All of it is one transaction, so a failure leaves nothing behind. The council's schema stays open until the commit:
    what the parts hand over after it belongs to the council. Raises CouncilRefused.
    """
    host = domain.strip().lower()
    unknown = sorted(set(branding) - BRANDING)
    if unknown:
        raise CouncilRefused(f"A council has no {', '.join(unknown)}.")
    with public_scope():
        schema = slug.replace("-", "_")
        council = Council(
            slug=slug, schema_name=schema, name=name, gss_codes=gss_codes, preparing=preparing, **branding
        )
        _check(council, host)
        with transaction.atomic(durable=True):
            lock_until_commit(Lock.COUNCIL_CREATION)  # two that claim one area would each not see the other yet
            _check_free(council, host)
            council.save()
            Domain.objects.create(domain=host, tenant=council, is_primary=True)
            clone_schema(TEMPLATE_SCHEMA, council.schema_name)
            connection.set_tenant(council)  # type: ignore[attr-defined]
            create_parts(council)
    log.info("council_created", council=slug)
    return council


def suspend_council(*, slug: str) -> Council:
    """Take a council's site down: 503 on its host, and nothing scheduled runs. Its data stay. Raises CouncilRefused."""
    return _set_suspended(slug, suspended=True)


def resume_council(*, slug: str) -> Council:
    """Put a suspended council's site back up, and have all its tasks run: what it holds may come from a backup.

    Raises CouncilRefused.
    """
    return _set_suspended(slug, suspended=False)


def delete_council(*, slug: str) -> dict[str, int]:
    """Delete a suspended council for good: its schema, the parts of it that lie elsewhere (files, an index), its row.

    Gives what was counted afterwards, by its name: nothing of anything. The row goes last, so that a deletion that
    failed half-way, or left something, is run again. Raises CouncilRefused, and what a store raises that can't be
    reached.
    """
    with public_scope():
        with transaction.atomic(durable=True):
            council = _locked(slug)
            if not council.suspended:
                raise CouncilRefused(f"{council.name} is live. Suspend it, let the workers finish, then delete it.")
            sleep(hosts.SECONDS_KEPT)  # without its schema, a process that took it for live would read `public`
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA IF EXISTS {connection.ops.quote_name(council.schema_name)} CASCADE")
        with council_scope(council):
            delete_parts(council)
            left = {"tables": _tables_of(council.schema_name), **left_of_parts(council)}
        if any(left.values()):
            still = ", ".join(f"{count} {name}" for name, count in left.items() if count)
            raise CouncilRefused(f"Still there of {council.name}: {still}. Delete it again.")
        council.delete()
    log.info("council_deleted", council=slug)
    return left


def _tables_of(schema: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = %s", [schema])
        return int(cursor.fetchone()[0])


def _locked(slug: str) -> Council:
    # Not for its key: every transaction that adds a row naming the council takes that when it commits.
    council = Council.objects.real().select_for_update(no_key=True).filter(slug=slug).first()
    if council is None:
        raise CouncilRefused(f"There is no council {slug!r}. `localoffer council list` shows them all.")
    return council


def _set_suspended(slug: str, *, suspended: bool) -> Council:
    with public_scope(), transaction.atomic():
        council = _locked(slug)
        if council.suspended != suspended:
            council.suspended = suspended
            council.save(update_fields=["suspended"])
            if not suspended:
                run_all_now(council.pk)
            log.info("council_suspended" if suspended else "council_resumed", council=slug)
    return council


def _check(council: Council, host: str) -> None:
    """Refuse what could never be a council, before the database is asked."""
    if council.slug in RESERVED or council.slug.startswith("pg-"):
        raise CouncilRefused(f"The slug {council.slug!r} is reserved: choose another.")
    if not HOST.match(host):
        raise CouncilRefused(f"{host!r} is not a host name: give it without http:// and without a port.")
    if host == settings.PLATFORM_HOST:
        raise CouncilRefused(f"{host!r} is the platform's own host: give the council one of its own.")
    if not council.gss_codes or not all(GSS_CODE.match(code) for code in council.gss_codes):
        raise CouncilRefused("Give the council's GSS code: E and 8 digits, such as E06000042.")
    try:
        council.clean_fields(exclude=["schema_name"])
    except ValidationError as error:
        fields = [f"{field.replace('_', ' ')}: {' '.join(words)}" for field, words in error.message_dict.items()]
        raise CouncilRefused("; ".join(fields)) from error


def _check_free(council: Council, host: str) -> None:
    if not schema_exists(TEMPLATE_SCHEMA):
        raise CouncilRefused("There is no template to make councils from: run `localoffer migrate` first.")
    if Council.objects.filter(slug=council.slug).exists():
        raise CouncilRefused(f"There is a council {council.slug!r} already.")
    if schema_exists(council.schema_name):
        raise CouncilRefused(f"The database holds a schema {council.schema_name!r} already: choose another slug.")
    owner = Domain.objects.select_related("tenant").filter(domain=host).first()
    if owner is not None:
        raise CouncilRefused(f"The host {host!r} already belongs to {owner.tenant}.")
    neighbour = Council.objects.real().filter(gss_codes__overlap=council.gss_codes).first()
    if neighbour is not None:
        raise CouncilRefused(f"The GSS code already belongs to {neighbour}.")
