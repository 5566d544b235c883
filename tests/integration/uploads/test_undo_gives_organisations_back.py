"""Every undo gives back all that was tied to an organisation, and to the other one where two were made one.

The relations are read from the models: whoever adds one makes a row of it in `tied`, and each undo is tried on it.
"""

from dataclasses import replace

import pytest

from providers.listings.data import OrganisationData
from providers.listings.models import Membership, Organisation
from providers.listings.services.files import store_document
from providers.listings.services.listings import save_organisation_draft
from providers.listings.services.suggestions import suggest_term
from providers.listings.services.suspension import lift_suspension, suspend
from providers.people.models import Invitation
from providers.people.services.claims import Evidence, claim_organisation, claim_service
from providers.review.selectors import current_submission, status_of
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, ask_for_changes, reject, submit, withdraw
from providers.review.services.undo import undo_decision
from providers.upkeep.services.merge_organisations import merge_organisations, split_organisation
from search.index.models import SearchRow
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory
from tests.factories.files import PDF
from tests.integration.review.conftest import asked_fields, with_second_step
from tests.integration.uploads.conftest import GROUP
from tests.integration.uploads.relations import note_all, relations_of, rows_of

VERSIONS = {"latest_revision_id", "live_revision_id", "last_published_at", "first_published_at"}
"""Which version it is, not what it says: an undo may write the same again."""
WRITTEN_AGAIN = ("id", "created_at", "updated_at")
"""A row that was taken away is another one when it comes back: its key, not what it says."""


def _tied(owls, officer, run_upload, name):
    """A live organisation with a row in every relation there is to it."""
    organisation = OrganisationFactory(name=name, published=True)
    person = MembershipFactory(organisation=organisation, role=Membership.Role.OWNER).user
    MembershipFactory(organisation=organisation, user=owls.person, role=Membership.Role.EDITOR)
    service = ServiceFactory(organisation=organisation, name=f"Service of {name}", published=True)
    store_document(user=person, organisation=organisation, name="prices.pdf", content=PDF)
    suggest_term(user=person, service=service, vocabulary="need", words="Night terrors")
    Invitation.objects.create(organisation=organisation, email="new@example.org")
    claimer = PersonFactory()
    claim_organisation(user=claimer, organisation=organisation, kind="claim", evidence=Evidence(job="Manager"))
    wanted = ServiceFactory(organisation=owls.organisation, published=True)
    claim_service(user=person, service=wanted, new_home=organisation, evidence=Evidence(job="Manager"))
    run_upload(replace(owls, organisation=organisation, person=person), GROUP | {"external_id": name})
    before = OrganisationFactory(name=f"Before {name}", published=True)
    merge_organisations(user=officer, kept=organisation, gone=before)
    note_all(officer, organisation=organisation)
    return Organisation.objects.get(pk=organisation.pk)


@pytest.fixture
def tied(owls, officer, run_upload):
    """What is acted on."""
    return _tied(owls, officer, run_upload, "Owls by night")


@pytest.fixture
def other(owls, officer, run_upload):
    """The other one where two are made one: some people are in both."""
    return _tied(owls, officer, run_upload, "Larks by day")


def snapshot(*organisations):
    """All that is known of each, by what it is."""
    return {(each.name, key): value for each in organisations for key, value in _known(each).items()}


def _known(organisation):
    organisation = Organisation.objects.get(pk=organisation.pk)
    columns = [field.attname for field in Organisation._meta.concrete_fields if field.attname not in VERSIONS]
    keys = [f"service:{service.uuid}" for service in organisation.services.order_by("pk")]
    found = SearchRow.objects.filter(key__in=keys, deleted=False).order_by("key")
    return {
        **{name: getattr(organisation, name) for name in columns},
        **{str(each): rows_of(each, organisation, but=WRITTEN_AGAIN) for each in relations_of(Organisation)},
        "live content": OrganisationData.from_organisation(organisation),
        "newest content": OrganisationData.from_organisation(organisation.get_latest_revision_as_object()),
        "status": status_of(organisation),
        "asked": asked_fields(organisation),
        "found": [{**row.body, "updated": ""} for row in found],
    }


def _merged_away(officer, tied, other):
    merge_organisations(user=officer, kept=other, gone=tied)
    return lambda: split_organisation(user=officer, gone=tied)


def _merged_into(officer, tied, other):
    merge_organisations(user=officer, kept=tied, gone=other)
    return lambda: split_organisation(user=officer, gone=other)


def _suspended(officer, tied, other):
    suspend(user=officer, listing=tied, reason="For now.")
    return lambda: lift_suspension(user=officer, listing=tied)


def _withdrawn(officer, tied, other):
    owner = tied.memberships.get(role=Membership.Role.OWNER).user
    submit(user=owner, listing=tied)
    return lambda: withdraw(user=owner, listing=tied)


def _decided(decide):
    def act(officer, tied, other):
        submission = current_submission(tied)
        decide(user=officer, task_state=submission)
        return lambda: undo_decision(user=officer, task_state=submission)

    return act


def _corrected(user, task_state):
    accept_with_edits(user=user, task_state=task_state, edits={"description": "Corrected."})


LIVE, DRAFT, SENT, SENT_TO_TWO = "live", "with a draft", "sent", "sent where two have to approve"
UNDOS = {
    "merged into another": (_merged_away, LIVE),
    "merged into another, with a draft": (_merged_away, DRAFT),
    "another merged into it": (_merged_into, DRAFT),
    "suspended": (_suspended, DRAFT),
    "sent to the council": (_withdrawn, DRAFT),
    "approved": (_decided(approve), SENT),
    "approved with a correction": (_decided(_corrected), SENT),
    "changes asked for": (_decided(lambda **by: ask_for_changes(**by, requests={"description": "More"})), SENT),
    "rejected": (_decided(lambda **by: reject(**by, reason="No.")), SENT),
    "passed on": (_decided(approve), SENT_TO_TWO),
}


@pytest.mark.parametrize("name", UNDOS)
def test_an_undo_gives_everything_of_an_organisation_back(officer, tied, other, name):
    act, state = UNDOS[name]
    owner = tied.memberships.get(role=Membership.Role.OWNER).user
    if state == SENT_TO_TWO:
        with_second_step("officer")
    if state != LIVE:
        data = replace(OrganisationData.from_organisation(tied), description="A draft.")
        save_organisation_draft(user=owner, organisation=tied, data=data)
    if state in (SENT, SENT_TO_TWO):
        submit(user=owner, listing=tied)
    before = snapshot(tied, other)
    take_back = act(officer, Organisation.objects.get(pk=tied.pk), other)
    assert snapshot(tied, other) != before
    take_back()
    after = snapshot(tied, other)
    assert {key: value for key, value in after.items() if value != before[key]} == {}


def test_a_row_of_every_relation_of_an_organisation_is_tried(tied):
    empty = [each.get_accessor_name() for each in relations_of(Organisation) if not rows_of(each, tied)]
    assert empty == ["merged_as"]  # one of the undos merges it away
