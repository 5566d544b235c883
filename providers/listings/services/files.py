"""Writes of uploaded files: kept once their content is checked, purged once no version of a listing has them.

An organisation's versions have its logo, a service's its photos and documents.
"""

from datetime import timedelta
from hashlib import sha256
from pathlib import PurePath
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from providers.listings.errors import ListingError
from providers.listings.file_checks import read_photo, require_size
from providers.listings.logo_checks import read_logo
from providers.listings.models import Organisation, Service, ServiceFile, StoredFile
from providers.listings.models.files import FOLDER, LOGO_TYPE
from providers.listings.permissions import require_editor
from tenants.accounts.models import User
from tenants.files.confined import take_document
from tenants.files.scanner import refuse_viruses

KEPT_UNUSED: Final = timedelta(days=1)
"""So long a file may wait for a draft that has it."""
MOST_A_DAY: Final = 200


class TooManyFiles(ListingError):
    """The organisation uploaded as many files today as it may."""


def store_photo(*, user: User | None, organisation: Organisation, name: str, content: bytes) -> StoredFile:
    """Keep a photo in two sizes, without what its file told beside the picture.

    Raises NotAllowed unless the person writes for the organisation, BadUpload, TooManyFiles.
    """
    require_editor(user, organisation)
    refuse_viruses(content)
    photo = read_photo(content)
    stored = StoredFile(extension="jpg", content_type="image/jpeg", width=photo.width, height=photo.height)
    return _store(stored, user=user, organisation=organisation, name=name, content=photo.large, small=photo.small)


def store_document(*, user: User | None, organisation: Organisation, name: str, content: bytes) -> StoredFile:
    """Keep a document: a PDF written anew, others as they are. Raises as `store_photo`."""
    require_editor(user, organisation)
    require_size(content)
    refuse_viruses(content)
    document = take_document(content)
    stored = StoredFile(extension=document.extension, content_type=document.content_type)
    return _store(stored, user=user, organisation=organisation, name=name, content=document.content)


@transaction.atomic
def store_logo(*, user: User | None, organisation: Organisation, name: str, content: bytes) -> StoredFile:
    """Keep a logo, drawn anew on white. One that the organisation has uploaded before is the same file, so that
    pressing twice changes nothing. Raises as `store_photo`."""
    require_editor(user, organisation)
    refuse_viruses(content)
    logo = read_logo(content)
    _lock(organisation)
    digest = sha256(logo.content).hexdigest()
    same = StoredFile.objects.filter(organisation=organisation, content_type=LOGO_TYPE, sha256=digest).first()
    if same is not None:
        return same
    stored = StoredFile(extension="webp", content_type=LOGO_TYPE, width=logo.width, height=logo.height)
    return _store(stored, user=user, organisation=organisation, name=name, content=logo.content)


def purge_unused_files() -> int:
    """Delete files that no version of any listing has, and what is kept without a record; gives how many went."""
    before = timezone.now() - KEPT_UNUSED
    logos = Organisation.objects.exclude(logo=None).values_list("logo_id", flat=True)
    shown = {*ServiceFile.objects.values_list("file_id", flat=True), *logos}
    used = shown | _files_of_revisions() | _logos_of_revisions()
    unused = StoredFile.objects.filter(created_at__lt=before).exclude(pk__in=used)
    gone = 0
    for stored in unused:
        gone += _purge(stored.pk)
    return gone + _purge_unrecorded()


@transaction.atomic
def _store(
    stored: StoredFile, *, user: User | None, organisation: Organisation, name: str, content: bytes, small: bytes = b""
) -> StoredFile:
    _lock(organisation)
    since = timezone.now() - timedelta(days=1)
    if StoredFile.objects.filter(organisation=organisation, created_at__gt=since).count() >= MOST_A_DAY:
        raise TooManyFiles("Your organisation has uploaded many files today. Try again tomorrow.")
    stem = PurePath(name.replace("\\", "/").replace("\0", "")).stem[:150] or "file"
    stored.organisation, stored.uploaded_by = organisation, user
    stored.name, stored.size = f"{stem}.{stored.extension}", len(content)
    stored.sha256 = sha256(content).hexdigest()
    stored.file.save(stored.name, ContentFile(content), save=False)
    if small:
        stored.small.save(stored.name, ContentFile(small), save=False)
    stored.save()
    data = {"file": str(stored.uuid), "name": stored.name, "bytes": stored.size}
    log(instance=organisation, action="listing.upload", user=user, data=data)
    return stored


def _lock(organisation: Organisation) -> None:
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


def _files_of_revisions() -> set[int]:
    lists = _versions().exclude(content__service_files=[]).values_list("content__service_files", flat=True)
    return {row["file"] for rows in lists.iterator() for row in rows}


def _versions() -> "QuerySet[Revision]":
    kind = ContentType.objects.get_for_model(Service)
    versions: QuerySet[Revision] = Revision.objects.filter(base_content_type=kind, content__has_key="service_files")
    return versions


def _logos_of_revisions() -> set[int]:
    return set(_versions_with_logo().values_list("content__logo", flat=True))


def _versions_with_logo() -> "QuerySet[Revision]":
    kind = ContentType.objects.get_for_model(Organisation)
    versions: QuerySet[Revision] = Revision.objects.filter(base_content_type=kind, content__has_key="logo")
    return versions.exclude(content__logo=None)  # which older ones don't have


@transaction.atomic
def _purge(pk: int) -> bool:
    """Delete one file unless a draft took it meanwhile: whoever saves a draft locks the file's row first."""
    stored = StoredFile.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    photographed = _versions().filter(content__service_files__contains=[{"file": pk}])
    if stored is None or photographed.exists() or _versions_with_logo().filter(content__logo=pk).exists():
        return False
    names = [each.name for each in (stored.file, stored.small) if each.name]
    stored.delete()
    transaction.on_commit(lambda: _delete_objects(names))
    return True


def _delete_objects(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _purge_unrecorded() -> int:
    """Objects whose record was never committed, or whose deletion was cut short."""
    before = timezone.now() - KEPT_UNUSED
    try:
        names = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:  # nothing was ever uploaded to this folder of a disk
        return 0
    kept = {name for pair in StoredFile.objects.values_list("file", "small") for name in pair if name}
    lost = [name for name in names if name not in kept and default_storage.get_modified_time(name) < before]
    _delete_objects(lost)
    return len(lost)
