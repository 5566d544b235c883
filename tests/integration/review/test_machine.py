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
from providers.listings.oversight import lift_suspension, suspend
from providers.listings.projection import document_of, key_of
from providers.listings.selectors import with_everything
from providers.listings.services import refresh_search_row, save_draft, set_paused
from providers.review.editing import accept_with_edits
from providers.review.models import ReviewSettings, ReviewTaskState
from providers.review.selectors import current_submission, status_of
from providers.review.services import approve, ask_for_changes, reject, submit, withdraw
from providers.review.states import UNDO_WINDOW, ListingStatus
from providers.review.undo import undo_decision
from search.documents import SearchDocument
from search.index.models import SearchRow
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory
from tests.integration.review.conftest import edit, with_second_step

pytestmark = pytest.mark.django_db

EDITOR = st.sampled_from([0, 1])
REVIEWER = st.sampled_from([0, 1, 2])
WORDS = st.sampled_from(["Sleep", "Swimming", "Singing", "Speech"])


class Review(RuleBasedStateMachine):
    """One service of a trusted organisation; two editors, one an officer as well; two officers and a partner.

    The machine keeps its own, much simpler book: what was sent, what is live, what was live before each approval.
    """

    @initialize()
    def begin(self):
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

    def fresh(self):
        return Service.objects.get(pk=self.service.pk)

    def said(self, listing):
        return (listing.description, next(iter(listing.contacts.all())).phone)

    def note_saved(self):
        revision = self.fresh().latest_revision
        self.saved[revision.pk] = self.said(revision.as_object())

    def note_decision(self, named):
        """Remember what was before a decision, for taking it back."""
        self.decided.append((named.pk, self.live, self.sent, self.passed_by, set(self.wrote)))

    @rule(who=EDITOR, words=WORDS)
    def edit(self, who, words):
        before = self.fresh().latest_revision_id
        waiting = status_of(self.fresh()).in_review
        try:
            edit(self.fresh(), self.editors[who], words)
        except ListingError:
            assert waiting
            return
        assert not waiting
        if self.fresh().latest_revision_id != before:
            self.wrote.add(self.editors[who].pk)
            self.note_saved()
            self.decided.clear()

    @rule(who=EDITOR, digit=st.sampled_from("123"))
    def change_the_phone_number(self, who, digit):
        fresh = self.fresh()
        before = fresh.latest_revision_id
        data = ServiceData.from_service(fresh.get_latest_revision_as_object())
        contact = replace(data.contacts[0], phone=f"01632 96000{digit}")
        try:
            save_draft(user=self.editors[who], service=fresh, data=replace(data, contacts=(contact,)))
        except ListingError:
            assert status_of(self.fresh()).in_review
            return
        if self.fresh().latest_revision_id != before:
            self.wrote.add(self.editors[who].pk)
            self.note_saved()
            self.decided.clear()

    @rule(words=WORDS)
    def save_behind_the_review(self, words):
        draft = self.fresh().get_latest_revision_as_object()
        draft.description = f"{words} behind the review"
        draft.save_revision()
        self.note_saved()
        self.decided.clear()

    @rule(who=EDITOR)
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
            self.live, self.sent, self.wrote = words, None, set()
        else:
            self.sent = (submission.pk, words, self.editors[who].pk)

    @rule(who=EDITOR)
    def withdraw(self, who):
        try:
            withdraw(user=self.editors[who], listing=self.fresh())
        except ListingError:
            return
        self.sent, self.passed_by = None, None
        self.decided.clear()

    @rule(who=REVIEWER, old=st.booleans(), words=st.none() | WORDS)
    def approve(self, who, old, words):
        named = ReviewTaskState.objects.order_by("pk").first() if old else current_submission(self.fresh())
        if named is None:
            return
        person = self.reviewers[who]
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
        assert named.second_step == (who == 2)
        assert person.pk not in {sender, self.passed_by, *self.wrote}
        self.note_decision(named)
        if words is not None:
            sent = (f"{words}, corrected", sent[1])
            self.note_saved()
        if named.decision == ReviewTaskState.Decision.PASSED_ON:
            self.sent, self.passed_by = (current_submission(self.fresh()).pk, sent, sender), person.pk
        else:
            self.live, self.sent, self.passed_by, self.wrote = sent, None, None, set()

    @rule(who=REVIEWER, final=st.booleans())
    def give_back(self, who, final):
        submission = current_submission(self.fresh())
        if submission is None:
            return
        try:
            (reject if final else ask_for_changes)(user=self.reviewers[who], task_state=submission, reason="Why.")
        except ListingError:
            return
        self.note_decision(submission)
        self.sent = None

    @rule(who=REVIEWER, late=st.booleans())
    @precondition(lambda self: ReviewTaskState.objects.exclude(decision="").exists())
    def undo(self, who, late):
        named = ReviewTaskState.objects.exclude(decision="").order_by("-finished_at", "-pk").first()
        finished = named.finished_at
        if late and finished is not None:
            ReviewTaskState.objects.filter(pk=named.pk).update(finished_at=timezone.now() - UNDO_WINDOW * 2)
        try:
            undo_decision(user=self.reviewers[who], task_state=named)
        except ListingError:
            ReviewTaskState.objects.filter(pk=named.pk).update(finished_at=finished)
            return
        assert not late
        key, self.live, self.sent, self.passed_by, self.wrote = self.decided.pop()
        assert named.pk == key
        self.note_saved()

    @rule(paused=st.booleans())
    def pause(self, paused):
        set_paused(user=self.reviewers[0], service=self.fresh(), paused=paused)

    @rule(who=REVIEWER, lift=st.booleans())
    def suspend(self, who, lift):
        person = self.reviewers[who]
        try:
            if lift:
                lift_suspension(user=person, listing=self.fresh())
            else:
                suspend(user=person, listing=self.fresh(), reason="A report.")
        except ListingError:
            return
        assert who != 2

    @rule(stale=st.booleans())
    def expire(self, stale):
        """It was not confirmed in time: the listing counts as out of date, and stays."""
        ListingState.objects.filter(service=self.service).update(
            stale=stale, review_due=timezone.localdate() - timedelta(days=int(stale))
        )
        refresh_search_row(service_id=self.service.pk)

    @rule(on=st.booleans())
    def want_two_approvals(self, on):
        with_second_step(second_step="all" if on else "off")

    @invariant()
    def live_is_what_was_approved(self):
        service = with_everything(Service.objects.filter(pk=self.service.pk)).get()
        assert service.live == (self.live is not None)
        assert status_of(service).in_review == (self.sent is not None)
        assert status_of(service) in ListingStatus
        if service.live:
            assert self.said(service) == self.live
        waiting = current_submission(service)
        if waiting is not None:
            assert self.said(waiting.revision.as_object()) == self.sent[1]

    @invariant()
    def families_find_what_is_live(self):
        service = with_everything(Service.objects.filter(pk=self.service.pk)).get()
        row = SearchRow.objects.filter(key=key_of(service), deleted=False).first()
        assert (row is not None) == (service.live and not service.state.paused and not service.state.suspended)
        if row is not None:
            assert SearchDocument.from_json(row.body) == document_of(service)

    @invariant()
    def nothing_saved_is_lost(self):
        kept = {revision.pk: self.said(revision.as_object()) for revision in Revision.objects.filter(pk__in=self.saved)}
        assert kept == self.saved

    def teardown(self):
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)


def test_only_what_was_approved_is_ever_live_and_found(alpha):
    run_state_machine_as_test(
        Review,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
