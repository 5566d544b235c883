"""Writes on organisations, services and their drafts. Only the review puts them live (`providers.review`).

`user=None` is the system itself: an import or the demo. Views always pass the person who asks.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from providers.listings.apply_data import apply_organisation, apply_service, new_service
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.errors import BEING_CHECKED, EditConflict, NotAllowed, OtherChange, WrongState
from providers.listings.merge import Side, merge
from providers.listings.models import Membership, Organisation, Service, StoredFile
from providers.listings.permissions import require_editor, require_officer
from providers.listings.services.bulk import create_organisations, create_services, save_drafts
from providers.listings.services.search_rows import refresh_search_row
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer

AnyListing = TypeVar("AnyListing", Service, Organisation)
Data = TypeVar("Data", ServiceData, OrganisationData)


@transaction.atomic
def create_organisation(*, user: User | None, data: OrganisationData, owner: User | None = None) -> Organisation:
    """Make an organisation as a first draft, with its owner's membership. Not live until reviewed.

    Raises NotAllowed for anyone but officers, the system, and people who make one of their own, ValidationError by
    field.
    """
    if user is not None and user != owner and not is_officer(user):
        raise NotAllowed("You can't add an organisation.")
    draft = Organisation(name=data.name)
    apply_organisation(draft, data)
    create_organisations(organisations=[draft], user=user)
    if owner is not None:
        Membership.objects.create(organisation=draft, user=owner, role=Membership.Role.OWNER)
    return draft


@transaction.atomic
def create_service(*, user: User | None, organisation: Organisation, data: ServiceData) -> Service:
    """Make a service of an organisation as a first draft. Its row holds no more than the name until it is approved.

    Raises NotAllowed unless the person writes for the organisation, ValidationError by field.
    """
    require_editor(user, organisation)
    draft = new_service(organisation, data)
    draft.validate_unique(exclude=["organisation"])
    create_services(drafts=[draft], user=user)
    return Service.objects.select_related("organisation", "state").get(pk=draft.pk)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose where two had changed the same answers: a side for each path, when the newest revision was
    `seen`. A choice no longer stands when the other has changed that answer again."""

    seen: int | None = None
    sides: Mapping[str, Side] = field(default_factory=dict)


def save_draft(
    *,
    user: User | None,
    service: Service,
    data: ServiceData,
    based_on: int | None = None,
    choices: Choices | None = None,
) -> Revision:
    """Save a service's content as its next draft; unchanged content gives the newest revision there is.

    `based_on` is the id of the revision the form was filled from: only what `data` changes of it is changed in the
    newest. None saves `data` as it is. Raises NotAllowed, WrongState while the service waits for review, EditConflict
    where both changed an answer and `choices` don't say which to keep, ValidationError by field.
    """
    saving = _Saving(data, based_on, choices or Choices())
    return _save_draft(service, user, saving, ServiceData.from_service, apply_service)


def save_organisation_draft(
    *,
    user: User | None,
    organisation: Organisation,
    data: OrganisationData,
    based_on: int | None = None,
    choices: Choices | None = None,
) -> Revision:
    """Save an organisation's content as its next draft, as `save_draft` does a service's."""
    saving = _Saving(data, based_on, choices or Choices())
    return _save_draft(organisation, user, saving, OrganisationData.from_organisation, apply_organisation)


def lock_listing(listing: AnyListing) -> AnyListing:
    """The listing's row, locked until the transaction ends: whoever edits, submits or decides takes it first."""
    locked: AnyListing = type(listing).objects.select_for_update(of=("self",)).get(pk=listing.pk)
    return locked


def lock_listings(listings: Iterable[Service | Organisation]) -> None:
    """Lock the rows of several, services before organisations and each by key: nobody locks them crosswise."""
    rows = list(listings)
    models: tuple[type[Any], ...] = (Service, Organisation)
    for model in models:
        keys = [row.pk for row in rows if isinstance(row, model)]
        list(model.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))


@transaction.atomic
def change_owner(*, user: User | None, service: Service, organisation: Organisation) -> None:
    """Move a service to another organisation. Raises NotAllowed for all but officers and the system."""
    if user is not None:
        require_officer(user)
    locked = lock_listing(service)
    if locked.organisation_id != organisation.pk:
        Service.objects.filter(pk=locked.pk).update(organisation=organisation)
        _bring_files(locked, organisation)
        words = {"left": str(locked.organisation.uuid), "organisation": str(organisation.uuid)}
        log(instance=locked, action="listing.move", user=user, data=words)
        refresh_search_row(service_id=locked.pk)
    service.organisation = organisation


def _bring_files(service: Service, organisation: Organisation) -> None:
    """The new organisation may look at and go on using what the service's live version and its draft show."""
    versions = (service, service.get_latest_revision_as_object())
    files = {row.file_id for version in versions for row in version.service_files.all()}
    StoredFile.objects.filter(pk__in=files).update(organisation=organisation)


@dataclass(frozen=True, slots=True)
class _Saving(Generic[Data]):
    data: Data
    based_on: int | None
    choices: Choices


@transaction.atomic
def _save_draft(
    listing: AnyListing,
    user: User | None,
    saving: _Saving[Data],
    read: Callable[[AnyListing], Data],
    apply: Callable[[AnyListing, Data], None],
) -> Revision:
    require_editor(user, listing)
    locked = lock_listing(listing)
    if locked.workflow_in_progress:
        raise WrongState(BEING_CHECKED)
    draft = locked.get_latest_revision_as_object()
    latest = locked.latest_revision
    data = saving.data
    if latest is not None and saving.based_on not in (None, latest.pk):
        data = _merged(locked, saving, read(draft), latest, read)
    if latest is not None and read(draft) == data:
        return latest
    apply(draft, data)
    (revision,) = save_drafts(drafts=[draft], user=user)
    listing.refresh_from_db(fields=["latest_revision", "has_unpublished_changes"])
    return revision


def _merged(
    listing: AnyListing, saving: _Saving[Data], theirs: Data, latest: Revision, read: Callable[[AnyListing], Data]
) -> Data:
    """What was changed of the version it was typed on, in the newest. Raises EditConflict."""
    base, seen = (_version(listing, pk, read) for pk in (saving.based_on, saving.choices.seen))
    stand = merge(base, saving.data, seen).clashes if seen is not None else ()
    asked = merge(base, saving.data, theirs).clashes
    sides = {clash.path: saving.choices.sides.get(clash.path) for clash in asked if clash in stand}
    merged = merge(base, saving.data, theirs, sides.get)
    if merged.clashes:
        by = str(latest.user) if latest.user else "The council"
        raise EditConflict(OtherChange(revision_id=latest.pk, data=theirs, by=by, at=latest.created_at), merged.clashes)
    return merged.data


def _version(listing: AnyListing, pk: int | None, read: Callable[[AnyListing], Data]) -> Data | None:
    """The content of one of the listing's versions; None where there is no such one (any more)."""
    revision = listing.revisions.filter(pk=pk).first() if pk is not None else None
    return read(revision.as_object()) if revision is not None else None
