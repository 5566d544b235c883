"""What a library's page can't read of a request is its sender's mistake: 400 in words, and no fault of the server.

Two who save the same at the same moment aren't one either: the second is told so, with 409.
"""

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Final

import structlog
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.views.defaults import bad_request
from psycopg.errors import UniqueViolation

log = structlog.get_logger(__name__)

OUR_ROOMS: Final = frozenset({"localoffer", "cms", "providers", "search", "tenants"})
UNREAD: Final = (ValueError, KeyError, OverflowError, ValidationError, DataError)
"""What Wagtail's and allauth's views let through when a field is missing, no number, too large or not text."""


class BadInputMiddleware:
    """Answers for libraries' views alone, and only where no line of ours was at work: a fault of ours stays a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Goes on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The view's transaction has been taken back by now. The log gets the kind and the place, not what was sent."""
        places = list(_places(exception.__traceback__))
        match = request.resolver_match
        taken = isinstance(exception.__cause__, UniqueViolation)
        if match is None or not (taken or _is_unread(request, exception)) or _is_ours(match.func, places):
            return None
        kind = type(exception).__name__
        log.warning("input_not_read", view=match.view_name, kind=kind, at=places[-1] if places else "")
        return render(request, "409.html", status=409) if taken else bad_request(request, exception)


def _is_unread(request: HttpRequest, exception: Exception) -> bool:
    """Whether a library stumbled over what was sent: besides what it says itself, over a thing that isn't there, a
    forged signature, or an address made of a parameter."""
    if isinstance(exception, AttributeError):
        return exception.obj is None or isinstance(exception.__context__, BadSignature)
    if isinstance(exception, NoReverseMatch):
        sent = (text for given in (request.GET, request.POST) for texts in given.lists() for text in texts[1])
        return any(repr(text) in str(exception) for text in sent)
    return isinstance(exception, UNREAD)


def _places(traceback: TracebackType | None) -> Iterator[str]:
    """Where it went through, the innermost last, as `module:line`."""
    while traceback is not None:
        yield f"{traceback.tb_frame.f_globals.get('__name__', '')}:{traceback.tb_lineno}"
        traceback = traceback.tb_next


def _is_ours(view: Callable[..., Any], places: list[str]) -> bool:
    module = getattr(view, "view_class", view).__module__
    return not OUR_ROOMS.isdisjoint(place.split(":")[0].split(".")[0] for place in (module, *places))
