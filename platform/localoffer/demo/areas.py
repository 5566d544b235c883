"""A few examples that only some areas' families can use, so that results and pages show how that reads."""

from dataclasses import replace
from typing import Final

from django.db import transaction

from providers.listings.data import AreaData, ServiceData
from providers.listings.models import Service
from providers.listings.services import save_draft
from providers.review.services import publish_directly
from search.places.areas import named_areas

AREAS: Final = {
    "mk-027": ("MK2", "MK3"),
    "mk-056": ("E06000042",),
    "mk-059": ("E06000042",),
    "bu-056": ("E06000060",),
    "bu-059": ("E06000060",),
    "tr-030": ("WA14", "WA15", "M33"),
    "tr-059": ("E08000009",),
    "tr-062": ("E08000009",),
}
"""Codes of councils and postcode districts, by the example that is for their families alone."""


@transaction.atomic
def make_areas() -> None:
    """In the open council, whose listings have just been imported: give the examples their areas, published."""
    for service in Service.objects.filter(external_id__in=AREAS, service_areas=None).order_by("external_id"):
        codes = AREAS[str(service.external_id)]
        names = {code: area.name for code, area in named_areas(codes).items()}
        areas = tuple(AreaData(code=code, name=names.get(code, code)) for code in codes)
        data = replace(ServiceData.from_service(service), areas=areas)
        publish_directly(listing=service, revision=save_draft(user=None, service=service, data=data))
