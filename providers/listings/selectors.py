"""Reads of listings."""

from django.db.models import Prefetch

from providers.listings.models import Schedule, Service, ServiceAtLocation
from providers.listings.models.service import ServiceQuerySet


def with_everything(services: ServiceQuerySet) -> ServiceQuerySet:
    """Services with all that their page or search document shows, in a fixed number of queries."""
    places = ServiceAtLocation.objects.prefetch_related(Prefetch("schedules", queryset=Schedule.objects.all()))
    return services.select_related("organisation", "state", "state__last_assured_by").prefetch_related(
        Prefetch("service_at_locations", queryset=places),
        "cost_options",
        "contacts",
        "service_areas",
        "service_files__file",
        "topics",
        "needs",
    )


def shown_services() -> ServiceQuerySet:
    """What families may see: approved services of approved organisations that aren't put away, with everything."""
    return with_everything(Service.objects.shown())
