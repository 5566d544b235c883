"""Uploaded files: each council's under a prefix of its own, and none outside a council."""

import os
import shutil
from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.encoding import filepath_to_uri
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3File, S3Storage

from localoffer.store_calls import TRANSFER, breaker_of, client_config, watch
from tenants.councils.scope import current_council
from tenants.files.errors import StoreUnavailable


class CouncilFileStorage(FileSystemStorage):
    """Files below MEDIA_ROOT, in the folder of the council whose schema is open. Raises UnknownCouncil outside one."""

    @property
    def base_location(self) -> str:
        """The council's folder; not cached, since one storage serves every council."""
        return f"{settings.MEDIA_ROOT}/{current_council().schema_name}"

    @property
    def location(self) -> str:
        """The same: MEDIA_ROOT is absolute."""
        return self.base_location

    @property
    def base_url(self) -> str:
        """Addresses name the council too, so that a cache in between can't confuse two."""
        return f"{settings.MEDIA_URL}{current_council().schema_name}/"

    def delete_all(self) -> None:
        """Delete every file of the open council. Twice is fine."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self.location)

    def count_all(self) -> int:
        """How many files the open council has."""
        return sum(len(files) for _, _, files in os.walk(self.location))


class CouncilS3Storage(S3Storage):  # type: ignore[misc] # no type hints there
    """Objects of one bucket, under the prefix of the council whose schema is open; UnknownCouncil outside one.

    Whatever is asked of it ends within seconds; StoreUnavailable where the store doesn't answer.
    """

    _in_use = False

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._in_use = True

    @property
    def location(self) -> str:
        """The council's prefix; not cached, since one storage serves every council. Empty only while being made."""
        return f"{current_council().schema_name}/" if self._in_use else ""

    @location.setter
    def location(self, value: str) -> None:
        """The library sets its options on start; a fixed prefix is none of ours."""

    @property
    def connection(self) -> Any:
        """The calling thread's client."""
        is_new = getattr(self._connections, "connection", None) is None
        connection = super().connection
        if is_new:
            watch(connection.meta.client, breaker_of(self.endpoint_url or ""))
        return connection

    def url(self, name: str, *_: Any, **__: Any) -> str:
        """Our own address of a file, and never the store's: browsers can't reach a host inside the installation."""
        return f"{settings.MEDIA_URL}{self.location}{filepath_to_uri(name)}"

    def _open(self, name: str, mode: str = "rb") -> S3File:
        """The object, had in whole: who begins to answer with it must be able to end."""
        file = super()._open(name, mode)
        if "r" in mode:
            try:
                file.open()
            except RetriesExceededError as error:
                raise StoreUnavailable("It stopped in the midst of a file.") from error
        return file

    def delete_all(self) -> None:
        """Delete every object of the open council. Twice is fine."""
        self.bucket.objects.filter(Prefix=self.location).delete()

    def count_all(self) -> int:
        """How many objects the open council has."""
        return sum(1 for _ in self.bucket.objects.filter(Prefix=self.location))

    def get_default_settings(self) -> dict[str, Any]:
        """Ours from the environment: private objects, no overwriting, and nobody waits long."""
        return {
            **super().get_default_settings(),
            "bucket_name": settings.S3_BUCKET,
            "endpoint_url": settings.S3_ENDPOINT_URL or None,
            "access_key": settings.S3_ACCESS_KEY_ID or None,
            "secret_key": settings.S3_SECRET_ACCESS_KEY or None,
            "region_name": settings.S3_REGION,
            "client_config": client_config(
                signature_version="s3v4",
                s3={"addressing_style": "path" if settings.S3_ENDPOINT_URL else "auto"},
            ),
            "transfer_config": TRANSFER,
            "default_acl": None,
            "file_overwrite": False,
            "location": "",
        }


def delete_files() -> None:
    """Delete every file of the open council from the store in use."""
    storage: Any = default_storage
    storage.delete_all()


def count_files() -> int:
    """How many files the open council has in the store in use."""
    storage: Any = default_storage
    return int(storage.count_all())


def ensure_bucket() -> bool:
    """Make the bucket of uploaded files where the store has none; tells whether it did.

    A store that only refuses to say (403) is left alone: keys that may read and write objects are enough for us.
    Raises ClientError where it can't be made, and StoreUnavailable where the store can't be reached.
    """
    if not settings.S3_BUCKET:
        return False
    bucket = CouncilS3Storage().bucket
    try:
        bucket.meta.client.head_bucket(Bucket=bucket.name)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            return False
        elsewhere = {"LocationConstraint": settings.S3_REGION}
        bucket.create(**({} if settings.S3_REGION == "us-east-1" else {"CreateBucketConfiguration": elsewhere}))
        return True
    return False
