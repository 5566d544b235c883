"""Which council a request is for: the host says, and nothing else does."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.urls import set_urlconf
from structlog.contextvars import bound_contextvars

from tenants.councils.hosts import council_of_host
from tenants.councils.models import Council
from tenants.councils.scope import public_scope

RETRY_AFTER_SECONDS = 3600


class CouncilMiddleware:
    """Opens the schema of the host's council for the request, and puts the connection back afterwards.

    An unknown host is 404 and a suspended council 503, from pages that read no table. The platform's own host stays in
    the public schema with its own addresses. The connection goes back to what it was, not to `public`: Wagtail's
    preview and Django's test client make requests inside another council's work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the right schema or not at all."""
        try:
            with public_scope():
                return self._answer(request)
        finally:
            set_urlconf(None)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        host = _host(request)
        request.council = None  # type: ignore[attr-defined]
        request.tenant = connection.tenant  # type: ignore[attr-defined]
        if host == settings.PLATFORM_HOST:
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            set_urlconf(settings.PUBLIC_SCHEMA_URLCONF)
            return self.get_response(request)
        council = council_of_host(host) if host else None
        if council is None:
            return HttpResponse(render_to_string("councils/unknown_host.html"), status=404)
        if council.suspended:
            return _suspended()
        return self._answer_for(council, request)

    def _answer_for(self, council: Council, request: HttpRequest) -> HttpResponse:
        request.council = request.tenant = council  # type: ignore[attr-defined]
        connection.set_tenant(council)  # type: ignore[attr-defined]
        with bound_contextvars(council=council.slug):
            return self.get_response(request)


def _host(request: HttpRequest) -> str:
    """The host name without port, in lower case and without a last dot; empty when the header is malformed."""
    try:
        return split_domain_port(request.get_host())[0]
    except DisallowedHost:
        return ""


def _suspended() -> HttpResponse:
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
