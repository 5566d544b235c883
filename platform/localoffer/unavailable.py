"""A database or a store of files that doesn't answer is 503 for what needed it, with a time to try again; JSON below
`/api/`, else a page that reads no table."""

import sys
from collections.abc import Callable
from typing import Final, NamedTuple

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error as fault_of_ours

from tenants.files.errors import StoreUnavailable

log = structlog.get_logger(__name__)
API: Final = "/api/"


class Away(NamedTuple):
    """What is said while something is away."""

    field: str
    heading: str
    seconds: int


FILES: Final = Away("file", "This file can’t be had at the moment", 30)
DATABASE: Final = Away("website", "This website is very busy at the moment", 10)


class UnavailableMiddleware:
    """Answers for views; what is raised before one is reached comes to `server_error`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Goes on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The view's transaction has been taken back by now."""
        return _answer(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: a fault of ours, unless what was raised says that something is away."""
    raised = sys.exception()
    if raised is not None and (answer := _answer(request, raised)):
        return answer
    if request.path.startswith(API):
        return JsonResponse({"errors": {"server": "Something went wrong. The fault is ours."}}, status=500)
    return fault_of_ours(request)


def _answer(request: HttpRequest, raised: BaseException) -> HttpResponse | None:
    if isinstance(raised, StoreUnavailable):
        away = FILES
    elif isinstance(raised, OperationalError | InterfaceError):
        away = DATABASE
    else:
        return None
    cause = raised.__cause__ or raised
    log.warning("unavailable", kind=away.field, reason=type(cause).__name__)
    response: HttpResponse
    if request.path.startswith(API):
        response = JsonResponse({"errors": {away.field: f"{away.heading}. Please try again in a minute."}}, status=503)
    else:
        response = HttpResponse(render_to_string("unavailable.html", {"heading": away.heading}), status=503)
    response["Retry-After"] = str(away.seconds)
    response["Cache-Control"] = "no-store"
    return response
