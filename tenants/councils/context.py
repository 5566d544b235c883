"""What every template knows of the council it is rendered for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def council(request: HttpRequest) -> dict[str, Any]:
    """`council` (None on the platform's own host) and `platform_name`. Reads the request, never the database."""
    return {"council": getattr(request, "council", None), "platform_name": settings.WAGTAIL_SITE_NAME}
