"""Keeps what is sent without a sign-in, and gives it back in the form once its author has signed in."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import add_never_cache_headers

from tenants.typed.answers import Kept, forget_typed, keep_typed, kept_for
from tenants.typed.refill import with_typed, words_of

THROW_AWAY: Final = "throw-away-typed"


class TypedMiddleware:
    """After the sessions' and sign-ins' own. Nothing that was kept is ever carried out: its author presses again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the view answer; keep what was sent when it asks for a sign-in first, fill in what was kept.

        A page that asks nobody's session isn't asked about it here either: it stays the same for everybody.
        """
        if request.method == "POST":
            return self._posted(request)
        response = self.get_response(request)
        if request.method == "GET" and request.session.accessed and request.user.is_authenticated:
            for kept in kept_for(request):
                if kept.page == request.get_full_path() and response.status_code < 500:
                    return _given_back(request, response, kept)
        return response

    def _posted(self, request: HttpRequest) -> HttpResponseBase:
        sent_again = [each for each in _own(request) if each.action == request.path]
        response = self.get_response(request)
        if not request.user.is_authenticated and _asks_to_sign_in(response):
            kept = keep_typed(request)
            return redirect_to_login(kept.page) if kept is not None else response
        if response.status_code < 400 and not _asks_to_sign_in(response):
            for kept in sent_again:
                forget_typed(request, kept)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Throw away what was kept when its author says so; the form's key has been checked before."""
        if THROW_AWAY not in request.POST:
            return None
        for kept in _own(request):
            if kept.action == request.POST[THROW_AWAY]:
                forget_typed(request, kept)
                return redirect(kept.page)
        return None


def _own(request: HttpRequest) -> list[Kept]:
    return kept_for(request) if request.user.is_authenticated else []


def _asks_to_sign_in(response: HttpResponseBase) -> bool:
    return urlsplit(response.headers.get("Location", "")).path == resolve_url(settings.LOGIN_URL)


def _given_back(request: HttpRequest, response: HttpResponseBase, kept: Kept) -> HttpResponseBase:
    """The page with what was typed; the words alone where the page can't be opened by itself (any more)."""
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        response = render(request, "typed/words.html", {"kept": kept, "words": words_of(kept)})
    else:
        filled = getattr(request, "typed_is_shown", False)
        response.content = with_typed(request, response.text, kept, fill=not filled)
    add_never_cache_headers(response)
    return response
