"""Who did what, kept as it was written."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from localoffer.commands.audit import verify as verify_command
from providers.listings.data import ServiceData
from providers.listings.services import save_draft, set_temporarily_closed
from tenants.audit.comparing import differences_of
from tenants.audit.models import Anchor, Entry
from tenants.audit.selectors import Wanted, action_words, entries, verify_chain
from tenants.audit.services import KEPT, note_view, purge, record, record_log_entries, seal
from tests.factories.listings import ServiceFactory
from tests.factories.people import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


def _actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def _raw(sql, *parameters):
    """What somebody with the database's password would try, past the trigger."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_guard")
        cursor.execute(sql, parameters)
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_guard")


@pytest.fixture(autouse=True)
def _nothing_done_yet(alpha):
    """Making the council was done, too."""
    _raw("DELETE FROM audit_entry")


@pytest.fixture
def trail(alpha):
    """Nine sealed entries."""
    for number in range(9):
        record(action="listing.edit", label=f"Service {number}", number=number)
    seal()


def test_what_a_provider_writes_is_in_the_trail_with_who_and_what(alpha):
    service = ServiceFactory(approved=True)
    person = MembershipFactory(organisation=service.organisation).user
    save_draft(user=person, service=service, data=ServiceData(name="Night Owls"))
    entry = Entry.objects.order_by("pk").last()
    assert (entry.action, entry.actor_id, entry.label) == ("listing.edit", person.pk, "Night Owls")
    assert entry.actor == f"{person.name} ({person.email})"
    assert entry.details["revision"] == service.latest_revision_id


def test_who_wrote_is_asked_of_the_database_only_when_not_at_hand(alpha):
    service, writers = ServiceFactory(), [PersonFactory() for _ in range(3)]
    rows = [log(instance=service, action="listing.edit", user=person) for person in writers]
    with CaptureQueriesContext(connection) as context:
        log(instance=service, action="listing.edit", user=writers[0])
    assert not _asking_for_people(context)
    fresh = ModelLogEntry.objects.filter(pk__in=[row.pk for row in rows])
    with CaptureQueriesContext(connection) as context:
        record_log_entries(entries=fresh)
    assert len(_asking_for_people(context)) == 1
    assert {entry.actor_id for entry in Entry.objects.order_by("-pk")[:3]} == {person.pk for person in writers}


def test_an_entry_whose_writer_is_gone_is_taken_over_all_the_same(alpha):
    row = log(instance=ServiceFactory(), action="listing.edit", user=PersonFactory())
    ModelLogEntry.objects.filter(pk=row.pk).update(user=0)
    record_log_entries(entries=ModelLogEntry.objects.filter(pk=row.pk))
    assert Entry.objects.order_by("pk").last().actor == ""


def _asking_for_people(context):
    """The queries that read people; Wagtail's own checks that they exist are no reads."""
    return [query["sql"] for query in context if query["sql"].startswith('SELECT "accounts_user"')]


def test_a_change_without_review_says_before_and_after(alpha):
    service = ServiceFactory(approved=True)
    set_temporarily_closed(user=None, service=service, closed=True, note="Back in May.")
    details = Entry.objects.get(action="listing.close").details
    assert details["before"] == {"temporarily_closed": "False", "closed_note": ""}
    assert details["after"] == {"temporarily_closed": "True", "closed_note": "Back in May."}


def test_what_is_rolled_back_was_never_done(alpha):
    with transaction.atomic():
        record(action="listing.edit")
        transaction.set_rollback(True)
    assert _actions() == []


def test_signing_in_and_being_refused_are_noted(alpha, client_for):
    person = PersonFactory()
    browser = client_for(alpha)
    for password in ("a wrong password", "correct horse battery"):
        browser.post("/accounts/login/", {"login": person.email, "password": password})
    assert _actions() == ["account.sign_in_refused", "account.sign_in"]


def test_an_address_nobody_has_is_not_kept(alpha, client_for):
    client_for(alpha).post("/accounts/login/", {"login": "nobody@example.org", "password": "x"})
    assert _actions() == []


def test_giving_and_taking_roles_is_noted(alpha):
    person = PersonFactory(officer=True)
    person.groups.set(Group.objects.filter(name="Manager"))
    person.groups.clear()
    person.groups.clear()
    noted = Entry.objects.filter(kind="accounts.user", object_id=str(person.pk)).order_by("pk")
    assert [(entry.action, entry.details["roles"]) for entry in noted] == [
        ("account.give_role", ["Officer"]),
        ("account.take_role", ["Officer"]),
        ("account.give_role", ["Manager"]),
        ("account.take_role", ["Manager"]),
    ]


def test_looking_at_somebodys_data_is_noted_once_an_hour(alpha):
    officer, person = PersonFactory(officer=True), PersonFactory()
    for what in ("account", "account", "evidence"):
        note_view(user=officer, subject=person, what=what)
    seen = Entry.objects.filter(action="view")
    assert [entry.details["what"] for entry in seen.order_by("pk")] == ["account", "evidence"]


def test_opening_a_persons_account_in_the_admin_is_noted(alpha, client_for, with_second_factor):
    manager, person = PersonFactory(manager=True), PersonFactory()
    manager.is_superuser = True
    manager.save()
    with_second_factor(manager)
    client_for(alpha, manager).get(reverse("wagtailusers_users:edit", args=[person.pk]))
    assert Entry.objects.filter(action="view", object_id=str(person.pk), actor_id=manager.pk).exists()


def test_an_officers_look_at_an_organisations_people_is_noted_and_its_owners_is_not(alpha, client_for):
    owner = MembershipFactory(organisation=ServiceFactory().organisation)
    address = f"/provider/organisations/{owner.organisation.uuid}/people/"
    officer = PersonFactory(officer=True)
    for person in (owner.user, officer):
        assert client_for(alpha, person).get(address).status_code == 200
    assert Entry.objects.get(action="view").actor_id == officer.pk


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET actor = 'Somebody else'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_delete_an_entry(trail, change):
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_an_entry_joins_the_chain_once(trail):
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET position = 100 WHERE position = 1")


def test_the_trail_of_a_cloned_council_is_guarded_too(in_beta):
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
        _raw(_TAMPERINGS[tampering], position)
        assert verify_chain().broken_at == position
        transaction.set_rollback(True)


def test_entries_written_later_follow_on(trail):
    record(action="review.approve")
    assert verify_chain().read == 9
    assert seal() == 1
    assert seal() == 0
    assert (verify_chain().read, verify_chain().broken_at) == (10, None)


def test_what_is_older_than_the_rule_keeps_goes_and_the_rest_stays_whole(trail):
    _raw("UPDATE audit_entry SET at = at - %s", KEPT + timedelta(days=1))
    _reseal()
    record(action="review.approve")
    seal()
    assert purge() == 9
    assert purge() == 0
    assert Anchor.objects.get().position == 9
    assert (verify_chain().read, verify_chain().broken_at) == (1, None)


def _reseal():
    _raw("UPDATE audit_entry SET position = NULL, hash = ''")
    seal()


def test_purging_leaves_the_guard_up(trail):
    purge()
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")


def test_the_trail_is_searched_by_words_group_day_and_object(alpha):
    officer = PersonFactory(officer=True, name="Amina Officer")
    service = ServiceFactory(name="Night Owls")
    record(action="review.approve", user=officer, instance=service)
    today = timezone.localdate()
    assert entries(Wanted(words="amina", group="review")).get().label == "Night Owls"
    assert entries(Wanted(words="night", group="review")).count() == 1
    assert entries(Wanted(group="review", until=today - timedelta(days=1))).count() == 0
    assert entries(Wanted(group="review", since=today)).count() == 1
    assert entries(Wanted(group="review", since=date.min, until=date.max)).count() == 1
    assert entries(Wanted(kind="listings.service", object_id=str(service.pk), group="review")).count() == 1


def test_officers_and_managers_read_the_trail_and_nobody_else(alpha, client_for, with_second_factor):
    record(action="listing.edit", label="Night Owls")
    for role, status in (("officer", 200), ("manager", 200), ("content_editor", 403), ("commissioner", 403)):
        person = PersonFactory(**{role: True})
        with_second_factor(person)
        assert client_for(alpha, person).get("/admin/audit/").status_code == status, role


def test_one_councils_trail_is_not_anothers(alpha, beta, client_for, with_second_factor):
    from tenants.councils.scope import council_scope

    with council_scope(beta):
        record(action="listing.edit", label="Beta only")
    officer = PersonFactory(officer=True)
    with_second_factor(officer)
    assert "Beta only" not in client_for(alpha, officer).get("/admin/audit/").content.decode()


def test_a_bad_day_is_said_and_shows_the_rest(alpha, client_for, with_second_factor):
    officer = PersonFactory(officer=True)
    with_second_factor(officer)
    assert client_for(alpha, officer).get("/admin/audit/?since=yesterday").status_code == 400


def _file(browser, query=""):
    answer = browser.post("/admin/exports/ask/", {"list": "audit", "query": query, "type": "csv"})
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize("role", ["officer", "manager"])
def test_the_trail_becomes_a_file_that_is_safe_and_noted(alpha, client_for, with_second_factor, role):
    person = with_second_factor(PersonFactory(**{role: True}))
    record(action="listing.close", label="=cmd()", after={"closed_note": "Bïn"})
    rows = _file(client_for(alpha, person), "group=listing")
    assert [row[2:] for row in rows[1:]] == [
        [action_words("listing.close"), "'=cmd()", "", "", '{"after": {"closed_note": "Bïn"}}']
    ]
    taken = Entry.objects.filter(action__startswith="exports.", actor_id=person.pk).order_by("pk")
    assert [entry.action for entry in taken] == ["exports.ask", "exports.take"]
    assert taken[0].details["query"] == "group=listing"


def test_the_file_has_the_newest_entry_first_as_the_page_has(alpha, client_for, with_second_factor):
    for number in range(3):
        record(action="listing.edit", label=f"Service {number}")
    officer = with_second_factor(PersonFactory(officer=True))
    rows = _file(client_for(alpha, officer), "group=listing")
    assert [row[3] for row in rows] == ["What", "Service 2", "Service 1", "Service 0"]


def test_a_file_for_days_that_cannot_be_read_is_refused(alpha, client_for, with_second_factor):
    browser = client_for(alpha, with_second_factor(PersonFactory(officer=True)))
    answer = browser.post("/admin/exports/ask/", {"list": "audit", "query": "since=yesterday"}, follow=True)
    assert "One of the days can’t be read" in answer.text


def test_an_entry_shows_before_and_after(alpha, client_for, with_second_factor):
    officer = PersonFactory(officer=True)
    with_second_factor(officer)
    entry = record(action="listing.close", before={"closed_note": "Old"}, after={"closed_note": "New"})
    page = client_for(alpha, officer).get(f"/admin/audit/{entry.pk}/").content.decode()
    assert "Old" in page
    assert "New" in page


def test_an_edit_shows_what_it_changed_field_by_field(alpha, client_for, with_second_factor):
    service = ServiceFactory(data=ServiceData(name="Night Owls", summary="Sleep help."))
    save_draft(user=None, service=service, data=ServiceData(name="Night Owls", summary="Help with sleep."))
    officer = with_second_factor(PersonFactory(officer=True))
    entry = Entry.objects.get(action="listing.edit")
    assert differences_of(entry) == [("Summary", "Sleep help.", "Help with sleep.")]
    assert "Help with sleep." in client_for(alpha, officer).get(f"/admin/audit/{entry.pk}/").content.decode()


def test_the_command_tells_a_whole_trail_from_a_broken_one(trail, alpha, capsys):
    import typer

    verify_command(alpha.slug)
    assert "all 9 entries" in capsys.readouterr().out
    _raw("UPDATE audit_entry SET label = 'Another' WHERE position = 3")
    with pytest.raises(typer.Exit):
        verify_command(alpha.slug)
    assert "broken at number 3" in capsys.readouterr().out
