"""The page of the bare host: which councils are here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.councils.links import absolute_url
from tenants.councils.selectors import live_councils


@require_safe
def platform_page(request: HttpRequest) -> HttpResponse:
    """Every live council with a link to its offer."""
    councils = [(council.name, absolute_url("/", council)) for council in live_councils().filter(preparing=False)]
    return render(request, "platform.html", {"councils": councils})
