"""Asking people whether their listings are still correct, taking their answer, and telling families when none came.

Each can run twice or at the same time as itself: what was done is noted in the transaction that does it.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.assurance.due_dates import step_on
from providers.assurance.errors import LinkClosed, NothingChosen
from providers.assurance.models import AssuranceSettings, Reminder
from providers.assurance.notices import owe_list, owe_reminder
from providers.assurance.selectors import (
    asked_by,
    due_services_of,
    keeps,
    months_between_checks,
    next_check,
    open_services,
    people_to_remind,
    unanswered_services,
)
from providers.listings.errors import NotAllowed
from providers.listings.models import ListingState, Service
from providers.listings.services.checks import confirm_still_correct, mark_stale, record_check
from providers.listings.services.search_rows import search_rows_refreshed_once
from tenants.accounts.models import User
from tenants.accounts.roles import is_manager

TOGETHER: Final = 3
"""From so many listings on, a person gets one list of them."""
LIST_EVERY: Final = timedelta(days=7)


def give_days() -> int:
    """Give each live listing that has none a day to be checked: never a past one, so that its people are asked first.

    Gives how many got one.
    """
    today = timezone.localdate()
    months = months_between_checks()
    waiting: dict[date, list[int]] = {}
    for service in Service.objects.filter(live=True, state__review_due=None).select_related("state").iterator():
        published = service.last_published_at
        checked = service.state.last_assured or (timezone.localdate(published) if published else today)
        waiting.setdefault(max(today, next_check(service, checked, months=months)), []).append(service.pk)
    return sum(
        ListingState.objects.filter(service__in=services, review_due=None).update(review_due=due)
        for due, services in waiting.items()
    )


def remind(*, today: date) -> int:
    """Owe everybody the mails they are to get on a day about their listings that are due; gives how many."""
    return sum(_remind_person(pk, today) for pk in people_to_remind(today))


def mark_unanswered(*, today: date) -> int:
    """Mark as stale what nobody checked in spite of all reminders; gives how many."""
    late = [(service, service.state.review_due) for service in unanswered_services(today)]
    return sum(mark_stale(service=service, due=due) for service, due in late if due)


@transaction.atomic
def confirm_by_link(*, token: str, chosen: Collection[UUID] | None = None) -> list[Service]:
    """Record for a link's person that services are still correct, and give them: the one it is about, or `chosen`.

    Raises LinkClosed when nothing it asked is open any more, NothingChosen when none of the open ones was chosen.
    """
    asked = asked_by(token)
    if asked is None:
        raise LinkClosed
    keys = [service.pk for service in open_services(asked)]
    # Of two presses at once the second waits here, and then finds nothing open.
    list(ListingState.objects.select_for_update().filter(service__in=keys).order_by("service_id"))
    services = open_services(asked)
    if not services:
        raise LinkClosed
    confirmed = [each for each in services if asked.about or each.uuid in (chosen or ())]
    if not confirmed:
        raise NothingChosen
    with search_rows_refreshed_once():
        for service in confirmed:
            if keeps(asked.person, service):
                record_check(service=service, by=asked.person, on=timezone.localdate(), how="council")
            else:
                confirm_still_correct(user=asked.person, service=service, how="link")
    return confirmed


@transaction.atomic
def change_months(*, user: User, months: int) -> None:
    """Set how many months lie between two checks; days that are set already stay. Raises NotAllowed for all but
    managers."""
    if not is_manager(user):
        raise NotAllowed("Only a manager of the council can change this.")
    row = AssuranceSettings.objects.select_for_update().first() or AssuranceSettings()
    if row.pk is None or row.months != months:
        before, row.months = row.months, months
        row.save()
        log(
            instance=row,
            action="assurance.months",
            user=user,
            data={"before": {"months": before}, "after": {"months": months}},
        )


@transaction.atomic
def _remind_person(pk: int, today: date) -> int:
    """The person's row is locked, so that of two runs the second sees what the first has told."""
    person = User.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    services = due_services_of(person, today)
    untold = _untold(person, services, today)
    if not untold:
        return 0
    if len(services) < TOGETHER:
        for reminder in untold:
            owe_reminder(person=person, service=reminder.service, due=reminder.due, step=reminder.step)
    elif _had_a_list(person, today):
        return 0
    else:
        owe_list(person=person, services=services, today=today)
        for reminder in untold:
            reminder.in_list = True
    Reminder.objects.bulk_create(untold)
    return 1 if len(services) >= TOGETHER else len(untold)


def _untold(person: User, services: list[Service], today: date) -> list[Reminder]:
    """What the person is to be told now and wasn't."""
    told = set(Reminder.objects.filter(person=person, service__in=services).values_list("service_id", "due", "step"))
    owed = ((service, service.state.review_due) for service in services)
    reminders = [
        Reminder(service=service, person=person, due=due, step=step_on(today, due), sent_on=today)
        for service, due in owed
        if due
    ]
    return [each for each in reminders if (each.service_id, each.due, each.step) not in told]


def _had_a_list(person: User, today: date) -> bool:
    return Reminder.objects.filter(person=person, in_list=True, sent_on__gt=today - LIST_EVERY).exists()
