"""Everything an import leaves in a council, without what differs between any two: keys and times."""

import re

from django.forms.models import model_to_dict
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import ModelLogEntry, Revision

from providers.listings.models import Organisation, Service
from search.index.models import SearchRow

KEYS = re.compile(
    r"^(id|pk|uuid|version|indexed_version|changed_at|claimed_until|timestamp|object_id|url|live_revision|repeats)$"
    r"|_at$|^key$"
)
NOT_CONTENT = ("organisation", "latest_revision", "live_revision", "service", "topics", "needs", "service_at_location")


def plain(value):
    """Values without what differs between any two councils: keys and times."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in sorted(value.items()) if not KEYS.search(name)}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def children_of(row):
    held = model_to_dict(row)
    if isinstance(row, ClusterableModel):
        for relation in get_all_child_relations(type(row)):
            name = relation.get_accessor_name()
            held[name] = [children_of(child) for child in getattr(row, name).all()]
    return {name: value for name, value in held.items() if name not in NOT_CONTENT}


def what_is_kept():
    """Everything an import can write, in the open council."""
    services = list(Service.objects.order_by("external_id").select_related("organisation", "state"))
    kept = {
        service.external_id: {
            "row": plain(children_of(service)),
            "flags": [getattr(service, name) for name in ("live", "has_unpublished_changes", "expired", "name")],
            "terms": [sorted(term.code for term in getattr(service, name).all()) for name in ("topics", "needs")],
            "organisation": (service.organisation.name, service.organisation.kind, service.organisation.live),
            "state": plain(model_to_dict(service.state, exclude=["service"])),
            "revisions": [content_of(each) for each in revisions_of(service)],
            "live revision": position(service.live_revision_id, service),
            "latest revision": position(service.latest_revision_id, service),
            "times": [getattr(service, name) is None for name in ("first_published_at", "last_published_at")],
            "log": log_of(service),
            "found": found(service),
        }
        for service in services
    }
    organisations = [
        (
            plain(model_to_dict(each, exclude=list(NOT_CONTENT))),
            each.live,
            each.has_unpublished_changes,
            [content_of(revision) for revision in revisions_of(each)],
            log_of(each),
        )
        for each in Organisation.objects.order_by("name", "kind")
    ]
    return kept, organisations


def revisions_of(listing):
    return list(Revision.objects.for_instance(listing).order_by("pk"))


def position(key, service):
    return [revision.pk for revision in revisions_of(service)].index(key) if key else None


def content_of(revision):
    content = {name: value for name, value in revision.content.items() if name not in NOT_CONTENT}
    content["places"] = [
        {name: value for name, value in place.items() if name not in NOT_CONTENT}
        for place in content.pop("service_at_locations", [])
    ]
    nested = {name: value for name, value in content.items() if isinstance(value, list)}
    for name, rows in nested.items():
        content[name] = [
            {key: value for key, value in row.items() if key not in NOT_CONTENT} if isinstance(row, dict) else row
            for row in rows
        ]
    for place in content["places"]:
        place["schedules"] = [
            plain({k: v for k, v in row.items() if k not in NOT_CONTENT}) for row in place["schedules"]
        ]
    terms = [len(revision.content.get(name, ())) for name in ("topics", "needs")]
    email = revision.user.email if revision.user else None
    return plain(content), revision.object_str, email, terms


_OF_ONE_RUN = ("organisation", "left", "note")


def log_of(listing):
    entries = ModelLogEntry.objects.for_instance(listing).order_by("pk")
    return sorted(
        (
            entry.action,
            entry.label,
            entry.user.email if entry.user else "",
            entry.content_changed,
            bool(entry.revision_id),
            repr(
                plain(
                    {name: value for name, value in entry.data.items() if name not in ("organisation", "left", "note")}
                )
            ),
        )
        for entry in entries
    )


def found(service):
    row = SearchRow.objects.filter(key=f"service:{service.uuid}").first()
    if row is None:
        return None
    columns = {field.name: getattr(row, field.name) for field in SearchRow._meta.fields if field.name != "body"}
    body = plain(row.body)
    for place in body.get("places", []):
        place.pop("uuid", None)
    points = sorted(row.places.values_list("latitude", "longitude"))
    return plain(columns), body, points


def differences(one, other, path=""):
    """Where two nested values differ, a line each."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [line for name in one for line in differences(one[name], other[name], f"{path}.{name}")]
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [line for index, pair in pairs for line in differences(*pair, f"{path}[{index}]")]
    return [] if one == other else [f"{path}: {one!r} is not {other!r}"]
