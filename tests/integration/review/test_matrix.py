"""The table of who may do what is true in every cell, and its printed form is up to date."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from providers.edits.services.going_live import approve_edit
from providers.edits.services.working import drop_edit, save_edit
from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed
from providers.listings.models import Organisation, Service
from providers.listings.permissions import user_can_view_drafts
from providers.listings.services.suspension import lift_suspension, set_trusted, suspend
from providers.review import permission_table
from providers.review.models import ReviewTaskState
from providers.review.permission_table import ACTS, MAY, ROLES, permission_matrix
from providers.review.selectors import comments_of
from providers.review.services.assignments import assign, comment, mark_checked
from providers.review.services.bulk import approve_many
from providers.review.services.corrections import accept_with_edits
from providers.review.services.settings import change_review_settings
from providers.review.services.submissions import approve, ask_for_changes, reject, submit, withdraw
from providers.review.services.undo import undo_decision
from providers.review.states import TRANSITIONS, ListingStatus, Who
from tenants.accounts.roles import OFFICER
from tenants.staff.errors import NotAManager
from tenants.staff.services import invite
from tests.factories import PersonFactory
from tests.integration.review.conftest import edit, listing_in, with_second_step

pytestmark = pytest.mark.django_db


class Table:
    """A listing in a state that the officer who writes has sent, and what people try with it."""

    def __init__(self, cast, status):
        self.cast = cast
        self.listing = listing_in(status, cast)
        self.submission = ReviewTaskState.objects.order_by("-pk").first()
        if self.submission is not None:
            ReviewTaskState.objects.update(submitted_by=cast.officer_who_writes)

    def person(self, role):
        if role == "anonymous":
            return AnonymousUser()
        return getattr(
            self.cast, {"officer_who_sent": "officer_who_writes", "officer": "other_officer"}.get(role, role)
        )

    def fresh(self):
        return Service.objects.get(pk=self.listing.pk)

    def save_draft(self, user):
        edit(self.fresh(), user, "Other words")

    def submit(self, user):
        submit(user=user, listing=self.fresh())

    def withdraw(self, user):
        withdraw(user=user, listing=self.fresh())

    def approve(self, user):
        approve(user=user, task_state=self.submission)

    pass_on = approve

    def ask_for_changes(self, user):
        ask_for_changes(user=user, task_state=self.submission, reason="Why?")

    def reject(self, user):
        reject(user=user, task_state=self.submission, reason="Why?")

    def read_draft(self, user):
        _require(user_can_view_drafts(user, self.listing))

    def read_remarks(self, user):
        comment(user=self.cast.officer, task_state=self.submission, text="Hm.")
        _require(comments_of(user, self.submission))

    def accept_with_edits(self, user):
        accept_with_edits(user=user, task_state=self.submission, edits={"description": "Better"})

    def approve_many(self, user):
        (outcome,) = approve_many(user=user, task_states=[self.submission])
        _require(not outcome.refused)

    def undo_decision(self, user):
        approve(user=self.cast.officer, task_state=self.submission)
        undo_decision(user=user, task_state=self.submission)

    def assign(self, user):
        assign(user=user, task_state=self.submission, to=self.cast.officer)

    def comment(self, user):
        comment(user=user, task_state=self.submission, text="Hm.")

    def mark_checked(self, user):
        ReviewTaskState.objects.update(automatic=True, sampled=True)
        mark_checked(user=user, task_state=self.submission)

    def suspend(self, user):
        suspend(user=user, listing=self.listing, reason="A report.")
        lift_suspension(user=user, listing=self.listing)

    def set_trusted(self, user):
        set_trusted(user=user, organisation=Organisation.objects.get(pk=self.listing.organisation_id), trusted=True)

    def council_edit(self, user):
        save_edit(user=user, listing=self.listing, data=self._louder())
        drop_edit(user=user, listing=self.listing)

    def approve_council_edit(self, user):
        edit = save_edit(user=PersonFactory.create(officer=True), listing=self.listing, data=self._louder())
        edit.state = "waiting"
        edit.save()
        approve_edit(user=user, edit=edit, seen=self.listing.latest_revision_id)

    def _louder(self):
        self.listing.refresh_from_db()
        return replace(ServiceData.from_service(self.listing), suits="Louder")

    def change_settings(self, user):
        change_review_settings(user=user, second_step="off")

    def manage_people(self, user):
        try:
            invite(user=user, email="nia@council.example", roles=[OFFICER])
        except NotAManager as refused:
            raise NotAllowed(str(refused)) from refused


def _require(held):
    if not held:
        raise NotAllowed("No.")


def _try(table, name, may):
    for role in ROLES:
        point = transaction.savepoint()
        if role in may:
            getattr(table, name)(table.person(role))
        else:
            with pytest.raises(NotAllowed):
                getattr(table, name)(table.person(role))
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("name", [name for name, move in TRANSITIONS.items() if move.who is not Who.RULES])
def test_a_move_is_for_those_the_table_names(cast, name):
    move = TRANSITIONS[name]
    if name == "pass_on":
        with_second_step()
    table = Table(cast, next(iter(move.moves)))
    _try(table, name.removeprefix("second_"), MAY[move.who])


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_act_is_for_those_the_table_names(cast, act):
    _try(Table(cast, ListingStatus.LIVE_SUBMITTED), act.name, act.may)


def test_every_role_has_a_column_and_every_move_and_act_a_line():
    table = permission_matrix()
    for words in (*ROLES.values(), *TRANSITIONS, *(act.name for act in ACTS)):
        assert words in table
    assert all(row.count("|") == len(ROLES) + 2 for row in table.splitlines() if row.startswith("|"))


def test_the_printed_table_is_up_to_date():
    printed = Path(permission_table.__file__).with_name("PERMISSIONS.md")
    assert printed.read_text() == permission_matrix()
