"""Uploads in memory or in a file of their own, as Django's forms hand them on."""

from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile


def put_in_place(upload: "UploadedFile[Any]", content: bytes, *, extension: str, content_type: str) -> None:
    """Let the upload itself hold this content, under its name with this extension.

    Whoever still has the upload, such as a form that is asked for again with the file kept, has nothing else.
    """
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size, upload.content_type = len(content), content_type
    upload.name = f"{PurePath(str(upload.name)).stem[:150] or 'file'}.{extension}"
