"""What schools and colleges get beside the form: checks of their links, and what leads families to their page."""

from io import BytesIO
from typing import Final

import qrcode
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from qrcode.image.svg import SvgPathImage

from providers.links.models import LinkBack
from providers.links.selectors import check_report, links_by_address
from providers.links.services import ask_for_check
from providers.listings.models import Service
from providers.portal.access import service_view
from providers.portal.pages import SCHOOL_KINDS
from tenants.accounts.requests import SignedInRequest
from tenants.councils.links import absolute_url
from tenants.councils.rate_limits import within_limit

CHECKS_AN_HOUR: Final = 6
HOUR: Final = 3600


@service_view
def checks(request: SignedInRequest, service: Service) -> HttpResponse:
    """How the SEN information report, the accessibility plan and the school's link back stand. POST checks them now."""
    _require_school(service)
    if request.method != "POST":
        return _render(request, service)
    if not within_limit("school-check", str(service.uuid), most=CHECKS_AN_HOUR, seconds=HOUR):
        return _render(request, service, problem="These were checked a few times just now. Try again in an hour.")
    ask_for_check(service=service)
    messages.success(request, "We are looking now. Open this page again in a minute to see what we found.")
    return redirect("portal:school-checks", uuid=service.uuid)


@require_safe
@service_view
def poster(request: SignedInRequest, service: Service) -> HttpResponse:
    """A page to print and put up, with a code that phones read; and the words for a link on the school's site."""
    _require_school(service)
    context = {"service": service, "address": _public_address(service)}
    return render(request, "portal/poster.html", context)


@require_safe
@service_view
def code(request: SignedInRequest, service: Service) -> HttpResponse:
    """The QR code of the service's public page as an SVG picture."""
    _require_school(service)
    picture = qrcode.make(
        _public_address(service),
        image_factory=SvgPathImage,
        error_correction=qrcode.constants.ERROR_CORRECT_Q,
    )
    drawn = BytesIO()
    picture.save(drawn)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _render(request: SignedInRequest, service: Service, problem: str = "") -> HttpResponse:
    links = links_by_address([service.sen_report_url, service.accessibility_plan_url])
    context = {
        "service": service,
        "report": check_report(service, today=timezone.localdate()),
        "report_link": links.get(service.sen_report_url),
        "plan_link": links.get(service.accessibility_plan_url),
        "link_back": LinkBack.objects.filter(service=service).first(),
        "site": service.organisation.url or service.url,
        "address": _public_address(service),
        "problem": problem,
    }
    return render(request, "portal/school_checks.html", context, status=429 if problem else 200)


def _public_address(service: Service) -> str:
    return absolute_url(service.get_absolute_url())


def _require_school(service: Service) -> None:
    """Only a live school or college has a page to lead to. Raises Http404."""
    if service.organisation.kind not in SCHOOL_KINDS or not service.live:
        raise Http404("Only live schools and colleges have this page.")
