"""What a council's managers change of how it shows itself, and going live."""

from functools import partial
from hashlib import sha256
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Site

from cms.branding.errors import NotAllowed, NotReady
from cms.branding.models import CouncilLogo
from cms.branding.readiness import lost, missing
from providers.listings.logo_checks import read_logo
from providers.review.services.settings import change_review_settings
from tenants.accounts.models import User
from tenants.accounts.roles import is_manager
from tenants.audit.services import record
from tenants.councils.models import Council
from tenants.councils.scope import current_council
from tenants.files.scanner import refuse_viruses

CHANGEABLE: Final = frozenset(
    {
        *("name", "short_name", "strapline", "colour", "accent"),
        *("phone", "email", "hours", "text_relay", "address"),
        *("safeguarding_name", "safeguarding_phone", "safeguarding_out_of_hours"),
        *("head_links", "foot_links", "logo_alt"),
    }
)


@transaction.atomic
def change_details(*, user: User, **values: Any) -> Council:
    """Change some of the details by name. Raises NotAllowed for all but managers; NotReady when a live council would
    lose what it can't go live without; ValidationError by field."""
    if unknown := values.keys() - CHANGEABLE:
        raise ValueError(f"A council has no {', '.join(sorted(unknown))} to change.")
    council = _held(user)
    before = {name: getattr(council, name) for name in values}
    if not council.preparing and (gone := lost(before, values)):
        raise NotReady(gone)
    for name, value in values.items():
        setattr(council, name, value)
    council.clean_fields(exclude=["schema_name"])
    changed = {name: value for name, value in values.items() if value != before[name]}
    if changed:
        council.save(update_fields=sorted(changed))
        if "name" in changed:
            Site.objects.filter(is_default_site=True).update(site_name=council.name)
        told = {name: before[name] for name in changed}
        record(action="settings.change", user=user, instance=council, before=told, after=changed)
    return council


@transaction.atomic
def save_settings(*, user: User, details: dict[str, Any], service_level_days: int) -> None:
    """Change details and the promise to providers, both or neither. Raises as `change_details`."""
    change_details(user=user, **details)
    change_review_settings(user=user, service_level_days=service_level_days)


@transaction.atomic
def put_logo(*, user: User, content: bytes, alt: str) -> Council:
    """Show another logo, drawn anew on white; what it says stands in for it where it isn't seen.

    Raises NotAllowed, and BadUpload for what is no logo.
    """
    council = _held(user)
    refuse_viruses(content)
    logo = read_logo(content)
    version = sha256(logo.content).hexdigest()
    _forget_logo()
    kept = CouncilLogo(pk=1, version=version)
    kept.file.save(f"{version[:16]}.webp", ContentFile(logo.content), save=False)
    kept.save(force_insert=True)
    _save_logo(council, version=version, alt=alt, width=logo.width, height=logo.height)
    record(action="settings.logo", user=user, instance=council, says=alt)
    return council


@transaction.atomic
def remove_logo(*, user: User) -> Council:
    """Show the council's name in place of its logo. Raises NotAllowed."""
    council = _held(user)
    if council.logo_version:
        _forget_logo()
        _save_logo(council, version="", alt="", width=None, height=None)
        record(action="settings.no_logo", user=user, instance=council)
    return council


@transaction.atomic
def go_live(*, user: User) -> Council:
    """Open the council's pages to everybody, search engines too. Twice is fine. Raises NotAllowed; NotReady with what
    it can't go live without."""
    council = _held(user)
    if absent := missing(council):
        raise NotReady([detail.field for detail in absent])
    if council.preparing:
        council.preparing = False
        council.save(update_fields=["preparing"])
        record(action="settings.go_live", user=user, instance=council)
    return council


def _held(user: User) -> Council:
    if not is_manager(user):
        raise NotAllowed("Only a manager can change what the council shows of itself.")
    return Council.objects.select_for_update(no_key=True).get(pk=current_council().pk)


def _save_logo(council: Council, *, version: str, alt: str, width: int | None, height: int | None) -> None:
    council.logo_version, council.logo_alt, council.logo_width, council.logo_height = version, alt, width, height
    council.save(update_fields=["logo_version", "logo_alt", "logo_width", "logo_height"])


def _forget_logo() -> None:
    """The row goes now, the file once the change is certain: a page that is on its way may still ask for it."""
    for old in CouncilLogo.objects.select_for_update():
        name, storage = str(old.file.name), old.file.storage
        old.delete()
        transaction.on_commit(partial(storage.delete, name), robust=True)
