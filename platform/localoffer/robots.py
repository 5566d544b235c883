"""`/robots.txt`: what crawlers may read of a host."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tenants.councils.links import absolute_url

NOT_FOR_CRAWLERS: Final = (
    "/search/",
    "/shortlist/",
    "/something-wrong/",
    "/feedback/",
    "/api/",
    "/accounts/",
    "/provider/",
    "/admin/",
    "/mail/",
    "/still-correct/",
)
"""Endless lists of results, and what is for one person: a crawler finds services and pages by the sitemap."""
KEPT_SECONDS: Final = 3_600


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The rules, and on a council's host where its sitemap is: on the council's first host, whichever was asked.

    A council that isn't live yet lets no crawler in. A suspended one answers 503 before this, which crawlers read as
    "nothing for now".
    """
    council = getattr(request, "council", None)
    closed = council is not None and council.preparing
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (["/"] if closed else NOT_FOR_CRAWLERS))]
    if council is not None and not closed:
        lines += ["", f"Sitemap: {absolute_url(reverse('sitemap'))}"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
