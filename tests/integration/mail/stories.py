"""What is mailed, and what may happen before the mail leaves: `event`, then `yield`, then the change.

`STORIES` has them by the mail's kind, with words of the reason why it isn't sent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from providers.assurance.services import mark_unanswered, remind
from providers.listings.data import ServiceData
from providers.listings.models import ListingState, Membership, Organisation, Service, StateNote, SuggestedTerm
from providers.listings.services.checks import confirm_still_correct
from providers.listings.services.listings import change_owner, save_draft
from providers.listings.services.state import set_archived, set_paused
from providers.listings.services.suggestions import suggest_term
from providers.listings.services.suspension import lift_suspension, suspend
from providers.people.models import Claim, Invitation
from providers.people.services.claims import (
    Evidence,
    approve_claim,
    claim_organisation,
    claim_service,
    decline_claim,
    withdraw_claim,
)
from providers.people.services.members import accept_invitation, change_role, invite, remove_member, withdraw_invitation
from providers.review.models import ReviewTaskState
from providers.review.selectors import current_submission
from providers.review.services.corrections import accept_with_edits
from providers.review.services.state_notes import approve_words, say_what_holds, take_words_down
from providers.review.services.submissions import (
    approve,
    ask_for_changes,
    publish_directly,
    reject,
    submit,
    withdraw,
)
from providers.upkeep.services.merge_organisations import merge_organisations, split_organisation
from providers.upkeep.services.merge_services import merge_services, split_service
from providers.upkeep.services.messages import write_to_organisations
from providers.upkeep.services.suggestions import add_suggested, decline_suggested
from search.taxonomy.models import Term
from search.taxonomy.services.terms import add_term, retire_term
from tenants.accounts.models import User
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory

EVIDENCE = Evidence(job="Manager")
ANN = "ann@new.example"


class World:
    """An organisation with a live service, its people, and an officer."""

    def __init__(self) -> None:
        self.officer: User = PersonFactory.create(officer=True)
        self.organisation: Organisation = OrganisationFactory.create(name="Night Owls", published=True)
        self.owner: User = self.member("owner")
        self.service: Service = self.live("Sleep club")

    def member(self, role: str, organisation: Organisation | None = None) -> User:
        return MembershipFactory.create(organisation=organisation or self.organisation, role=role).user

    def live(self, name: str, organisation: Organisation | None = None) -> Service:
        made: Service = ServiceFactory.create(
            organisation=organisation or self.organisation, data=ServiceData(name=name), published=True
        )
        return made

    def send(self, words: str) -> ReviewTaskState:
        """The owner sends a change of the service."""
        self.service.refresh_from_db()
        draft = ServiceData.from_service(self.service.get_latest_revision_as_object())
        save_draft(user=self.owner, service=self.service, data=replace(draft, description=words))
        return submit(user=self.owner, listing=self.service)

    def say(self, words: str) -> StateNote:
        """The owner says how long families wait, in words that an officer looks at first."""
        service = Service.objects.select_related("organisation", "state").get(pk=self.service.pk)
        say_what_holds(user=self.owner, service=service, waiting_time=words, places={}, closed=False, note="")
        return StateNote.objects.get(state=service.state, words=words)

    def waiting(self) -> ReviewTaskState:
        waiting = current_submission(self.service)
        assert waiting is not None
        return waiting

    def leave(self, person: User) -> None:
        """The person is in no organisation any more; somebody else owns theirs."""
        for membership in Membership.objects.filter(user=person):
            self.member("owner", membership.organisation)
            remove_member(user=person, member=membership)

    def due(self, *names: str) -> list[Service]:
        """Services of the organisation that are due to be checked today."""
        services = [self.live(name) for name in names] or [self.service]
        today = timezone.localdate()
        ListingState.objects.filter(service__in=services).update(review_due=today)
        return [Service.objects.select_related("state").get(pk=each.pk) for each in services]


Story = Callable[[World], Iterator[None]]


@dataclass(frozen=True)
class Told:
    """A story, the kind of the mail it is about, and words of the reason why that isn't sent."""

    kind: str
    why: str
    story: Story


STORIES: list[Told] = []


def told(kind: str, why: str) -> Callable[[Story], Story]:
    def note(story: Story) -> Story:
        STORIES.append(Told(kind, why, story))
        return story

    return note


# --- decisions, which wait until they can't be taken back ------------------------------------------------------------


@told("review-changes-asked", "sent again since.")
def sent_again(world: World) -> Iterator[None]:
    ask_for_changes(user=world.officer, task_state=world.send("One."), reason="Which days?")
    yield
    world.send("Two.")


@told("review-changes-asked", "sent again and approved since.")
def sent_again_and_approved(world: World) -> Iterator[None]:
    yield from sent_again(world)
    approve(user=world.officer, task_state=world.waiting())


@told("review-changes-asked", "changes were asked for again")
def asked_again(world: World) -> Iterator[None]:
    yield from sent_again(world)
    ask_for_changes(user=world.officer, task_state=world.waiting(), reason="Which hours?")


@told("review-changes-asked", "was not accepted")
def not_accepted(world: World) -> Iterator[None]:
    yield from sent_again(world)
    reject(user=world.officer, task_state=world.waiting(), reason="Not about SEND.")


@told("review-changes-asked", "taken back since")
def sent_again_and_taken_back(world: World) -> Iterator[None]:
    yield from sent_again(world)
    withdraw(user=world.owner, listing=world.service)


@told("review-changes-asked", "put away since")
def put_away(world: World) -> Iterator[None]:
    ask_for_changes(user=world.officer, task_state=world.send("One."), reason="Which days?")
    yield
    set_archived(user=world.owner, service=world.service, archived=True)


@told("review-changes-asked", "no longer writes")
def sender_left(world: World) -> Iterator[None]:
    ask_for_changes(user=world.officer, task_state=world.send("One."), reason="Which days?")
    yield
    world.leave(world.owner)


@told("review-changes-asked", "no longer writes")
def listing_moved(world: World) -> Iterator[None]:
    ask_for_changes(user=world.officer, task_state=world.send("One."), reason="Which days?")
    yield
    change_owner(user=world.officer, service=world.service, organisation=OrganisationFactory.create(published=True))


@told("review-rejected", "no account any more")
def account_closed(world: World) -> Iterator[None]:
    reject(user=world.officer, task_state=world.send("One."), reason="Not about SEND.")
    yield
    User.objects.filter(pk=world.owner.pk).update(is_active=False)


@told("review-rejected", "gone live since")
def published_after_all(world: World) -> Iterator[None]:
    reject(user=world.officer, task_state=world.send("One."), reason="Not about SEND.")
    yield
    world.service.refresh_from_db()
    publish_directly(listing=world.service, revision=world.service.latest_revision, user=world.officer)


@told("review-words-approved", "decided on again since")
def words_taken_down(world: World) -> Iterator[None]:
    note = world.say("Six weeks, ask Sam Brown")
    approve_words(user=world.officer, note=note)
    yield
    take_words_down(user=world.officer, note=note, reason="No names, please.")


@told("review-words-approved", "changed or decided on again since")
def other_words_said(world: World) -> Iterator[None]:
    approve_words(user=world.officer, note=world.say("Six weeks, ask Sam Brown"))
    yield
    world.say("Nine weeks")


@told("review-words-taken-down", "decided on again since")
def words_put_back(world: World) -> Iterator[None]:
    note = world.say("Six weeks, ask Sam Brown")
    take_words_down(user=world.officer, note=note, reason="No names, please.")
    yield
    approve_words(user=world.officer, note=note)


@told("review-approved", "hidden from families since")
def hidden_by_the_council(world: World) -> Iterator[None]:
    approve(user=world.officer, task_state=world.send("One."))
    yield
    suspend(user=world.officer, listing=world.service, reason="Unsafe.")


@told("review-approved", "hidden from families since")
def organisation_hidden(world: World) -> Iterator[None]:
    approve(user=world.officer, task_state=world.send("One."))
    yield
    suspend(user=world.officer, listing=world.organisation, reason="Unsafe.")


@told("review-approved", "see the listing again")
def shown_again(world: World) -> Iterator[None]:
    suspend(user=world.officer, listing=world.service, reason="Unsafe.")
    approve(user=world.officer, task_state=world.send("One."))
    yield
    lift_suspension(user=world.officer, listing=world.service)


@told("review-edited", "hidden from families since")
def paused_by_its_people(world: World) -> Iterator[None]:
    accept_with_edits(user=world.officer, task_state=world.send("One."), edits={"description": "1."})
    yield
    set_paused(user=world.owner, service=world.service, paused=True)


# --- reminders -------------------------------------------------------------------------------------------------------


def _step(number: int) -> Story:
    def checked_meanwhile(world: World) -> Iterator[None]:
        (service,) = world.due()
        ListingState.objects.update(review_due=timezone.localdate() - timedelta(days=14 * (number - 1)))
        remind(today=timezone.localdate())
        yield
        confirm_still_correct(user=world.owner, service=service)

    return checked_meanwhile


for number, kind in enumerate(("check-due", "check-reminder", "check-last"), start=1):
    told(kind, "was checked since")(_step(number))


@told("check-due", "nothing to check")
def hidden_before_the_reminder(world: World) -> Iterator[None]:
    world.due()
    remind(today=timezone.localdate())
    yield
    suspend(user=world.officer, listing=world.organisation, reason="Unsafe.")


@told("check-due", "no longer writes")
def writer_left(world: World) -> Iterator[None]:
    world.due()
    remind(today=timezone.localdate())
    yield
    world.leave(world.owner)


@told("check-due", "later reminder")
def held_until_the_next(world: World) -> Iterator[None]:
    world.due()
    ListingState.objects.update(review_due=timezone.localdate() - timedelta(days=14))
    remind(today=timezone.localdate() - timedelta(days=14))
    yield


@told("check-last", "Families have been told")
def nobody_answered(world: World) -> Iterator[None]:
    world.due()
    ListingState.objects.update(review_due=timezone.localdate() - timedelta(days=40))
    remind(today=timezone.localdate() - timedelta(days=12))
    yield
    assert mark_unanswered(today=timezone.localdate())


@told("check-list", "None of the listings")
def all_checked(world: World) -> Iterator[None]:
    services = world.due("One", "Two", "Three")
    remind(today=timezone.localdate())
    yield
    for service in services:
        confirm_still_correct(user=world.owner, service=service)


# --- people ----------------------------------------------------------------------------------------------------------


def _invited(world: World) -> Invitation:
    return invite(user=world.owner, organisation=world.organisation, email=ANN, role="editor")


@told("invitation", "taken back")
def invitation_withdrawn(world: World) -> Iterator[None]:
    invitation = _invited(world)
    yield
    withdraw_invitation(user=world.owner, invitation=invitation)


@told("invitation", "was accepted")
def invitation_accepted(world: World) -> Iterator[None]:
    invitation = _invited(world)
    yield
    accept_invitation(user=PersonFactory.create(email=ANN), invitation=invitation)


@told("invitation", "with a new link")
def invited_again(world: World) -> Iterator[None]:
    _invited(world)
    yield
    _invited(world)


@told("invitation", "merged")
def invited_to_what_is_merged(world: World) -> Iterator[None]:
    _invited(world)
    yield
    kept = OrganisationFactory.create(published=True)
    merge_organisations(user=world.officer, kept=kept, gone=world.organisation)


@told("joined", "has left since")
def joined_and_left(world: World) -> Iterator[None]:
    ann = PersonFactory.create(email=ANN)
    member = accept_invitation(user=ann, invitation=_invited(world))
    yield
    remove_member(user=world.owner, member=member)


@told("joined", "no longer says who")
def inviter_left(world: World) -> Iterator[None]:
    accept_invitation(user=PersonFactory.create(email=ANN), invitation=_invited(world))
    yield
    world.leave(world.owner)


def _claim(world: World, kind: str = "claim") -> Claim:
    return claim_organisation(
        user=PersonFactory.create(), organisation=world.organisation, kind=kind, evidence=EVIDENCE
    )


@told("claim-made", "taken back")
def claim_withdrawn(world: World) -> Iterator[None]:
    claim = _claim(world)
    yield
    withdraw_claim(user=claim.user, claim=claim)


@told("claim-made", "no longer owns")
def owner_left(world: World) -> Iterator[None]:
    _claim(world)
    yield
    world.leave(world.owner)


@told("claim-approved", "taken away since")
def let_in_and_taken_out(world: World) -> Iterator[None]:
    claim = _claim(world)
    approve_claim(user=world.officer, claim=claim)
    yield
    remove_member(user=world.owner, member=Membership.objects.get(user=claim.user))


@told("claim-approved", "taken away since")
def service_moved_back(world: World) -> Iterator[None]:
    home = OrganisationFactory.create(published=True)
    claim = claim_service(user=world.member("owner", home), service=world.service, new_home=home, evidence=EVIDENCE)
    approve_claim(user=world.officer, claim=claim)
    yield
    change_owner(user=world.officer, service=world.service, organisation=world.organisation)


@told("claim-declined", "by now")
def declined_and_let_in(world: World) -> Iterator[None]:
    claim = _claim(world)
    decline_claim(user=world.officer, claim=claim, answer="We don't know you.")
    yield
    MembershipFactory.create(organisation=world.organisation, user=claim.user)


@told("claim-joined", "taken away since")
def newcomer_has_another_role(world: World) -> Iterator[None]:
    claim = _claim(world)
    approve_claim(user=world.officer, claim=claim)
    yield
    change_role(user=world.owner, member=Membership.objects.get(user=claim.user), role="viewer")


@told("claim-joined", "no longer owns")
def owner_left_before_the_news(world: World) -> Iterator[None]:
    approve_claim(user=world.officer, claim=_claim(world))
    yield
    world.leave(world.owner)


@told("claim-taken-out", "by now")
def taken_out_and_back(world: World) -> Iterator[None]:
    leaving = Membership.objects.get(user=world.owner)
    approve_claim(user=world.officer, claim=_claim(world, kind="recovery"), out=[leaving.pk])
    yield
    MembershipFactory.create(organisation=world.organisation, user=world.owner)


# --- the care of listings --------------------------------------------------------------------------------------------


@told("merged", "taken apart since")
def services_split(world: World) -> Iterator[None]:
    gone = world.live("Sleep group")
    merge_services(user=world.officer, kept=world.service, gone=gone)
    yield
    split_service(user=world.officer, gone=gone)


@told("merged", "taken apart since")
def organisations_split(world: World) -> Iterator[None]:
    gone = OrganisationFactory.create(published=True)
    merge_organisations(user=world.officer, kept=world.organisation, gone=gone)
    yield
    split_organisation(user=world.officer, gone=gone)


@told("merged", "no longer belongs")
def left_after_the_merge(world: World) -> Iterator[None]:
    merge_services(user=world.officer, kept=world.service, gone=world.live("Sleep group"))
    yield
    world.leave(world.owner)


def _write(world: World, organisation: Organisation) -> None:
    write_to_organisations(
        user=world.officer, organisations=[organisation], subject="Hours", message="Right?", once=uuid4()
    )


@told("from-council", "no longer belongs")
def left_before_the_message(world: World) -> Iterator[None]:
    _write(world, world.organisation)
    yield
    world.leave(world.owner)


@told("from-council", "another address")
def organisation_has_another_address(world: World) -> Iterator[None]:
    organisation = OrganisationFactory.create(email="old@owls.example", published=True)
    _write(world, organisation)
    yield
    Organisation.objects.filter(pk=organisation.pk).update(email="new@owls.example")


def _suggest(world: World) -> SuggestedTerm:
    return suggest_term(user=world.owner, service=world.service, vocabulary="need", words="Owlishness")


@told("suggestion-added", "can't be chosen any more")
def added_and_retired(world: World) -> Iterator[None]:
    term = add_suggested(user=world.officer, suggestion=_suggest(world), label="Owlishness")
    yield
    retire_term(user=world.officer, term=Term.objects.get(pk=term.pk))


@told("suggestion-declined", "added since")
def declined_and_added(world: World) -> Iterator[None]:
    decline_suggested(user=world.officer, suggestion=_suggest(world), reason="It is there.")
    yield
    add_term(user=world.officer, vocabulary="need", label="Owlishness")
