"""Officers and managers read the trail, look for something in it and take it away as a file."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from providers.listings.data import ServiceData
from providers.listings.services.listings import save_draft
from tenants.audit.comparers import differences_of
from tenants.audit.models import Entry
from tenants.audit.selectors import Wanted, action_words, entries
from tenants.audit.services import record
from tests.factories.listings import ServiceFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


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
