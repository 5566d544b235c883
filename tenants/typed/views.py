"""A form whose key is no longer good: its author signed in again in another tab, or not at all any more."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.csrf import csrf_failure

from tenants.typed.answers import keep_typed
from tenants.typed.author import author_of


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Keep what was typed for its author and go to its page, which gives it back. Else Django's own refusal: also for
    what another site sent, and for the words of somebody else who was signed in here before."""
    own = f"{request.scheme}://{request.get_host()}"
    anothers = request.user.is_authenticated and author_of(request.POST) != request.user.pk
    if request.headers.get("origin") == own and not anothers:
        kept = keep_typed(request)
        if kept is not None:
            return redirect(kept.page)
    refused: HttpResponse = csrf_failure(request, reason)
    return refused
