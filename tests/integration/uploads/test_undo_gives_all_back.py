"""Every undo gives back all that was tied to a listing, whatever model it is in, or says what it leaves.

The relations are read from the models: whoever adds one makes a row of it in `tied`, and each undo is tried on it.
"""

from dataclasses import replace

import pytest
from django.utils import timezone

from providers.assurance.models import Reminder
from providers.links.models import LinkBack
from providers.listings.data import ContactData, PlaceData, ServiceData
from providers.listings.models import Membership, Organisation, PlaceWaitingTime, Service
from providers.listings.services.listings import save_draft
from providers.listings.services.state import set_archived, set_paused, set_temporarily_closed
from providers.listings.services.suggestions import suggest_term
from providers.listings.services.suspension import lift_suspension, suspend
from providers.listings.ties import ties_of, tying_relations
from providers.people.models import Claim, Invitation
from providers.people.services.claims import Evidence, claim_organisation, claim_service
from providers.review.selectors import current_submission, status_of
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, ask_for_changes, reject, submit, withdraw
from providers.review.services.undo import undo_decision
from providers.upkeep.models import OwnWordsAnswer
from providers.upkeep.services.merge_organisations import merge_organisations, split_organisation
from providers.upkeep.services.merge_services import merge_services, split_service
from providers.uploads.models import Goes, UploadRow
from search.guidance.models import BestBet, BestBetDocument
from search.index.models import SearchRow
from search.taxonomy.models import Term
from search.taxonomy.services.terms import bring_back_term, merge_terms, retire_term
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory
from tests.integration.review.conftest import asked_fields, with_second_step
from tests.integration.uploads.relations import note_all, relations_of, rows_of

PLACE = PlaceData(address="1 Long Road", postcode="MK9 3XS")
DATA = ServiceData(
    name="Sleep club",
    external_id="o-1",
    summary="Help with sleep",
    needs=("sleep", "autism"),
    topics=("leisure",),
    places=(PLACE,),
    contacts=(ContactData(phone="01632 960001"),),
)
VERSIONS = {"latest_revision_id", "live_revision_id", "last_published_at", "first_published_at"}
"""Which version it is, not what it says: an undo may write the same again."""


@pytest.fixture
def tied(owls, officer):
    """A live service with a row in every relation there is to it."""
    service = ServiceFactory(organisation=owls.organisation, data=DATA, published=True)
    other = ServiceFactory(organisation=owls.organisation, name="Another", published=True)
    merge_services(user=officer, kept=service, gone=other)
    suggest_term(user=owls.person, service=service, vocabulary="need", words="Night terrors")
    home = OrganisationFactory(published=True)
    claimer = MembershipFactory(organisation=home).user
    claim_service(user=claimer, service=service, new_home=home, evidence=Evidence(job="Manager"))
    PlaceWaitingTime.objects.create(
        state=service.state, place=PLACE.uuid, waiting_time="2 weeks", checked=timezone.localdate()
    )
    today = timezone.localdate()
    Reminder.objects.create(service=service, person=owls.person, due=today, step=1, sent_on=today)
    LinkBack.objects.create(service=service, site="https://club.example", checked_at=timezone.now())
    bet = BestBet.objects.create(phrases="sleep")
    BestBetDocument.objects.create(bet=bet, key=f"service:{service.uuid}", name="Sleep club")
    OwnWordsAnswer.objects.create(service=service, code="need:anxiety", answer=OwnWordsAnswer.Answer.REFUSED)
    note_all(officer, service=service)
    return Service.objects.get(pk=service.pk)


def snapshot(service):
    """All that is known of a service, by what it is."""
    service = Service.objects.get(pk=service.pk)
    columns = [field.attname for field in Service._meta.concrete_fields if field.attname not in VERSIONS]
    row = SearchRow.objects.filter(key=f"service:{service.uuid}").first()
    return {
        **{name: getattr(service, name) for name in columns},
        **{str(relation): rows_of(relation, service) for relation in relations_of(Service)},
        "live content": ServiceData.from_service(service),
        "newest content": ServiceData.from_service(service.get_latest_revision_as_object()),
        "places' waiting times": sorted(service.state.place_waiting_times.values_list("place", "waiting_time")),
        "status": status_of(service),
        "asked": asked_fields(service),
        "found": bool(row and not row.deleted) and {**row.body, "updated": ""},
        "best bets": list(BestBetDocument.objects.values_list("bet", "key")),
        "owner's people": sorted(service.organisation.memberships.values_list("user", "role")),
    }


def _need(code):
    return Term.objects.needs().get(code=code)


class Work:
    """Whoever acts, and on what."""

    def __init__(self, owls, officer, run_upload, undo):
        self.owls, self.officer, self.run_upload, self.undo = owls, officer, run_upload, undo
        self.second = PersonFactory(officer=True)

    def sent(self, service):
        """Send it, if it isn't sent: what decisions start from."""
        return current_submission(service) or submit(user=self.owls.person, listing=service)


def _merge(work, service):
    kept = ServiceFactory(organisation=OrganisationFactory(published=True), name="Kept", published=True)
    merge_services(user=work.officer, kept=kept, gone=service)
    return lambda: split_service(user=work.officer, gone=service)


def _merge_owners(work, service):
    kept = OrganisationFactory(name="Kept", published=True)
    MembershipFactory(organisation=kept, user=work.owls.person, role=Membership.Role.OWNER)
    merge_organisations(user=work.officer, kept=kept, gone=service.organisation)
    return lambda: split_organisation(user=work.officer, gone=work.owls.organisation)


def _decided(decide):
    def act(work, service):
        submission = work.sent(service)
        decide(work, submission)
        return lambda: undo_decision(user=work.officer, task_state=submission)

    return act


def _upload(who, goes, **cells):
    def act(work, service):
        person = work.owls if who == "provider" else work.officer
        upload = work.run_upload(person, {"external_id": "o-1", "name": "Sleep club", **cells}, goes=goes)
        assert upload.rows.get().outcome == "updated"
        return lambda: work.undo(person, upload)

    return act


def _flag(change, name):
    def act(work, service):
        change(user=None, service=service, **{name: True})
        return lambda: change(user=None, service=service, **{name: False})

    return act


def _suspend(of):
    def act(work, service):
        suspend(user=work.officer, listing=of(service), reason="For now.")
        return lambda: lift_suspension(user=work.officer, listing=of(service))

    return act


def _withdraw(work, service):
    submit(user=work.owls.person, listing=service)
    return lambda: withdraw(user=work.owls.person, listing=service)


def _term(act):
    def act_on(work, service):
        act(work.officer)
        return lambda: bring_back_term(user=work.officer, term=_need("sleep"))

    return act_on


LIVE, DRAFT, SENT, ARCHIVED = "live", "with a draft", "sent", "put away"
SENT_TO_TWO = "sent where two have to approve"
UNDOS = {
    "a need that was retired": (_term(lambda by: retire_term(user=by, term=_need("sleep"))), (LIVE, DRAFT, SENT)),
    "a need that was merged": (
        _term(lambda by: merge_terms(user=by, term=_need("sleep"), into=_need("anxiety"))),
        (LIVE, DRAFT, SENT),
    ),
    "merged into another": (_merge, (LIVE, DRAFT, ARCHIVED)),
    "its organisation merged": (_merge_owners, (LIVE, DRAFT, SENT)),
    "approved": (_decided(lambda work, sent: approve(user=work.officer, task_state=sent)), (SENT,)),
    "approved with a correction": (
        _decided(
            lambda work, sent: accept_with_edits(
                user=work.officer, task_state=sent, edits={"description": "Corrected."}
            )
        ),
        (SENT,),
    ),
    "changes asked for": (
        _decided(lambda work, sent: ask_for_changes(user=work.officer, task_state=sent, requests={"summary": "More"})),
        (SENT,),
    ),
    "rejected": (_decided(lambda work, sent: reject(user=work.officer, task_state=sent, reason="No.")), (SENT,)),
    "passed on": (_decided(lambda work, sent: approve(user=work.officer, task_state=sent)), (SENT_TO_TWO,)),
    "a provider's upload": (_upload("provider", Goes.DRAFT, summary="New", postcode="MK9 3AA"), (LIVE, DRAFT)),
    "a provider's upload, sent": (_upload("provider", Goes.REVIEW, summary="New", needs="adhd"), (LIVE, DRAFT)),
    "a council's upload": (_upload("council", Goes.LIVE, summary="New", address="9 New Road"), (LIVE, DRAFT)),
    "a council's upload for another owner": (
        _upload("council", Goes.LIVE, summary="New", organisation="Somebody else", organisation_kind="health"),
        (LIVE, DRAFT),
    ),
    "a waiting time of an upload": (_upload("council", Goes.LIVE, waiting_time="9 weeks"), (LIVE, DRAFT)),
    "hidden": (_flag(set_paused, "paused"), (LIVE, DRAFT, SENT)),
    "put away": (_flag(set_archived, "archived"), (LIVE, DRAFT)),
    "closed for now": (_flag(set_temporarily_closed, "closed"), (LIVE, DRAFT, SENT)),
    "suspended": (_suspend(lambda service: service), (LIVE, DRAFT, SENT)),
    "its organisation suspended": (_suspend(lambda service: service.organisation), (LIVE, DRAFT, SENT)),
    "sent to the council": (_withdraw, (DRAFT,)),
}
TRIED = [(name, state) for name, (_, states) in UNDOS.items() for state in states]


@pytest.mark.parametrize(("name", "state"), TRIED, ids=[f"{name} ({state})" for name, state in TRIED])
def test_an_undo_gives_everything_back(owls, officer, tied, run_upload, undo, name, state):
    if state == SENT_TO_TWO:
        with_second_step("officer")
    if state in (DRAFT, SENT, SENT_TO_TWO):
        draft = replace(ServiceData.from_service(tied), description="A draft.", needs=("sleep", "adhd"))
        save_draft(user=owls.person, service=tied, data=draft)
    if state in (SENT, SENT_TO_TWO):
        submit(user=owls.person, listing=tied)
    work = Work(owls, officer, run_upload, undo)
    act, _ = UNDOS[name]
    if state == ARCHIVED:
        set_archived(user=None, service=tied, archived=True)
    before = snapshot(tied)
    take_back = act(work, Service.objects.get(pk=tied.pk))
    assert snapshot(tied) != before
    take_back()
    after = snapshot(tied)
    assert {key: value for key, value in after.items() if value != before[key]} == {}


def test_a_row_of_every_relation_is_tried(tied):
    empty = [each.get_accessor_name() for each in relations_of(Service) if not rows_of(each, tied)]
    assert empty == ["merged_as"]  # two of the undos merge it away


def test_what_an_upload_made_stays_when_others_tied_something_to_it(owls, officer, run_upload, undo):
    rows = [{"external_id": f"n-{number}", "name": f"New {number}"} for number in range(6)]
    upload = run_upload(officer, *rows, goes=Goes.LIVE)
    made = {service.external_id: service for service in Service.objects.filter(external_id__startswith="n-")}
    home = MembershipFactory(organisation=OrganisationFactory(published=True))
    claim_service(user=home.user, service=made["n-0"], new_home=home.organisation, evidence=Evidence(job="Manager"))
    merge_services(user=officer, kept=made["n-1"], gone=ServiceFactory(organisation=owls.organisation, published=True))
    bet = BestBet.objects.create(phrases="sleep")
    BestBetDocument.objects.create(bet=bet, key=f"service:{made['n-2'].uuid}", name="New 2")
    MembershipFactory(organisation=made["n-3"].organisation, user=owls.person)
    suggest_term(user=owls.person, service=made["n-3"], vocabulary="need", words="Night terrors")
    merge_services(user=officer, kept=ServiceFactory(organisation=owls.organisation, published=True), gone=made["n-4"])
    undo(officer, upload)
    left = dict(upload.rows.filter(undone=UploadRow.Undone.LEFT).values_list("external_id", "undone_note"))
    assert sorted(left) == ["n-0", "n-1", "n-2", "n-3", "n-4"]
    assert "somebody asked to look after it" in left["n-0"]
    assert "a best bet shows it" in left["n-2"]
    assert "suggested a need or topic" in left["n-3"]
    assert sorted(Service.objects.filter(external_id__startswith="n-").values_list("external_id", flat=True)) == [
        "n-0",
        "n-1",
        "n-2",
        "n-3",
        "n-4",
    ]


def test_all_that_people_tie_to_a_service_counts(tied):
    assert {relation.related_model._meta.model_name for relation in tying_relations()} == {
        "serviceredirect",
        "suggestedterm",
        "claim",
        "mergedservice",
        "ownwordsanswer",
        "counciledit",
        "note",
        "message",
    }
    assert tied.pk in ties_of([tied])


def test_claims_and_invitations_that_a_merge_ended_go_on_when_it_is_taken_apart(officer, council):
    kept, gone = (OrganisationFactory(name=name, published=True) for name in ("Kept", "Gone"))
    person = PersonFactory()
    for organisation in (kept, gone):
        Invitation.objects.create(organisation=organisation, email="new@example.org")
        claim_organisation(user=person, organisation=organisation, kind="claim", evidence=Evidence(job="Manager"))
    merge_organisations(user=officer, kept=kept, gone=gone)
    assert Claim.objects.filter(state=Claim.State.OPEN).count() == 1
    split_organisation(user=officer, gone=gone)
    for organisation in Organisation.objects.filter(pk__in=(kept.pk, gone.pk)):
        assert organisation.claims.get().state == Claim.State.OPEN
        assert organisation.invitations.get().withdrawn_at is None


def test_whoever_joined_meanwhile_is_not_asked_again(officer, council):
    kept, gone = (OrganisationFactory(name=name, published=True) for name in ("Kept", "Gone"))
    person = PersonFactory(email="new@example.org")
    for organisation in (kept, gone):
        Invitation.objects.create(organisation=organisation, email="new@example.org")
    merge_organisations(user=officer, kept=kept, gone=gone)
    Membership.objects.create(organisation=gone, user=person)
    split_organisation(user=officer, gone=gone)
    assert gone.invitations.get().withdrawn_at is not None
