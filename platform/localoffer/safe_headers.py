"""What browsers are told of every answer, also of those that no view gives: files, health, hosts of no council."""

from django.http import HttpRequest
from django.middleware.security import SecurityMiddleware


class SafeHeadersMiddleware(SecurityMiddleware):
    """Django's headers, without its redirect: only hosts that we know are led to HTTPS, further in."""

    def process_request(self, request: HttpRequest) -> None:
        """Let the request through."""
