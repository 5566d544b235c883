"""Uploaded files, checked by content before they are kept. A listing's versions refer to them."""

import uuid

from django.conf import settings
from django.db import models

from providers.listings.models.organisation import Organisation


def path_of(stored: "StoredFile", name: str) -> str:
    """Where a file is kept below its council's prefix: under its id, so that no name can be guessed or clash."""
    return f"listings/{stored.uuid}{'.' + stored.extension if stored.extension else ''}"


class StoredFile(models.Model):
    """One upload of an organisation. Never changed; purged when no version refers to it any more."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=path_of, max_length=200)
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
