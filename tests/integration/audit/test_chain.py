"""What was written stays as it is: the database refuses, and what gets past it shows."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.commands.audit import verify as verify_command
from tenants.audit.models import Anchor
from tenants.audit.selectors import verify_chain
from tenants.audit.services import KEPT, purge, record, seal
from tests.integration.audit.guard import past_the_guard

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET actor = 'Somebody else'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_delete_an_entry(trail, owning, change):
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_an_entry_joins_the_chain_once(trail):
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET position = 100 WHERE position = 1")


def test_the_trail_of_a_cloned_council_is_guarded_too(in_beta, owning):
    record(action="listing.edit")
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")


def test_an_untouched_chain_is_whole(trail):
    assert (verify_chain().read, verify_chain().broken_at) == (9, None)


_TAMPERINGS = {
    "changed": "UPDATE audit_entry SET label = 'Another' WHERE position = %s",
    "details": "UPDATE audit_entry SET details = '{}' WHERE position = %s",
    "backdated": "UPDATE audit_entry SET at = at - interval '1 day' WHERE position = %s",
    "deleted": "DELETE FROM audit_entry WHERE position = %s",
}


@pytest.mark.parametrize("tampering", sorted(_TAMPERINGS))
@given(position=st.integers(1, 8))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_tampering_past_the_guard_breaks_the_chain_where_it_was_done(trail, tampering, position):
    with transaction.atomic():
        past_the_guard(_TAMPERINGS[tampering], position)
        assert verify_chain().broken_at == position
        transaction.set_rollback(True)


def test_entries_written_later_follow_on(trail):
    record(action="review.approve")
    assert verify_chain().read == 9
    assert seal() == 1
    assert seal() == 0
    assert (verify_chain().read, verify_chain().broken_at) == (10, None)


def test_what_is_older_than_the_rule_keeps_goes_and_the_rest_stays_whole(trail):
    past_the_guard("UPDATE audit_entry SET at = at - %s", KEPT + timedelta(days=1))
    _reseal()
    record(action="review.approve")
    seal()
    assert purge() == 9
    assert purge() == 0
    assert Anchor.objects.get().position == 9
    assert (verify_chain().read, verify_chain().broken_at) == (1, None)


def _reseal():
    past_the_guard("UPDATE audit_entry SET position = NULL, hash = ''")
    seal()


def test_purging_leaves_the_guard_up(trail, owning):
    purge()
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")


def test_the_command_tells_a_whole_trail_from_a_broken_one(trail, alpha, capsys):
    import typer

    verify_command(alpha.slug)
    assert "all 9 entries" in capsys.readouterr().out
    past_the_guard("UPDATE audit_entry SET label = 'Another' WHERE position = 3")
    with pytest.raises(typer.Exit):
        verify_command(alpha.slug)
    assert "broken at number 3" in capsys.readouterr().out
