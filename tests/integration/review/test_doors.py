"""Every door to what families see, under each of the council's rules, for each sector: what is needed first.

Generated from `tests/doors.py`, which `tests/unit/project/test_publication.py` holds equal to the source.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import pytest

from providers.edits.services.going_live import finish_edit
from providers.edits.services.working import save_edit
from providers.imports.foreign.guessing import guess_mapping
from providers.imports.services.files import import_listings
from providers.listings.data import CostData, OrganisationData, ServiceData
from providers.listings.errors import ListingError
from providers.listings.models import Organisation, Service
from providers.listings.services.listings import save_draft, save_organisation_draft
from providers.review.models import ReviewSettings
from providers.review.selectors import current_submission, status_of
from providers.review.services.bulk import approve_many
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, publish_directly, submit
from providers.review.services.undo import undo_decision
from providers.upkeep.services.merge_organisations import merge_organisations, split_organisation
from providers.upkeep.services.merge_services import merge_services
from providers.upkeep.services.terms import Filing, file_services
from providers.uploads.models import Goes, Upload
from providers.uploads.services import worker
from providers.uploads.services.uploads import check_upload, confirm_upload, start_upload, undo_upload
from search.index.models import SearchRow
from search.taxonomy.selectors import term_labels
from tests import doors
from tests.factories import OrganisationFactory, ServiceFactory
from tests.integration.review.conftest import COMPLETE

pytestmark = pytest.mark.django_db


class Seen(Enum):
    """What comes of a door: families see it, or what is needed before they do."""

    LIVE = "families see it at once"
    WAITS = "it waits for the first approval"
    SECOND = "it waits for the second approval"
    REFUSED = "nothing is written"
    APART = "it waits for approvals of its own, beside the listing's review"


LIVE, WAITS, SECOND, REFUSED, APART = Seen
TWO_FOR_HEALTH = {"second_step": "sectors", "second_step_sectors": ["health"]}
RULES: Mapping[str, Mapping[str, Any]] = {
    "one review": {},
    "two reviews": TWO_FOR_HEALTH,
    "trusted organisation": {"automatic_fields": ["costs"]},
    "risks found": {"automatic_fields": ["costs"]},
    "something missing": {"automatic_fields": ["costs"]},
}
SECTORS: Mapping[str, tuple[str, ...]] = {
    "education": ("education",),
    "health": ("health",),
    "social care": ("social-care",),
    "no sector": (),
}
RISK = " Call Sam on 07700 900123."


@dataclass(frozen=True)
class Door:
    """What it takes to try one, and what comes of it: without a rule, where two approvals are wanted, where the
    organisation is trusted, and where it is so but the words carry a risk or something is missing."""

    go: "Callable[[World], str]"
    plain: Seen
    two: Seen
    trusted: Seen
    risky: Seen

    def expected(self, rule: str, sector: str) -> Seen:
        if rule == "two reviews":
            return self.two if sector == "health" else self.plain
        columns = {"one review": self.plain, "two reviews": self.plain, "trusted organisation": self.trusted}
        return columns.get(rule, self.risky)


class World:
    """A live service of the cast's organisation, and what a door makes of it."""

    def __init__(self, cast, rule, sector, path):
        self.cast, self.rule, self.path = cast, rule, path
        risk = RISK if rule == "risks found" else ""
        self.sectors = SECTORS[sector]
        self.old, self.old_price, self.new = "Old words.", f"Old price.{risk}", f"New words.{risk}"
        self.said = {} if rule == "something missing" else COMPLETE
        self.service = self.live("Night Owls", external_id="owl-1")

    def live(self, name: str, organisation: Organisation | None = None, **fields: Any) -> Service:
        data = ServiceData(
            name=name,
            sectors=self.sectors,
            costs=(CostData(amount_description=self.old_price),),
            **{**self.said, "summary": self.old, **fields},
        )
        return ServiceFactory.create(organisation=organisation or self.cast.organisation, data=data, published=True)

    def start_rules(self) -> None:
        ReviewSettings.objects.update_or_create(pk=1, defaults=RULES[self.rule])
        if "automatic_fields" in RULES[self.rule]:
            Organisation.objects.filter(pk=self.cast.organisation.pk).update(trusted=True)

    def fresh(self) -> Service:
        return Service.objects.select_related("organisation", "state").get(pk=self.service.pk)

    def draft(self, **changes: Any) -> None:
        data = replace(ServiceData.from_service(self.fresh()), **changes)
        save_draft(user=self.cast.editor, service=self.fresh(), data=data)

    def send(self) -> Any:
        """A change of two fields, one of which no rule lets pass."""
        self.draft(summary=self.new, costs=(CostData(amount_description=self.new),))
        return submit(user=self.cast.editor, listing=self.fresh())

    def row(self, **cells: str) -> dict[str, str]:
        return {"external_id": "owl-1", "name": "Night Owls", "summary": self.new, "cost": self.new, **cells}

    def upload(self, *rows: dict[str, str], person: Any, organisation: Any = None, goes: Goes = Goes.LIVE) -> Upload:
        content = _csv(*rows).encode()
        upload = start_upload(user=person, organisation=organisation, name="listings.csv", content=content)
        check_upload(user=person, upload=upload, mapping=guess_mapping(upload.header), goes=goes)
        _work()
        confirm_upload(user=person, upload=upload)
        _work()
        upload.refresh_from_db()
        return upload


def _csv(*rows: dict[str, str]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _work() -> None:
    while worker.work():
        pass


def form(world: World) -> str:
    world.start_rules()
    world.send()
    return world.new


def automatic_approval(world: World) -> str:
    world.start_rules()
    world.draft(costs=(CostData(amount_description=world.new),))
    submit(user=world.cast.editor, listing=world.fresh())
    return world.new


def approval(world: World) -> str:
    world.start_rules()
    approve(user=world.cast.officer, task_state=world.send())
    return world.new


def bulk_approval(world: World) -> str:
    world.start_rules()
    approve_many(user=world.cast.officer, task_states=[world.send()])
    return world.new


def correction(world: World) -> str:
    world.start_rules()
    edits = {"summary": f"Corrected. {world.new}"}
    accept_with_edits(user=world.cast.officer, task_state=world.send(), edits=edits)
    return f"Corrected. {world.new}"


def spreadsheet_by_page(world: World) -> str:
    world.start_rules()
    world.upload(world.row(), person=world.cast.officer)
    return world.new


def spreadsheet_by_command(world: World) -> str:
    world.start_rules()
    world.path.write_text(_csv(world.row()))
    report = import_listings(path=world.path, publish=True, dry_run=False)
    assert not report.rejected
    return world.new


def organisation_beside_its_service(world: World) -> str:
    world.start_rules()
    sectors = "; ".join(world.sectors)
    row = world.row(external_id="lark-1", name="Larks", organisation="Larks Trust", sector=sectors)
    world.upload(row, person=world.cast.officer)
    world.service = Service.objects.get(external_id="lark-1")
    assert world.service.organisation.live, "its organisation has no sector, so one approval is enough: the council's"
    return world.new


def organisation_details(world: World) -> str:
    world.start_rules()
    organisation = world.cast.organisation
    data = replace(OrganisationData.from_organisation(organisation), name=f"The new Owls. {world.new}")
    save_organisation_draft(user=world.cast.owner, organisation=organisation, data=data)
    submit(user=world.cast.owner, listing=organisation)
    return data.name


def earlier_version(world: World) -> str:
    first = world.fresh().latest_revision
    world.upload(world.row(), person=world.cast.officer)
    world.start_rules()
    with pytest.raises(ListingError):
        publish_directly(listing=world.fresh(), revision=first, user=world.cast.officer)
    return world.old


def needs_and_topics(world: World) -> str:
    world.start_rules()
    (outcome,) = file_services(user=world.cast.officer, services=[world.fresh()], filing=Filing(add_needs=("sleep",)))
    assert not outcome.refused
    return term_labels("need")["sleep"]


def merge(world: World) -> str:
    gone = world.live("Night Owls group")
    world.start_rules()
    Service.objects.filter(pk=gone.pk).update(summary=world.new)
    gone.refresh_from_db()
    merge_services(user=world.cast.officer, kept=world.fresh(), gone=gone, take=["summary"])
    return world.new


def undone_decision(world: World) -> str:
    world.start_rules()
    submission, person = world.send(), world.cast.officer
    approve(user=person, task_state=submission)
    if second := current_submission(world.fresh()):
        submission, person = second, world.cast.partner
        approve(user=person, task_state=submission)
    assert status_of(world.fresh()).value == "live"
    undo_decision(user=person, task_state=submission)
    return world.old


def undone_upload(world: World) -> str:
    upload = world.upload(world.row(), person=world.cast.officer)
    world.start_rules()
    undo_upload(user=world.cast.officer, upload=upload)
    _work()
    return world.old_price


def providers_undone_upload(world: World) -> str:
    ReviewSettings.objects.create(pk=1, automatic_fields=["costs"])
    Organisation.objects.filter(pk=world.cast.organisation.pk).update(trusted=True)
    row = {"external_id": "owl-1", "name": "Night Owls", "cost": "A price without a risk"}
    people = {"person": world.cast.editor, "organisation": world.cast.organisation}
    upload = world.upload(row, goes=Goes.REVIEW, **people)
    assert status_of(world.fresh()).value == "live"
    ReviewSettings.objects.update(automatic_fields=[])
    world.start_rules()
    undo_upload(user=world.cast.editor, upload=upload)
    _work()
    return world.old_price


def split_of_organisations(world: World) -> str:
    other = OrganisationFactory.create(name="Larks Trust", published=True)
    merge_organisations(user=world.cast.officer, kept=other, gone=world.cast.organisation)
    world.start_rules()
    split_organisation(user=world.cast.officer, gone=Organisation.objects.get(pk=world.cast.organisation.pk))
    return str(world.cast.organisation.name)


def council_edit(world: World) -> str:
    world.start_rules()
    data = replace(ServiceData.from_service(world.fresh()), summary=world.new)
    save_edit(user=world.cast.officer, listing=world.fresh(), data=data)
    finish_edit(
        user=world.cast.officer, listing=world.fresh(), reason="They rang.", seen=world.fresh().latest_revision_id
    )
    return world.new


TRIED: Mapping[str, Door] = {
    "council edit": Door(council_edit, LIVE, APART, LIVE, LIVE),
    "form": Door(form, WAITS, WAITS, WAITS, WAITS),
    "automatic approval": Door(automatic_approval, WAITS, WAITS, LIVE, WAITS),
    "approval": Door(approval, LIVE, SECOND, LIVE, LIVE),
    "bulk approval": Door(bulk_approval, LIVE, SECOND, LIVE, WAITS),
    "correction by an officer": Door(correction, LIVE, SECOND, LIVE, LIVE),
    "spreadsheet by page": Door(spreadsheet_by_page, LIVE, WAITS, LIVE, LIVE),
    "spreadsheet by command": Door(spreadsheet_by_command, LIVE, WAITS, LIVE, LIVE),
    "organisation beside its service": Door(organisation_beside_its_service, LIVE, WAITS, LIVE, LIVE),
    "organisation's details": Door(organisation_details, WAITS, WAITS, WAITS, WAITS),
    "earlier version": Door(earlier_version, REFUSED, REFUSED, REFUSED, REFUSED),
    "needs and topics": Door(needs_and_topics, LIVE, WAITS, LIVE, LIVE),
    "merge": Door(merge, LIVE, WAITS, LIVE, LIVE),
    "undone decision": Door(undone_decision, LIVE, LIVE, LIVE, LIVE),
    "undone upload": Door(undone_upload, LIVE, WAITS, LIVE, LIVE),
    "provider's undone upload": Door(providers_undone_upload, WAITS, WAITS, LIVE, WAITS),
    "split of organisations": Door(split_of_organisations, LIVE, LIVE, LIVE, LIVE),
}


def _sectors(door: int, rule: int) -> set[str]:
    """All where two reviews ask for them; otherwise the one that a rule may name, and another in turn."""
    names = list(SECTORS)
    return set(names) if list(RULES)[rule] == "two reviews" else {"health", names[(door + rule) % len(names)]}


CELLS = [
    (name, rule, sector)
    for door, name in enumerate(TRIED)
    for turn, rule in enumerate(RULES)
    for sector in sorted(_sectors(door, turn))
    if (name, rule) != ("provider's undone upload", "something missing")  # the rules let none live, so none is undone
]


def test_every_door_is_tried():
    assert TRIED.keys() == {door for names in doors.DOORS.values() for door in names}


@pytest.mark.parametrize(("name", "rule", "sector"), CELLS)
def test_families_see_what_has_the_approvals_it_needs(cast, alpha, client_for, tmp_path, name, rule, sector):
    door, world = TRIED[name], World(cast, rule, sector, tmp_path / "listings.csv")
    words = door.go(world)
    expected = door.expected(rule, sector)

    assert _seen(client_for(alpha), world.fresh(), words) is (expected is LIVE)
    listing = Organisation.objects.get(pk=cast.organisation.pk) if name == "organisation's details" else world.fresh()
    status = status_of(listing)
    assert (status.in_review, status.in_second_review) == {
        LIVE: (name == "undone decision", name == "undone decision" and rule == "two reviews" and sector == "health"),
        WAITS: (True, False),
        SECOND: (True, True),
        REFUSED: (False, False),
        APART: (False, False),
    }[expected]


def _seen(browser: Any, service: Service, words: str) -> bool:
    """Whether a family reads the words on the service's page; when not, its search row doesn't hold them either."""
    response = browser.get(service.get_absolute_url())
    seen = response.status_code == 200 and words in response.content.decode()
    row = SearchRow.objects.filter(key=f"service:{service.uuid}", deleted=False).first()
    assert seen or row is None or words not in json.dumps(row.body)
    assert not seen or row is not None
    return seen
