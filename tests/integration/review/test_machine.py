"""Whatever two editors, two officers and a partner do in whatever order: only what was approved is ever live, what was
saved is never lost, and families find exactly what is live."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Revision

from providers.listings.data import ContactData, ServiceData
from providers.listings.errors import ListingError
from providers.listings.models import ListingState, Organisation, Service
from providers.listings.projection import document_of, key_of
from providers.listings.provenance import provenance_of
from providers.listings.selectors import with_everything
from providers.listings.services.listings import save_draft
from providers.listings.services.search_rows import refresh_search_row
from providers.listings.services.state import set_paused
from providers.listings.services.suspension import lift_suspension, suspend
from providers.review.models import ReviewSettings, ReviewTaskState
from providers.review.selectors import current_submission, status_of
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, ask_for_changes, reject, submit, withdraw
from providers.review.services.undo import undo_decision
from providers.review.states import UNDO_WINDOW, ListingStatus
from search.documents import SearchDocument
from search.index.models import SearchRow
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, put_live
from tests.integration.review.conftest import with_second_step

pytestmark = pytest.mark.django_db

EDITOR = st.sampled_from([0, 1])
OFFICER, AUTHOR, PARTNER = range(3)
WHOSE_TURN = st.sampled_from([None, None, None, None, OFFICER, AUTHOR, PARTNER])
"""None is whoever reviews the step that waits: most decisions are made by the right person."""
MOSTLY = st.sampled_from([True, True, True, False])
WORDS = st.sampled_from(["Sleep", "Swimming", "Singing", "Speech"])
AROUND = ("pause", "suspend", "expire", "one approval", "two approvals")
WITH_NOTHING_SENT = ("edit", "edit", "edit", "edit", "send", "undo", "undo", *AROUND)
WHILE_IT_WAITS = (*["approve"] * 4, "approve an old one", "correct", "correct", "correct", "ask", "ask", "reject")
IN_ITS_WAY = ("edit", "withdraw", "save behind the review", "undo", *AROUND)


class Review(RuleBasedStateMachine):
    """One service of a trusted organisation; two editors, one an officer as well; two officers and a partner.

    The machine keeps its own, much simpler book: what was sent, what is live, what was live before each approval.
    """

    @initialize(live=st.booleans())
    def begin(self, live):
        self.point = transaction.savepoint()
        ReviewSettings.objects.create(pk=1, automatic_fields=["phone"], sample_percent=100)
        organisation = OrganisationFactory(published=True)
        Organisation.objects.filter(pk=organisation.pk).update(trusted=True)
        data = ServiceData(name="Night Owls", contacts=(ContactData(name="Desk", phone="01632 960000"),))
        self.service = ServiceFactory(organisation=organisation, data=data)
        self.editors = [PersonFactory(), PersonFactory(officer=True)]
        for editor in self.editors:
            MembershipFactory(organisation=organisation, user=editor)
        self.reviewers = [PersonFactory(officer=True), self.editors[1], PersonFactory(partner=True)]
        self.live = None
        self.sent = None
        self.passed_by = None
        self.wrote = set()
        self.saved = {}
        self.decided = []
        self.edits = 0
        if live:
            put_live(self.service)
            self.live = self.said(self.fresh())

    def fresh(self):
        return Service.objects.get(pk=self.service.pk)

    def said(self, listing):
        return (listing.description, next(iter(listing.contacts.all())).phone)

    def note_saved(self):
        revision = self.fresh().latest_revision
        self.saved[revision.pk] = self.said(revision.as_object())

    def sent_is_newest(self):
        return current_submission(self.fresh()).revision_id == self.fresh().latest_revision_id

    def note_decision(self, named):
        """Remember what was before a decision, for taking it back."""
        self.decided.append((named.pk, self.live, self.sent, self.passed_by, set(self.wrote)))

    def reviewer(self, who, passed_by):
        turn = OFFICER if passed_by is None else PARTNER
        return self.reviewers[turn if who is None else who]

    @rule(what=st.sampled_from(WITH_NOTHING_SENT), who=EDITOR, by=WHOSE_TURN, words=st.none() | WORDS, sure=MOSTLY)
    @precondition(lambda self: self.sent is None)
    def move_with_nothing_sent(self, what, who, by, words, sure):
        if what == "send" and self.wrote:
            self.submit(who)
        elif what == "undo" and self.decided:
            self.undo(by, in_time=sure)
        elif what in AROUND:
            self.change_around_it(what, by, on=sure)
        else:
            self.edit(who, words, send=sure)

    @rule(what=st.sampled_from([*WHILE_IT_WAITS, *IN_ITS_WAY]), who=EDITOR, by=WHOSE_TURN, words=WORDS, sure=MOSTLY)
    @precondition(lambda self: self.sent is not None)
    def move_while_it_waits(self, what, who, by, words, sure):
        if what == "withdraw" or (sure and not self.sent_is_newest()):  # nothing else leads on then
            self.withdraw(who)
        elif what == "edit":
            self.edit(who, words, send=False)
        elif what == "save behind the review":
            self.save_behind_the_review(words)
        elif what == "undo" and self.decided:
            self.undo(by, in_time=sure)
        elif what in AROUND:
            self.change_around_it(what, by, on=sure)
        elif what in ("ask", "reject"):
            self.give_back(by, final=what == "reject")
        else:
            self.approve(by, words if what == "correct" else None, newest=what != "approve an old one")

    def edit(self, who, words, send):
        """Change the description, or the phone number alone, which the rules let through; often send it, too."""
        self.edits += 1
        fresh = self.fresh()
        before, waiting = fresh.latest_revision_id, status_of(fresh).in_review
        data = ServiceData.from_service(fresh.get_latest_revision_as_object())
        contact = replace(data.contacts[0], phone=f"01632 960{self.edits:03}")
        changed = replace(data, description=f"{words} {self.edits}") if words else replace(data, contacts=(contact,))
        try:
            save_draft(user=self.editors[who], service=fresh, data=changed)
        except ListingError:
            assert waiting
            return
        assert not waiting
        if self.fresh().latest_revision_id != before:
            self.wrote.add(self.editors[who].pk)
            self.note_saved()
            self.decided.clear()
        if send:
            self.submit(1 - who)

    def save_behind_the_review(self, words):
        draft = self.fresh().get_latest_revision_as_object()
        draft.description = f"{words} behind the review"
        draft.save_revision()
        self.note_saved()
        self.decided.clear()

    def submit(self, who):
        before = status_of(self.fresh())
        try:
            submission = submit(user=self.editors[who], listing=self.fresh())
        except ListingError:
            return
        words = self.said(submission.revision.as_object())
        self.passed_by = None
        self.decided.clear()
        if submission.automatic:
            assert before is ListingStatus.LIVE_DRAFT
            assert (words[0], ReviewSettings.objects.get().second_step) == (self.live[0], "off")
            waiting = (submission.pk, words, self.editors[who].pk)
            self.decided.append((submission.pk, self.live, waiting, None, set(self.wrote)))
            self.live, self.sent, self.wrote = words, None, set()
        else:
            self.sent = (submission.pk, words, self.editors[who].pk)

    def withdraw(self, who):
        withdraw(user=self.editors[who], listing=self.fresh())
        self.sent, self.passed_by = None, None
        self.decided.clear()

    def approve(self, who, words, newest):
        named = current_submission(self.fresh()) if newest else ReviewTaskState.objects.order_by("pk").first()
        person = self.reviewer(who, self.passed_by)
        try:
            if words is None:
                approve(user=person, task_state=named)
            else:
                accept_with_edits(user=person, task_state=named, edits={"description": f"{words}, corrected"})
        except ListingError:
            return
        key, sent, sender = self.sent
        named.refresh_from_db()
        assert named.pk == key
        assert named.second_step == (person is self.reviewers[PARTNER])
        assert person.pk not in {sender, self.passed_by, *self.wrote}
        self.note_decision(named)
        if words is not None:
            sent = (f"{words}, corrected", sent[1])
            self.note_saved()
        if named.decision == ReviewTaskState.Decision.PASSED_ON:
            self.sent, self.passed_by = (current_submission(self.fresh()).pk, sent, sender), person.pk
        else:
            self.live, self.sent, self.passed_by, self.wrote = sent, None, None, set()

    def give_back(self, who, final):
        submission = current_submission(self.fresh())
        try:
            (reject if final else ask_for_changes)(
                user=self.reviewer(who, self.passed_by), task_state=submission, reason="Why."
            )
        except ListingError:
            return
        self.note_decision(submission)
        self.sent = None

    def undo(self, who, in_time):
        late = not in_time
        named = ReviewTaskState.objects.exclude(decision="").order_by("-finished_at", "-pk").first()
        finished = named.finished_at
        if late and finished is not None:
            ReviewTaskState.objects.filter(pk=named.pk).update(finished_at=timezone.now() - UNDO_WINDOW * 2)
        try:
            undo_decision(user=self.reviewer(who, self.decided[-1][3]), task_state=named)
        except ListingError:
            ReviewTaskState.objects.filter(pk=named.pk).update(finished_at=finished)
            return
        assert named.automatic or not late
        key, self.live, self.sent, self.passed_by, self.wrote = self.decided.pop()
        assert named.pk == key
        self.note_saved()

    def change_around_it(self, what, who, on):
        """What changes without review: paused, suspended, not confirmed in time; and how the council reviews."""
        if "approval" in what:
            with_second_step(second_step="all" if what == "two approvals" else "off")
        elif what == "pause":
            set_paused(user=self.reviewers[OFFICER], service=self.fresh(), paused=on)
        elif what == "suspend":
            self.suspend(self.reviewer(who, self.passed_by), on)
        else:
            due = timezone.localdate() - timedelta(days=int(on))
            ListingState.objects.filter(service=self.service).update(stale=on, review_due=due)
            refresh_search_row(service_id=self.service.pk)

    def suspend(self, person, on):
        try:
            if on:
                suspend(user=person, listing=self.fresh(), reason="A report.")
            else:
                lift_suspension(user=person, listing=self.fresh())
        except ListingError:
            return
        assert person is not self.reviewers[PARTNER]

    @invariant()
    def only_what_was_approved_is_live_and_found(self):
        service = with_everything(Service.objects.filter(pk=self.service.pk)).get()
        self.live_is_what_was_approved(service)
        self.families_find_what_is_live(service)

    def live_is_what_was_approved(self, service):
        assert service.live == (self.live is not None)
        status = status_of(service)
        assert status.in_review == (self.sent is not None)
        assert status.is_live == service.live
        if service.live:
            assert self.said(service) == self.live
        waiting = current_submission(service)
        if waiting is not None:
            assert self.said(waiting.revision.as_object()) == self.sent[1]

    def families_find_what_is_live(self, service):
        row = SearchRow.objects.filter(key=key_of(service), deleted=False).first()
        assert (row is not None) == (service.live and not service.state.paused and not service.state.suspended)
        if row is not None:
            assert SearchDocument.from_json(row.body) == document_of(service, provenance_of([service])[service.pk])

    def teardown(self):
        """At the end nothing that was saved is lost."""
        if not hasattr(self, "point"):
            return
        kept = {revision.pk: self.said(revision.as_object()) for revision in Revision.objects.filter(pk__in=self.saved)}
        transaction.savepoint_rollback(self.point)
        assert kept == self.saved


def test_only_what_was_approved_is_ever_live_and_found(alpha):
    run_state_machine_as_test(
        Review,
        settings=settings(
            max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
