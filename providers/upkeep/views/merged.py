"""What was merged lately, and taking it apart again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from providers.listings.errors import ListingError
from providers.upkeep.care_lists import forget_numbers
from providers.upkeep.duplicates import forget_doubles
from providers.upkeep.models import Kind, MergedOrganisation, MergedService
from providers.upkeep.services.duplicates import MODELS
from providers.upkeep.services.merge_organisations import split_organisation
from providers.upkeep.services.merge_services import split_service
from providers.upkeep.views.frame import back_to, kind_shown, show
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.pages import page_of


@require_safe
@officer_view
def merged(request: HttpRequest, officer: User) -> HttpResponse:
    """Services, or with `show=organisations` organisations, that became one, the latest first."""
    kind = kind_shown(request)
    rows: Any = MergedService if kind == Kind.SERVICE else MergedOrganisation
    latest = rows.objects.select_related("gone", "kept", "merged_by").order_by("-merged_at", "-pk")
    context = {"kind": kind.value, **page_of(request, latest, kind.label.lower())}
    return show(request, "upkeep/merged.html", "Merged", context, here="merged")


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def split(request: HttpRequest, officer: User, kind: Kind, uuid: UUID) -> HttpResponse:
    """Say what taking a merged service or organisation out again does; POST does it. One that isn't merged leads
    back."""
    gone: Any = get_object_or_404(MODELS[kind], uuid=uuid)
    row = getattr(gone, "merged_as", None)
    if row is None:
        messages.info(request, f"“{gone.name}” stands by itself already.")
        return back_to("upkeep:merged", kind)
    if request.method != "POST":
        return show(request, "upkeep/split.html", "Take apart again", {"kind": kind.value, "merged": row})
    try:
        (split_service if kind == Kind.SERVICE else split_organisation)(user=officer, gone=gone)
    except ListingError as refusal:
        messages.error(request, refusal.message)
    else:
        forget_numbers()
        forget_doubles()
        messages.success(request, f"“{gone.name}” stands by itself again.")
    return back_to("upkeep:merged", kind)
