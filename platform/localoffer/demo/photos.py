"""Which examples have a picture, and of what."""

from dataclasses import replace
from typing import Final

from localoffer.demo.pictures import SHOWS, picture
from providers.listings.data import FileData, ServiceData
from providers.listings.models import Organisation, ServiceFile
from providers.listings.services.files import store_photo

PHOTOS: Final = {
    **dict.fromkeys(("mk-002", "tr-002"), ("house",)),
    **dict.fromkeys(("mk-003", "bu-003", "tr-003"), ("pool",)),
    "mk-004": ("screen",),
    "mk-010": ("woods",),
    "mk-011": ("pitch",),
    "mk-019": ("toys",),
    "mk-021": ("toys",),
    "mk-023": ("school",),
    "mk-026": ("woods", "fields"),
    "bu-002": ("fields", "house"),
    "bu-022": ("school",),
    "bu-042": ("fields",),
    "tr-012": ("pitch",),
    "tr-024": ("school",),
    "tr-045": ("music",),
}
"""Names of pictures, by the example that shows them."""


def with_photos(data: ServiceData, key: str, organisation: Organisation) -> ServiceData:
    """The example with its pictures, kept as if its organisation had sent them."""
    files = tuple(_photo(name, organisation) for name in PHOTOS.get(key, ()))
    return replace(data, files=(*data.files, *files))


def _photo(name: str, organisation: Organisation) -> FileData:
    stored = store_photo(user=None, organisation=organisation, name=f"{name}.jpg", content=picture(name))
    return FileData(kind=ServiceFile.Kind.PHOTO, file_id=stored.pk, title=SHOWS[name])
