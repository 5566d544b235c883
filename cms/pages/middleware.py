"""Redirects that a council's editors keep, on council hosts alone."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware


class CouncilRedirectMiddleware(RedirectMiddleware):  # type: ignore[misc]
    """Wagtail's own asks for the site on every 404; the platform's host has no Wagtail tables, so it failed there."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The redirect for an address of the request's council that isn't found, else the response as it is."""
        if getattr(request, "council", None) is None:
            return response
        answer: HttpResponse = super().process_response(request, response)
        return answer
