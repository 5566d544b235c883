"""What answers of families' pages share: how long they may be kept, and how a search is refused for now."""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

Answer = TypeVar("Answer", bound=HttpResponse)


def kept_by_nobody_else(response: Answer) -> Answer:
    """The answer for this family's browser alone, asked for anew each time: it may hold a postcode."""
    patch_cache_control(response, private=True, max_age=0, must_revalidate=True)
    return response


def refused_for_now(
    request: HttpRequest, *, status: int, template: str, field: str, message: str, seconds: int
) -> HttpResponse:
    """Asks to try again in some seconds: `message` under `field` as JSON below `/api/`, else the template's page."""
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = JsonResponse({"errors": {field: message}}, status=status)
    else:
        response = render(request, template, {"message": message}, status=status)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
