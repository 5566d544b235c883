"""Serves the pictures of a council's pages. Documents go through Wagtail, which knows who may read them."""

import mimetypes

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from tenants.councils.scope import current_council

PICTURES = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
FOLDER = "images/"


@require_safe
def picture(request: HttpRequest, schema: str, path: str) -> FileResponse:
    """One picture of the council whose host was asked; 404 for another council's, a document or a path that climbs."""
    kind = mimetypes.guess_type(path)[0]
    if schema != current_council().schema_name or not path.startswith(FOLDER) or kind not in PICTURES:
        raise Http404
    try:
        file = default_storage.open(path)
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
