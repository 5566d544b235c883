"""What many listings at once leave behind equals what one after the other leaves, row for row."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from providers.imports.foreign.convert import table_of
from providers.imports.foreign.guessing import guess_mapping
from providers.imports.foreign.sheets import read_sheet
from providers.imports.incoming import Source, SourceKind
from providers.imports.listing_csv.groups import group_rows
from providers.imports.listing_csv.reader import ListingReader
from providers.imports.pipeline.outcomes import Rules
from providers.imports.report import Outcome
from providers.imports.selectors import known_words
from providers.imports.services.batches import Importer, batches
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import ListingState, Organisation, Service
from providers.listings.services.listings import change_owner, create_organisation, create_service, save_draft
from providers.review.services.state_notes import say_waiting_time
from providers.review.services.submissions import publish_directly
from tenants.audit.models import Entry
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.integration.imports.kept import differences, what_is_kept

DEMO = Path(__file__).resolve().parents[3] / "platform/localoffer/demo/data/milton-keynes.csv"


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
            data = replace(content.data, external_id=plan.incoming.external_id)
            service = create_service(user=user, organisation=organisation, data=data)
            ListingState.objects.filter(service=service).update(
                source=self.rules.brought_in_from, brought_in=today if self.rules.brought_in_from else None
            )
            if user is None:
                ListingState.objects.filter(service=service).update(
                    waiting_time=content.waiting_time, waiting_time_checked=checked
                )
            elif content.waiting_time:
                say_waiting_time(user=user, service=service, words=content.waiting_time, checked=checked)
            revision = service.latest_revision
        else:
            service = Service.objects.select_related("organisation", "state").get(external_id=plan.incoming.external_id)
            if organisation.pk != service.organisation_id:
                change_owner(user=user, service=service, organisation=organisation)
            revision = save_draft(user=user, service=service, data=content.data)
            if content.waiting_time != service.state.waiting_time:
                say_waiting_time(user=user, service=service, words=content.waiting_time, checked=checked)
        if self.rules.publish:
            publish_directly(listing=service, revision=revision, user=self.rules.publisher)

    def _organisation(self, wanted):
        if wanted.pk:
            return Organisation.objects.get(pk=wanted.pk)
        key = (wanted.name, wanted.kind)
        if key not in self.made:
            self.made[key] = create_organisation(user=None, data=OrganisationData(name=wanted.name, kind=wanted.kind))
        return self.made[key]


def listings_of(path):
    sheet = read_sheet(path.read_bytes())
    table = table_of(sheet, guess_mapping(sheet.header))
    reader = ListingReader(table.columns, known_words(), Source(SourceKind.FILE, path.name))
    return [reader.read(group) for group in group_rows(table.rows)[0]]


def import_file(path, rules):
    importer = Importer(rules)
    for batch in batches(listings_of(path)):
        importer.save(batch)


def import_one_by_one(path, rules):
    writer = OneByOne(rules)
    for result in Importer(rules).preview(listings_of(path)):
        if result.plan:
            writer.write(result)


def test_what_a_file_imports_is_in_the_audit_trail_once(council, some):
    import_file(some, Rules(publish=True))
    logged = ModelLogEntry.objects.values_list("action", "object_id")
    trail = Entry.objects.filter(kind__startswith="listings.").values_list("action", "object_id")
    assert sorted(trail) == sorted(logged.filter(content_type__app_label="listings"))
    assert trail.filter(action="review.publish_directly").count() >= 25


@pytest.fixture
def both(council):
    """`both(act)`: what is kept after `act(import_file)` with the bulk writer, and one by one in the same council."""

    def run(act):
        kept = []
        for way in (import_file, import_one_by_one):
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
    from providers.imports.services import writer

    path = tmp_path / "some.csv"
    path.write_text("external_id,name\n" + "".join(f"k{number},Name {number}\n" for number in range(5)))
    create = writer.create_services

    def refuse(*, drafts, user):
        create(drafts=drafts, user=user)
        Service.objects.filter(name="Name 3").update(age_min=9, age_max=2)

    monkeypatch.setattr(writer, "create_services", refuse)
    results = Importer(Rules(publish=True)).save(listings_of(path))
    assert [result.outcome for result in results].count(Outcome.CREATED) == 4
    assert results[3].problems[0].reason.startswith("The database refused it")
    assert sorted(Service.objects.values_list("name", flat=True)) == ["Name 0", "Name 1", "Name 2", "Name 4"]
    assert Organisation.objects.filter(live=True).count() == 4
    assert ServiceData.from_service(Service.objects.get(name="Name 4")).name == "Name 4"


def test_others_keep_all_they_say_when_the_database_refuses_one(council, tmp_path, monkeypatch):
    from providers.imports.services import writer

    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("external_id,name,waiting_time\n" + "".join(f"k{n},Name {n},1 week\n" for n in range(3)))
    Importer(Rules(publish=True)).save(listings_of(first))
    second.write_text("external_id,name,waiting_time\n" + "".join(f"k{n},New {n},{n} months\n" for n in range(3)))
    put_live = writer.publish_services

    def refuse(**given):
        put_live(**given)
        Service.objects.filter(name="New 1").update(age_min=9, age_max=2)

    monkeypatch.setattr(writer, "publish_services", refuse)
    results = Importer(Rules(publish=True)).save(listings_of(second))
    assert [bool(result.problems) for result in results] == [False, True, False]
    told = dict(Service.objects.values_list("name", "state__waiting_time"))
    assert told == {"New 0": "0 months", "Name 1": "1 week", "New 2": "2 months"}
