"""Families' page of one service."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from providers.listings.models import Service
from providers.listings.selectors import shown_services
from providers.listings.service_page import service_context
from search.analytics.services import count_opened

__all__ = ["service_context", "service_page"]

GONE = 410
LONGEST_POSTCODE = 20


@require_safe
def service_page(request: HttpRequest, uuid: UUID, slug: str = "") -> HttpResponse:
    """Everything about a service that families may see, at its canonical address.

    One that families could see once is answered 410 with a search box; one they never could, or none, is 404.
    """
    service = shown_services().filter(uuid=uuid).first()
    if service is None:
        return _gone(request, uuid)
    canonical = service.get_absolute_url()
    if request.path != canonical:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{canonical}?{query}" if query else canonical, permanent=True)
    count_opened(request=request, service=uuid)
    postcode = request.GET.get("postcode", "").replace("\0", "")[:LONGEST_POSTCODE]
    return render(request, "listings/service.html", service_context(service, postcode=postcode))


def _gone(request: HttpRequest, uuid: UUID) -> HttpResponse:
    if not Service.objects.filter(uuid=uuid, first_published_at__isnull=False).exists():
        raise Http404("No service of this council has this id.")
    return render(request, "listings/gone.html", status=GONE)
