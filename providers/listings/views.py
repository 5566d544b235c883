"""Families' page of one service, and the files that it shows."""

from uuid import UUID

from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from providers.listings.models import Service, ServiceRedirect
from providers.listings.models.files import SMALL
from providers.listings.selectors import readable_file, shown_services
from providers.listings.service_page import service_context
from search.analytics.services import count_opened
from search.http.referer import postcode_before, results_before
from tenants.files.downloads import file_answer, kept_apart

GONE = 410
LONGEST_POSTCODE = 20
KEPT_SECONDS = 300
"""So long browsers may show a public file without asking: a suspended listing's photos go within minutes."""


@require_safe
def service_page(request: HttpRequest, uuid: UUID, slug: str = "") -> HttpResponse:
    """Everything about a service that families may see, at its canonical address.

    One that was merged leads to where it went. One that families could see once is answered 410 with a search box; one
    they never could, or none, is 404.
    """
    service = shown_services().filter(uuid=uuid).first()
    if service is None:
        return _gone(request, uuid)
    canonical = service.get_absolute_url()
    if request.path != canonical:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{canonical}?{query}" if query else canonical, permanent=True)
    count_opened(request=request, service=uuid)
    typed = request.GET.get("postcode") or postcode_before(request)
    postcode = typed.replace("\0", "")[:LONGEST_POSTCODE]
    context = {**service_context(service, postcode=postcode), "results": results_before(request)}
    return render(request, "listings/service.html", context)


def _gone(request: HttpRequest, uuid: UUID) -> HttpResponse:
    merged = ServiceRedirect.objects.select_related("service").filter(old=uuid).first()
    if merged is not None:
        return redirect(merged.service, permanent=True)
    if not Service.objects.filter(uuid=uuid, first_published_at__isnull=False).exists():
        raise Http404("No service of this council has this id.")
    return render(request, "listings/gone.html", status=GONE)


@require_safe
def file(request: HttpRequest, uuid: UUID, name: str) -> HttpResponseBase:
    """A photo or document of a listing or an organisation's logo, also as a draft for those who may read it;
    `small.jpg` is a photo's small size.

    Pictures are shown, documents downloaded; nothing in either can run on our address.
    """
    found = readable_file(request.user, uuid)
    if found is None:
        raise Http404
    stored = found.stored
    small = name == SMALL and bool(stored.small)
    etag = quote_etag(f"{stored.sha256}{'-small' if small else ''}")
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            content: File[bytes] = (stored.small if small else stored.file).open("rb")
        except OSError as error:
            raise Http404 from error
        response = file_answer(content, name=stored.name, content_type=stored.content_type, shown=stored.is_picture)
    response["ETag"] = etag
    if found.public:
        response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return kept_apart(response)
