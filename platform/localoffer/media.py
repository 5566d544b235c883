"""Serves the pictures of a council's pages. Documents go through Wagtail, which knows who may read them."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe
from wagtail.images.models import Rendition

from tenants.councils.scope import current_council
from tenants.files.downloads import file_answer

PICTURES = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
LONGEST_PATH = 255


@require_safe
def picture(request: HttpRequest, schema: str, path: str) -> FileResponse:
    """One picture of the council whose host was asked, in a size that its pages show.

    404 for every other path: whatever else lies in the store (originals, files of listings, documents) has an address
    of its own, or none.
    """
    kind = mimetypes.guess_type(path)[0]
    if schema != current_council().schema_name or kind not in PICTURES or not _is_shown(path):
        raise Http404
    try:
        file = default_storage.open(path)
    except OSError as error:
        raise Http404 from error
    response = file_answer(file, name=path.rpartition("/")[2], content_type=kind, shown=True)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _is_shown(path: str) -> bool:
    """The path is that of a rendition, letter for letter: one that climbs is none."""
    return len(path) <= LONGEST_PATH and "\0" not in path and Rendition.objects.filter(file=path).exists()
