"""How a search is refused for now."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


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
    return response
