"""Files that people uploaded, and lists that we made, as answers: nothing in them runs on a council's address."""

from typing import IO, Any, Final, TypeVar

from django.core.files.base import File
from django.http import FileResponse
from django.http.response import HttpResponseBase

POLICY: Final = "default-src 'none'; sandbox"
Answer = TypeVar("Answer", bound=HttpResponseBase)


def file_answer(content: IO[bytes] | File[Any], *, name: str, content_type: str, shown: bool = False) -> FileResponse:
    """An open file as a download under its name; `shown`, for a picture on a page.

    `content_type` is what we have on record of the file's content, never a guess by its name.
    """
    return kept_apart(FileResponse(content, as_attachment=not shown, filename=name, content_type=content_type))


def kept_apart(response: Answer) -> Answer:
    """The answer with headers that let browsers neither guess its kind nor run or load anything from it."""
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
