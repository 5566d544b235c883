"""Redirects that a council's editors keep, and words for what Wagtail's pages would publish too early."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from cms.pages.models import OpenQuestion


class CouncilRedirectMiddleware(RedirectMiddleware):  # type: ignore[misc]
    """Wagtail's own asks for the site on every 404; the platform's host has no Wagtail tables, so it failed there."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The redirect for an address of the request's council that isn't found, else the response as it is."""
        if getattr(request, "council", None) is None:
            return response
        answer: HttpResponse = super().process_response(request, response)
        return answer


class OpenQuestionMiddleware:
    """Leads whoever would have published a page with an open question, as by approving it, back to that page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Goes on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The question, on the page's form; nothing was published."""
        page_id = request.resolver_match.kwargs.get("page_id") if request.resolver_match else None
        if not isinstance(exception, OpenQuestion) or page_id is None:
            return None
        messages.error(request, " ".join(exception.messages))
        return redirect("wagtailadmin_pages:edit", page_id)
