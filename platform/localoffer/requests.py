"""One log line a request, without what a family looked for or what a mailed link is worth."""

import re
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

from localoffer.masking import MASK

PLACE: Final = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
"""Where a route takes an argument: `<uuid:uuid>`."""


class QuietRequestMiddleware(RequestMiddleware):
    """The route and the keys in it alone: a query holds needs and postcodes, a path may be anything that was typed."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Method and route, with UUIDs and numbers in their places; no address of ours has one."""
        match = request.resolver_match
        if match is None:
            return f"{request.method} {MASK}"

        def key_of(place: re.Match[str]) -> str:
            value = match.kwargs.get(place["name"])
            return str(value) if isinstance(value, UUID | int) else MASK

        return f"{request.method} /{PLACE.sub(key_of, match.route)}"
