"""Pages are read and posted to. Whatever else is asked of one is refused, and nothing is done."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

READ: Final = ("GET", "HEAD")
SPOKEN: Final = (*READ, "POST")


class MethodMiddleware:
    """Answers 405 to PUT, DELETE, OPTIONS and any other word, saying what the address takes.

    Many views, ours and libraries', ask of a request only whether it is a POST, and would answer all else as a read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Goes on; what an address takes is asked of its view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *args: Any) -> HttpResponse | None:
        """GET, HEAD and POST are the view's own to take or refuse."""
        return None if request.method in SPOKEN else HttpResponseNotAllowed(methods_of(view))


def methods_of(view: Callable[..., Any]) -> Sequence[str]:
    """What a view takes: by Django's `require_http_methods` around it or the methods of its class, else GET, HEAD and
    POST."""
    for layer in _layers(view):
        if stated := inspect.getclosurevars(layer).nonlocals.get("request_method_list"):
            return sorted(stated)
    view_class = getattr(view, "view_class", None)
    return [name for name in SPOKEN if view_class is None or hasattr(view_class, _handler(name))]


def _layers(view: Any) -> Iterator[Callable[..., Any]]:
    """The view and what it wraps, as far as they are plain functions."""
    while inspect.isfunction(view):
        yield view
        view = getattr(view, "__wrapped__", None)


def _handler(method: str) -> str:
    """A class that has `get` answers HEAD by it."""
    return "get" if method in READ else method.lower()
