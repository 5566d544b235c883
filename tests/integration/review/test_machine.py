"""Whatever two editors and two officers do in whatever order, only what was approved is ever live."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from providers.listings.errors import ListingError
from providers.listings.models import Service
from providers.listings.projection import document_of, key_of
from providers.listings.selectors import with_everything
from providers.listings.services import set_paused
from providers.review.models import ReviewTaskState
from providers.review.selectors import current_submission, status_of
from providers.review.services import approve, ask_for_changes, reject, submit, withdraw
from providers.review.states import ListingStatus
from search.documents import SearchDocument
from search.index.models import SearchRow
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory
from tests.integration.review.conftest import edit

pytestmark = pytest.mark.django_db

WHO = st.sampled_from([0, 1])
WORDS = st.sampled_from(["Sleep", "Swimming", "Singing", "Speech"])


class Review(RuleBasedStateMachine):
    """One service, two editors, one of whom is an officer as well, and two officers."""

    @initialize()
    def begin(self):
        self.point = transaction.savepoint()
        self.service = ServiceFactory(organisation=OrganisationFactory(published=True))
        self.editors = [PersonFactory(), PersonFactory(officer=True)]
        for editor in self.editors:
            MembershipFactory(organisation=self.service.organisation, user=editor)
        self.officers = [PersonFactory(officer=True), self.editors[1]]
        self.approved = None
        self.sent = None
        self.wrote = set()

    def fresh(self):
        return Service.objects.get(pk=self.service.pk)

    @rule(who=WHO, words=WORDS)
    def edit(self, who, words):
        waiting = status_of(self.fresh()).in_review
        before = self.fresh().latest_revision_id
        try:
            edit(self.fresh(), self.editors[who], words)
        except ListingError:
            assert waiting
        else:
            assert not waiting
            if self.fresh().latest_revision_id != before:
                self.wrote.add(self.editors[who].pk)

    @rule(words=WORDS)
    def save_behind_the_review(self, words):
        draft = self.fresh().get_latest_revision_as_object()
        draft.description = f"{words} behind the review"
        draft.save_revision()

    @rule(who=WHO)
    def submit(self, who):
        service = self.fresh()
        try:
            submission = submit(user=self.editors[who], listing=service)
        except ListingError:
            return
        self.sent = (submission.pk, submission.revision.as_object().description, self.editors[who].pk)

    @rule(who=WHO)
    def withdraw(self, who):
        try:
            withdraw(user=self.editors[who], listing=self.fresh())
        except ListingError:
            return
        self.sent = None

    @rule(who=WHO, old=st.booleans())
    def approve(self, who, old):
        named = ReviewTaskState.objects.order_by("pk").first() if old else current_submission(self.fresh())
        if named is None:
            return
        officer = self.officers[who]
        try:
            approve(user=officer, task_state=named)
        except ListingError:
            return
        key, words, sender = self.sent
        assert (named.pk, officer.pk != sender, officer.pk not in self.wrote) == (key, True, True)
        self.approved, self.sent, self.wrote = words, None, set()

    @rule(who=WHO, final=st.booleans())
    def give_back(self, who, final):
        submission = current_submission(self.fresh())
        if submission is None:
            return
        try:
            (reject if final else ask_for_changes)(user=self.officers[who], task_state=submission, reason="Why.")
        except ListingError:
            return
        self.sent = None

    @rule(paused=st.booleans())
    def pause(self, paused):
        set_paused(user=self.officers[0], service=self.fresh(), paused=paused)

    @invariant()
    def live_is_what_was_approved(self):
        service = with_everything(Service.objects.filter(pk=self.service.pk)).get()
        assert service.live == (self.approved is not None)
        assert status_of(service).in_review == (self.sent is not None)
        assert status_of(service) in ListingStatus
        if service.live:
            assert service.description == self.approved
        row = SearchRow.objects.filter(key=key_of(service), deleted=False).first()
        assert (row is not None) == (service.live and not service.state.paused)
        if row is not None:
            assert SearchDocument.from_json(row.body) == document_of(service)

    def teardown(self):
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)


def test_only_what_was_approved_is_ever_live_and_found(alpha):
    run_state_machine_as_test(
        Review,
        settings=settings(
            max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
