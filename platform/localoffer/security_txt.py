"""`/.well-known/security.txt` (RFC 9116): whom somebody tells who found a weakness."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

KEPT_SECONDS: Final = 3_600
GOOD_FOR: Final = timedelta(days=90)
"""The format asks for an end; what a running installation says now holds for some months."""


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The installation's contact, on each of its hosts; 404 where none is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404("This installation names no contact.")
    ends = (timezone.now() + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {ends}", "Preferred-Languages: en"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
