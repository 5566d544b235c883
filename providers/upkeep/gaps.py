"""How much each of many live services says, read in a number of queries that doesn't grow with them."""

from typing import Any, Final

from django.db.models import QuerySet

from providers.listings.completeness import Completeness, completeness_of_content
from providers.listings.models import Contact, CostOption, Schedule, Service, ServiceAtLocation, ServiceFile

_OWN: Final = (
    *("summary", "description", "tier", "how_to_access", "eligibility", "who_decides", "outcomes", "staff_expertise"),
    *("if_unhappy", "setting_type", "sen_report_url", "audience", "referral", "delivery", "age_min", "age_max", "free"),
)


def completeness_of(services: "QuerySet[Service]") -> dict[int, Completeness]:
    """What each of these says as families see it, by its key: 8 queries for all of them."""
    contents: dict[int, dict[str, Any]] = {row["pk"]: row for row in services.order_by().values("pk", *_OWN)}
    keys = list(contents)
    for name, relation in (("needs", Service.needs), ("topics", Service.topics)):
        pairs = relation.through.objects.filter(service_id__in=keys).values_list("service_id", "term_id")
        for service, term in pairs:
            contents[service].setdefault(name, []).append(term)
    times: dict[int, list[int]] = {}
    opening = Schedule.objects.filter(service_at_location__service_id__in=keys).order_by()
    for place, schedule in opening.values_list("service_at_location_id", "pk"):
        times.setdefault(place, []).append(schedule)
    children: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
        ("contacts", Contact, ("phone", "email")),
        ("cost_options", CostOption, ()),
        ("service_files", ServiceFile, ("kind",)),
        ("service_at_locations", ServiceAtLocation, ("postcode", "hide_address", "accessibility")),
    )
    for name, model, columns in children:
        for row in model.objects.filter(service_id__in=keys).order_by().values("pk", "service_id", *columns):
            if model is ServiceAtLocation:
                row["schedules"] = times.get(row["pk"], [])
            contents[row["service_id"]].setdefault(name, []).append(row)
    return {key: completeness_of_content(content) for key, content in contents.items()}
