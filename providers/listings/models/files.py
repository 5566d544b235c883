"""Uploaded files, checked by content before they are kept. A listing's versions refer to them."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from providers.listings.models.organisation import Organisation

FOLDER = "listings"
SMALL = "small.jpg"
"""The last part of the address of a photo's small size."""
LOGO_TYPE = "image/webp"
"""Of every logo, and of nothing else that is kept: photos are JPEG."""
LOGO_SHOWN = (160, 64)
"""At most so wide and high, in CSS pixels, pages show a logo."""


def path_of(stored: "StoredFile", name: str) -> str:
    """Where a file is kept below its council's prefix: under its id, so that no name can be guessed or clash."""
    return f"{FOLDER}/{stored.uuid}{'.' + stored.extension if stored.extension else ''}"


def small_path_of(stored: "StoredFile", name: str) -> str:
    """Where the small size of a photo is kept."""
    return f"{FOLDER}/{stored.uuid}-small.{stored.extension}"


class StoredFile(models.Model):
    """One upload of an organisation: a photo, a document or its logo. Never changed; purged when no version refers to
    it any more."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=path_of, max_length=200)
    small = models.FileField("the small size of a photo", upload_to=small_path_of, max_length=200, blank=True)
    name = models.CharField("name it was uploaded with", max_length=200)
    extension = models.CharField(max_length=8, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_photo(self) -> bool:
        """Whether it is a photo of a service."""
        return self.is_picture and not self.is_logo

    @property
    def is_logo(self) -> bool:
        """Whether it is a logo."""
        return self.content_type == LOGO_TYPE

    @property
    def is_picture(self) -> bool:
        """Whether pages show it; every other file is a document."""
        return self.content_type.startswith("image/")

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height, in CSS pixels, of a picture that is shown as a logo: never larger than it is."""
        width, height = self.width or 1, self.height or 1
        scale = min(1, LOGO_SHOWN[0] / width, LOGO_SHOWN[1] / height)
        return max(1, round(width * scale)), max(1, round(height * scale))

    @property
    def url(self) -> str:
        """Its address on the council's host. Who may open it is asked there, each time."""
        name = f"{slugify(self.name.rpartition('.')[0])[:80] or 'file'}.{self.extension}"
        return reverse("file", kwargs={"uuid": self.uuid, "name": "photo.jpg" if name == SMALL else name})

    @property
    def small_url(self) -> str:
        """The address of a photo's small size."""
        return reverse("file", kwargs={"uuid": self.uuid, "name": SMALL})
