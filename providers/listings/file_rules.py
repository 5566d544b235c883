"""Which files a version of a listing may have: its organisation's own, of the kind they are said to be, a few."""

from collections.abc import Sequence
from typing import Final, TypeVar

from providers.listings.data import FileData
from providers.listings.models import Organisation, Service, ServiceFile, StoredFile

MOST_OF_A_KIND: Final = 8
Thing = TypeVar("Thing")


def in_wanted_order(things: Sequence[Thing], wanted: Sequence[int]) -> list[Thing]:
    """The things by the places that people gave them, from 1: what was moved up or down comes to stand there, and the
    others make room."""
    by_place = sorted(enumerate(wanted, start=1), key=lambda each: (each[1], (each[1] > each[0]) - (each[1] < each[0])))
    return [things[place - 1] for place, _ in by_place]


def refuse_files(service: Service, files: Sequence[FileData], errors: dict[str, list[str]]) -> None:
    """Note in `errors` every file that the draft may not have. Locks the files' rows, so that none is purged meanwhile.

    What the draft has already stays: a service that moved to another organisation brings its files along.
    """
    if not files:
        return
    had = {row.file_id for row in service.service_files.all()}
    keys = [file.file_id for file in files]
    found = {stored.pk: stored for stored in StoredFile.objects.select_for_update(of=("self",)).filter(pk__in=keys)}
    for position, file in enumerate(files):
        stored = found.get(file.file_id)
        own = stored is not None and (stored.organisation_id == service.organisation_id or stored.pk in had)
        if not own or stored is None or stored.is_logo or stored.is_photo != (file.kind == ServiceFile.Kind.PHOTO):
            errors[f"files.{position}.file"] = ["Choose a file that your organisation has uploaded."]
    for kind in ServiceFile.Kind:
        if sum(file.kind == kind for file in files) > MOST_OF_A_KIND:
            errors["files"] = [f"A service can have at most {MOST_OF_A_KIND} {kind.label.lower()}s."]


def refuse_logo(organisation: Organisation, logo: int | None, errors: dict[str, list[str]]) -> None:
    """Note in `errors` a logo, by its file's key, that the draft may not have. Locks the file's row as `refuse_files`
    does; what the draft has already stays."""
    if logo is None:
        return
    stored = StoredFile.objects.select_for_update(of=("self",)).filter(pk=logo).first()
    had = logo == organisation.logo_id
    if stored is None or not stored.is_logo or not (had or stored.organisation_id == organisation.pk):
        errors["logo_id"] = ["Choose a logo that your organisation has uploaded."]
