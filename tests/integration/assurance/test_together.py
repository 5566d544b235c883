"""The same task or button twice at the same moment, on real connections: it counts once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from wagtail.models import ModelLogEntry

from providers.assurance.due_dates import STALE_AFTER
from providers.assurance.errors import LinkClosed
from providers.assurance.models import Reminder
from providers.assurance.selectors import link_token
from providers.assurance.services import confirm_by_link, mark_unanswered, remind
from tenants.councils.scope import council_scope
from tenants.mail.models import Mail
from tests.integration.assurance.conftest import DUE, make_due

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(council, act):
    """Run an act in two threads, each with a connection of its own; their results or refusals."""
    barrier = Barrier(2)

    def run(_):
        try:
            with council_scope(council):
                barrier.wait(timeout=300)
                return act()
        except LinkClosed as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, range(2)))


def test_of_two_runs_of_the_task_one_asks(alpha, service, editor):
    assert sorted(at_once(alpha, lambda: remind(today=DUE))) != [2, 2]
    assert Mail.objects.count() == Reminder.objects.count() == 2


def test_of_two_runs_one_sends_the_list(alpha, organisation, service):
    for name in ("Day larks", "Swifts"):
        make_due(organisation, name=name)
    assert sorted(at_once(alpha, lambda: remind(today=DUE))) == [0, 1]
    assert (Mail.objects.count(), Reminder.objects.count()) == (1, 3)


def test_of_two_presses_of_the_button_one_counts(alpha, service, owner):
    token = link_token(owner, DUE, service)
    results = at_once(alpha, lambda: confirm_by_link(token=token))
    assert [isinstance(result, LinkClosed) for result in results].count(True) == 1
    assert ModelLogEntry.objects.filter(action="listing.confirm").count() == 1


def test_of_two_runs_one_marks_it(alpha, service):
    late = DUE + STALE_AFTER
    service.organisation.memberships.all().delete()
    assert sorted(at_once(alpha, lambda: mark_unanswered(today=late))) == [0, 1]
    assert ModelLogEntry.objects.filter(action="listing.stale").count() == 1
