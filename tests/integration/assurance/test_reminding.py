"""Mails at due, +14 and +28 days, each once; one list a week for many listings; then families are told."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from providers.assurance.models import Reminder
from providers.assurance.services import mark_unanswered, remind
from providers.listings.models import ListingState, Membership, Service
from providers.listings.services.checks import confirm_still_correct
from search.index.models import SearchRow
from tenants.councils.scope import council_scope
from tenants.mail.models import Mail
from tenants.mail.services.choices import stop_topic
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.integration.assurance.conftest import DUE, make_due

pytestmark = pytest.mark.django_db


def after(days):
    return DUE + timedelta(days=days)


def subjects():
    return list(Mail.objects.order_by("pk").values_list("subject", flat=True))


def stale():
    return list(Service.objects.shown().filter(state__stale=True))


def run(day):
    return remind(today=after(day)), mark_unanswered(today=after(day))


def test_a_listing_is_asked_about_on_three_days_and_not_between_them(service):
    sent = {day: run(day)[0] for day in range(-3, 60)}
    assert [day for day, count in sent.items() if count] == [0, 14, 28]
    assert subjects() == [
        "Is Sleep club still correct?",
        "Reminder: is Sleep club still correct?",
        "Last reminder: is Sleep club still correct?",
    ]


def test_after_a_week_without_an_answer_families_are_told(service):
    flagged = [day for day in range(60) if run(day)[1]]
    assert flagged == [35]
    row = SearchRow.objects.get(key=f"service:{service.uuid}")
    assert row.body["stale"] is True
    assert stale() == [service]


def test_an_answer_ends_it(service, owner):
    run(0)
    run(14)
    confirm_still_correct(user=owner, service=service)
    assert [run(day) for day in range(15, 60)] == [(0, 0)] * 45
    assert stale() == []


def test_checking_a_stale_listing_takes_the_flag_away(service, owner):
    for day in range(40):
        run(day)
    assert stale() == [service]
    state = confirm_still_correct(user=owner, service=service)
    assert (state.stale, state.last_assured_by) == (False, owner)
    assert SearchRow.objects.get(key=f"service:{service.uuid}").body["stale"] is False


def test_owners_and_editors_are_asked_and_nobody_else(service, organisation, owner, editor):
    MembershipFactory(organisation=organisation, role="viewer")
    MembershipFactory(organisation=organisation, user=PersonFactory(is_active=False))
    MembershipFactory(organisation=OrganisationFactory())
    assert remind(today=DUE) == 2
    assert set(Mail.objects.values_list("to", flat=True)) == {owner.email, editor.email}


@pytest.mark.parametrize("hidden", ["paused", "archived", "suspended"])
def test_what_families_do_not_see_is_not_asked_about(service, hidden):
    ListingState.objects.filter(service=service).update(**{hidden: True})
    assert [run(day) for day in (0, 14, 28, 35)] == [(0, 0)] * 4


def test_families_are_told_of_a_listing_without_people(service):
    Membership.objects.all().delete()
    assert [run(day) for day in (0, 14, 28, 34, 35)] == [(0, 0)] * 4 + [(0, 1)]
    assert stale() == [service]


def test_nobody_is_flagged_before_they_had_a_week_to_answer_the_last_mail(service):
    assert run(200) == (1, 0), "the worker was away for months"
    assert subjects() == ["Last reminder: is Sleep club still correct?"]
    assert [run(day) for day in (200, 206)] == [(0, 0)] * 2
    assert run(207) == (0, 1)


def test_three_due_listings_come_in_one_list_a_week(organisation, service, owner):
    for name in ("Day larks", "Swifts"):
        make_due(organisation, name=name)
    assert run(0)[0] == 1
    late = make_due(organisation, name="Robins", due=after(2))
    assert [run(day)[0] for day in (0, 1, 2, 3, 6)] == [0] * 5
    assert run(7)[0] == 1
    assert subjects() == ["Some of your services need a check", "Some of your services need a check"]
    assert "- Robins" in Mail.objects.order_by("pk").last().text
    assert Reminder.objects.filter(service=late, in_list=True).count() == 1


def test_who_turned_the_list_off_gets_none_and_families_are_told_in_time(organisation, service, owner):
    for name in ("Day larks", "Swifts"):
        make_due(organisation, name=name)
    stop_topic(address=owner.email.upper(), topic="check-list")
    flagged = {day: run(day)[1] for day in range(45)}
    assert subjects() == []
    assert sum(flagged.values()) == 3


def test_a_school_is_asked_for_its_report(organisation):
    make_due(organisation, name="Example School", setting_type="special", sen_report_date=after(-400))
    make_due(organisation, name="Club")
    remind(today=DUE)
    told = {mail.subject: mail.text for mail in Mail.objects.all()}
    assert "Your SEN information report is from" in told["Is Example School still correct?"]
    assert "SEN information report" not in told["Is Club still correct?"]


def test_each_council_asks_its_own_people(service, beta):
    with council_scope(beta):
        assert remind(today=DUE) == 0
    assert remind(today=DUE) == 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(min_value=0, max_value=50), min_size=1, max_size=12))
def test_however_often_and_late_tasks_run_nobody_is_told_a_step_twice(service, days):
    """Double delivery, missed days and restarts: the days on which the task ran, each any number of times."""
    Mail.objects.all().delete()
    Reminder.objects.all().delete()
    ListingState.objects.update(stale=False)
    for day in sorted(days):
        run(day)
    steps = list(Reminder.objects.order_by("sent_on").values_list("step", flat=True))
    assert steps == sorted(set(steps))
    assert len(subjects()) == len(steps)
    owed = {sum(day >= step for step in (0, 14, 28)) for day in days}
    assert set(steps) == owed
    sent = list(Reminder.objects.order_by("sent_on").values_list("sent_on", flat=True))
    assert all(one < other for one, other in pairwise(sent))
