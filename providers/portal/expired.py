"""A form whose key is no longer good: somebody signed in again in another tab while it was open in this one."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.csrf import csrf_failure

from providers.portal.kept_answers import keep_answers


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Keep what was typed on a page that can give it back, and go there to ask whether to save it. Else Django's own
    refusal: also for whatever another site sent, which must never stand there as if the person had typed it."""
    page = request.resolver_match.func if request.resolver_match else None
    own = f"{request.scheme}://{request.get_host()}"
    if getattr(page, "gives_answers_back", False) and request.headers.get("origin") == own:
        keep_answers(request)
        return redirect(request.path)
    refused: HttpResponse = csrf_failure(request, reason)
    return refused
