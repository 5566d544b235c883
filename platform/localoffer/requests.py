"""One log line a request, without what a family looked for or what a mailed link is worth."""

import re
from typing import Final

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

TOKEN: Final = re.compile(r"[^/]{40,}")
"""Longer than any identifier: what links of invitations, passwords and signing in carry."""


class QuietRequestMiddleware(RequestMiddleware):
    """The path alone: a query string holds needs and postcodes."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Method and path, its tokens left out."""
        return f"{request.method} {TOKEN.sub('…', request.path)}"
