"""What many listings at once leave behind equals what one after the other leaves, row for row."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import ModelLogEntry, Revision

from providers.imports.bringing import Bringer, batches
from providers.imports.groups import group_rows
from providers.imports.outcomes import Outcome, Rules
from providers.imports.reading import read_table
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import ListingState, Organisation, Service
from providers.listings.services import (
    change_owner,
    create_organisation,
    create_service,
    save_draft,
    set_waiting_time,
)
from providers.review.services import publish_directly
from search.index.models import SearchRow
from tenants.audit.models import Entry
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

DEMO = Path(__file__).resolve().parents[3] / "platform/localoffer/demo/data/milton-keynes.csv"
KEYS = re.compile(r"^(id|pk|uuid|version|indexed_version|changed_at|claimed_until|timestamp|object_id|url)$|_at$|^key$")


class OneByOne:
    """The same plans, written by the services that the portal and the review call."""

    def __init__(self, rules):
        self.rules = rules
        self.made = {}

    def write(self, result):
        plan, user = result.plan, self.rules.author
        organisation = self._organisation(plan.organisation)
        content, today = plan.content, timezone.localdate()
        checked = today if content.waiting_time else None
        if result.outcome is Outcome.CREATED:
            data = replace(content.data, external_id=plan.group.key)
            service = create_service(user=user, organisation=organisation, data=data)
            ListingState.objects.filter(service=service).update(
                waiting_time=content.waiting_time, waiting_time_checked=checked
            )
            revision = service.latest_revision
        else:
            service = Service.objects.select_related("organisation", "state").get(external_id=plan.group.key)
            if organisation.pk != service.organisation_id:
                change_owner(user=user, service=service, organisation=organisation)
            revision = save_draft(user=user, service=service, data=content.data)
            if content.waiting_time != service.state.waiting_time:
                set_waiting_time(user=user, service=service, waiting_time=content.waiting_time, checked=checked)
        if self.rules.publish:
            publish_directly(listing=service, revision=revision, user=self.rules.publisher)

    def _organisation(self, wanted):
        if wanted.pk:
            return Organisation.objects.get(pk=wanted.pk)
        key = (wanted.name, wanted.kind)
        if key not in self.made:
            self.made[key] = create_organisation(user=None, data=OrganisationData(name=wanted.name, kind=wanted.kind))
        return self.made[key]


def bring(path, rules):
    table = read_table(path)
    groups, _ = group_rows(table.rows)
    bringer = Bringer(table.columns, rules)
    for batch in batches(groups):
        bringer.bring(batch)


def bring_one_by_one(path, rules):
    table = read_table(path)
    groups, _ = group_rows(table.rows)
    writer = OneByOne(rules)
    for result in Bringer(table.columns, rules).look(groups):
        if result.plan:
            writer.write(result)


def plain(value, depth=0):
    """Values without what differs between any two councils: keys and times."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in sorted(value.items()) if not KEYS.search(name)}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


NOT_CONTENT = ("organisation", "latest_revision", "live_revision", "service", "topics", "needs", "service_at_location")


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


def log_of(listing):
    entries = ModelLogEntry.objects.for_instance(listing).order_by("pk")
    return sorted(
        (
            entry.action,
            entry.label,
            entry.user.email if entry.user else "",
            entry.content_changed,
            bool(entry.revision_id),
            repr(plain({name: value for name, value in entry.data.items() if name != "organisation"})),
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


def test_what_a_file_brings_is_in_the_audit_trail_once(council, some):
    bring(some, Rules(publish=True))
    logged = ModelLogEntry.objects.values_list("action", "object_id")
    trail = Entry.objects.filter(kind__startswith="listings.").values_list("action", "object_id")
    assert sorted(trail) == sorted(logged.filter(content_type__app_label="listings"))
    assert trail.filter(action="review.publish_directly").count() >= 25


@pytest.fixture
def both(council):
    """`both(act)`: what is kept after `act(bring)` with the bulk writer, and one by one in the same council."""

    def run(act):
        kept = []
        for way in (bring, bring_one_by_one):
            with transaction.atomic():
                act(way)
                kept.append(what_is_kept())
                transaction.set_rollback(True)
        return kept

    return run


@pytest.fixture
def some(tmp_path):
    """A part of the demo's file."""
    path = tmp_path / "some.csv"
    path.write_text("".join(DEMO.read_text().splitlines(keepends=True)[:26]))
    return path


def changed(text):
    """The demo's file as a year later: names, words, waiting times, places and owners differ here and there."""
    lines = text.splitlines(keepends=True)
    return "".join(
        line.replace(",universal,", ",targeted,").replace("autism", "adhd").replace("09:00", "09:30")
        if index % 2
        else line
        for index, line in enumerate(lines)
    ).replace("Milton Keynes", "Newport Pagnell")


@pytest.mark.parametrize("publish", [True, False], ids=["published", "drafts"])
def test_new_listings_are_alike(both, publish):
    at_once, one_by_one = both(lambda way: way(DEMO, Rules(publish=publish)))
    assert len(at_once[0]) >= 60
    assert not differences(at_once, one_by_one)


@pytest.mark.parametrize("first", [True, False], ids=["live", "draft"])
@pytest.mark.parametrize("then", [True, False], ids=["then-published", "then-drafted"])
def test_changed_listings_are_alike(both, some, tmp_path, first, then):
    later = tmp_path / "later.csv"
    later.write_text(changed(some.read_text()))

    def act(way):
        way(some, Rules(publish=first))
        officer = PersonFactory(officer=True, email="officer@example.org")
        way(later, Rules(publish=then, publisher=officer if then else None))

    at_once, one_by_one = both(act)
    assert not differences(at_once, one_by_one)
    actions = {entry[0] for service in at_once[0].values() for entry in service["log"]}
    assert "listing.edit" in actions


def test_a_providers_drafts_are_alike(both, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("external_id,name,summary,postcode,waiting_time\na,One,First,MK9 3XS,2 weeks\nb,Two,,,\n")
    later = tmp_path / "later.csv"
    later.write_text("external_id,name,summary,waiting_time\na,One,Second,3 weeks\nb,Two,,\n")

    def act(way):
        provider = PersonFactory(email="provider@example.org", name="Pat")
        organisation = OrganisationFactory(name="Example Trust", published=True)
        MembershipFactory(user=provider, organisation=organisation)
        for file in (path, later):
            way(file, Rules(publish=False, author=provider, organisation=organisation))

    at_once, one_by_one = both(act)
    assert not differences(at_once, one_by_one)
    assert at_once[0]["a"]["revisions"][1][2] == "provider@example.org"


def test_one_that_the_database_refuses_takes_back_itself_alone(council, tmp_path, monkeypatch):
    from providers.imports import writing

    path = tmp_path / "some.csv"
    path.write_text("external_id,name\n" + "".join(f"k{number},Name {number}\n" for number in range(5)))
    table = read_table(path)
    groups, _ = group_rows(table.rows)
    write = writing.Writer._create

    def refuse(self, plans):
        write(self, plans)
        Service.objects.filter(name="Name 3").update(age_min=9, age_max=2)

    monkeypatch.setattr(writing.Writer, "_create", refuse)
    results = Bringer(table.columns, Rules(publish=True)).bring(groups)
    assert [result.outcome for result in results].count(Outcome.CREATED) == 4
    assert results[3].problems[0].reason.startswith("The database refused it")
    assert sorted(Service.objects.values_list("name", flat=True)) == ["Name 0", "Name 1", "Name 2", "Name 4"]
    assert Organisation.objects.filter(live=True).count() == 4
    assert ServiceData.from_service(Service.objects.get(name="Name 4")).name == "Name 4"
