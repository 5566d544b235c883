"""Approving many at once asks the database as often for 50 as for 1, but for what is written of each."""

from contextlib import contextmanager
from hashlib import sha256

import pytest
from django.db import connection
from wagtail.models import ModelLogEntry

from providers.listings.models import Service
from providers.review.models import ReviewTaskState
from providers.review.selectors import current_submission
from providers.review.services.bulk import approve_many
from providers.review.services.submissions import submit
from search.index.models import SearchRow
from tenants.mail.models import Mail
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
APPROVE = "/admin/review/approve/"
WRITTEN_OF_EACH = 80
"""Statements with which Wagtail decides on, publishes and logs a service with a child of each kind."""


@contextmanager
def _statements():
    """All that is asked in the block, but for the council's schema that goes before each and for savepoints."""
    asked = []

    def note(execute, sql, params, many, context):
        if not sql.startswith(("SET search_path", "SAVEPOINT", "RELEASE")):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def _name(number):
    """Like no other's."""
    return sha256(str(number).encode()).hexdigest()[:16]


def _named(submission):
    return submission.workflow_state.content_object


def test_what_was_ticked_is_shown_in_as_many_queries_for_50_as_for_1(desk, send, send_change, provider):
    others = [send("New").pk, submit(user=provider, listing=OrganisationFactory(owner=provider)).pk]
    asked, chosen = [], []
    for number in (1, 10, 50):
        chosen += [send_change(name=_name(each), summary="New.").pk for each in range(len(chosen), number)]
        desk.post(APPROVE, {"chosen": [*others, *chosen[:1]]})
        with _statements() as statements:
            page = desk.post(APPROVE, {"chosen": [*others, *chosen][:50]}).text
        asked.append(len(statements))
        assert f"Approve {min(number, 48)} change" in page
    assert len(set(asked)) == 1, asked


def test_each_more_to_approve_asks_for_what_is_written_of_it_alone(officer, send_change):
    asked = []
    for number in (1, 10, 50):
        sent = [send_change(name=_name(f"{number} {each}"), summary="New.") for each in range(number)]
        with _statements() as statements:
            outcomes = approve_many(user=officer, task_states=sent)
        assert [each.refused for each in outcomes] == [""] * number
        asked.append(len(statements))
        # Once for all: looking for doubles, the terms of what was sent, the rows that families find.
        for words in ("SIMILARITY", 'JOIN "taxonomy_term" T2', "INTO search_index_searchrow"):
            assert sum(words in sql for sql in statements) == 1, words
    one, ten, fifty = asked
    assert ten - one < 9 * WRITTEN_OF_EACH
    assert fifty - ten < 40 * WRITTEN_OF_EACH


def test_two_of_them_that_would_be_the_same_are_not_both_approved(officer, send_change):
    first, second = send_change(name="Moonlight Swim"), send_change(name="Moonlight swim")
    outcomes = approve_many(user=officer, task_states=[first, second])
    assert outcomes[0].refused == ""
    assert outcomes[1].refused.startswith("Look at it first: Moonlight Swim by Example Sleep Trust: the same name")


def test_one_that_fails_takes_nothing_of_itself_and_leaves_the_others(officer, send_change):
    sent = [send_change(name=name) for name in ("Moonlight Swim", "Chess", "Baby signing")]
    Mail.objects.all().delete()
    ReviewTaskState.objects.filter(pk=sent[1].pk).update(revision=_named(sent[1]).live_revision)
    outcomes = approve_many(user=officer, task_states=sent)
    assert [bool(each.refused) for each in outcomes] == [False, True, False]
    names = set(Service.objects.values_list("name", flat=True))
    assert {"Moonlight Swim", "Baby signing"} <= names
    assert "Chess" not in names
    assert current_submission(_named(sent[1])) is not None
    assert Mail.objects.count() == 2
    assert ModelLogEntry.objects.filter(action="review.approve").count() == 2
    found = SearchRow.objects.filter(deleted=False).values_list("body__name", flat=True)
    assert {"Moonlight Swim", "Baby signing"} <= set(found)
