"""The council's own style sheet (the frame allows no inline styles, so its colours come as a file) and its logo."""

from typing import TypeVar

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.branding.colours import palette
from cms.branding.models import CouncilLogo
from tenants.files.downloads import file_answer

YEAR_SECONDS = 31_536_000
HOUR_SECONDS = 3_600
Answer = TypeVar("Answer", bound=HttpResponse | FileResponse)


@require_safe
def council_css(request: HttpRequest) -> HttpResponse:
    """The palette of the request's council as custom properties; 404 on the platform's own host.

    Pages ask for it with the colours as `v`, so that answer may be kept for good.
    """
    council = getattr(request, "council", None)
    if council is None:
        raise Http404("No council answers on this host.")
    colours = palette(council.colour, council.accent)
    response = render(request, "branding/council.css", {"colours": colours}, content_type="text/css")
    fixed = request.GET.get("v") == f"{council.colour}{council.accent}".replace("#", "")
    return _kept(response, fixed)


@require_safe
def council_logo(request: HttpRequest) -> FileResponse:
    """The council's logo; 404 where it has none. Pages ask for it with its version as `v`, so that answer may be kept
    for good."""
    kept = CouncilLogo.objects.first()
    if kept is None:
        raise Http404("This council has no logo.")
    try:
        file = kept.file.open()
    except OSError as error:
        raise Http404("This logo is gone.") from error
    response = file_answer(file, name="logo.webp", content_type="image/webp", shown=True)
    fixed = request.GET.get("v") == kept.version
    return _kept(response, fixed)


def _kept(response: Answer, fixed: bool) -> Answer:
    """The answer, kept for good where its address names what it says."""
    response["Cache-Control"] = (
        f"public, max-age={YEAR_SECONDS}, immutable" if fixed else f"public, max-age={HOUR_SECONDS}"
    )
    return response
