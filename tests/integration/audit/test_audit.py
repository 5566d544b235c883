"""Who did what, kept as it was written."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from providers.listings.data import ServiceData
from providers.listings.services.listings import save_draft
from providers.listings.services.state import set_temporarily_closed
from tenants.audit.models import Entry
from tenants.audit.services import note_view, record, record_log_entries
from tests.factories.listings import ServiceFactory
from tests.factories.people import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


def _actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


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


def test_an_officers_look_at_an_organisations_people_is_noted_and_its_owners_is_not(alpha, client_for):
    owner = MembershipFactory(organisation=ServiceFactory().organisation)
    address = f"/provider/organisations/{owner.organisation.uuid}/people/"
    officer = PersonFactory(officer=True)
    for person in (owner.user, officer):
        assert client_for(alpha, person).get(address).status_code == 200
    assert Entry.objects.get(action="view").actor_id == officer.pk
