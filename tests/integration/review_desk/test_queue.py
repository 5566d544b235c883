"""The queue: what waits, for officers alone, however much there is."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.review.models import ReviewTaskState
from providers.review.services.submissions import approve, ask_for_changes, reject, submit, withdraw
from tests.factories import OrganisationFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/review/"


def _names(response):
    return re.findall(r'href="/admin/review/\d+/">([^<]+)</a>', response.text)


def test_an_empty_queue_says_so(desk):
    answer = desk.get(QUEUE)
    assert answer.status_code == 200
    assert "Nothing is waiting" in answer.text


def test_a_submission_shows_its_name_provider_sender_and_age(desk, send):
    submission = send("Night Owls")
    ReviewTaskState.objects.filter(pk=submission.pk).update(started_at=timezone.now() - timedelta(days=3))
    text = desk.get(QUEUE).text
    for words in ("Night Owls", "Example Sleep Trust", "First time", "Olu Owner", "3 days", "Health, Social care"):
        assert words in text


def test_a_change_is_told_from_a_first_time_and_named_as_it_would_be(desk, send_change):
    send_change(name="Night Owls and Larks")
    text = desk.get(QUEUE).text
    assert "Night Owls and Larks" in text
    assert '<span class="desk-tag">Change</span>' in text


def test_the_longest_waiting_comes_first(desk, send):
    send("Newer")
    older = send("Older")
    ReviewTaskState.objects.filter(pk=older.pk).update(started_at=timezone.now() - timedelta(days=9))
    assert _names(desk.get(QUEUE)) == ["Older", "Newer"]


def test_an_organisation_waits_in_the_same_queue(desk, provider):
    organisation = OrganisationFactory(name="Example Newcomers", owner=provider)
    submit(user=provider, listing=organisation)
    assert _names(desk.get(QUEUE)) == ["Example Newcomers"]


@pytest.mark.parametrize("end", ["approve", "ask_for_changes", "reject", "withdraw", "draft"])
def test_only_what_waits_is_in_the_queue(desk, send, organisation, provider, other_officer, end):
    if end == "draft":
        ServiceFactory(organisation=organisation)
    else:
        submission = send()
        match end:
            case "approve":
                approve(user=other_officer, task_state=submission)
            case "ask_for_changes":
                ask_for_changes(user=other_officer, task_state=submission, reason="Say more.")
            case "reject":
                reject(user=other_officer, task_state=submission, reason="Not for us.")
            case "withdraw":
                withdraw(user=provider, listing=submission.workflow_state.content_object)
    assert _names(desk.get(QUEUE)) == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sector=education", ["A school club"]),
        ("sector=travel", []),
        ("kind=voluntary", ["Night Owls", "A school club"]),
        ("kind=health", []),
        ("what=first", ["A school club"]),
        ("what=change&sector=health", ["Night Owls"]),
    ],
)
def test_the_queue_is_narrowed(desk, send, send_change, query, names):
    send_change(summary="New words")
    send("A school club", sectors=("education",))
    answer = desk.get(f"{QUEUE}?{query}")
    assert _names(answer) == names
    assert ("Nothing fits" in answer.text) == (not names)


def test_an_unknown_filter_is_a_clear_400_beside_the_whole_queue(desk, send):
    send()
    answer = desk.get(f"{QUEUE}?sector=nonsense")
    assert answer.status_code == 400
    assert "Choose one of the answers that are offered" in answer.text
    assert _names(answer) == ["Night Owls"]


def test_the_queue_comes_in_pages(desk, send):
    for number in range(21):
        send(f"Service {number:02}")
    assert len(_names(desk.get(QUEUE))) == 20
    assert _names(desk.get(f"{QUEUE}?p=2")) == ["Service 20"]
    assert _names(desk.get(f"{QUEUE}?p=nonsense")) == [f"Service {number:02}" for number in range(20)]


@pytest.mark.parametrize("path", [QUEUE, "/admin/review/listings/", "/admin/"])
def test_a_page_takes_as_many_queries_for_20_entries_as_for_1(desk, send, path):
    send("Service 00")
    desk.get(path)
    with CaptureQueriesContext(connection) as one:
        desk.get(path)
    for number in range(1, 20):
        send(f"Service {number:02}", organisation=OrganisationFactory(published=True), by=_owner())
    with CaptureQueriesContext(connection) as twenty:
        desk.get(path)
    assert len(twenty) == len(one)


def _owner():
    from providers.listings.models import Membership, Organisation

    organisation = Organisation.objects.latest("pk")
    person = PersonFactory()
    Membership.objects.create(organisation=organisation, user=person, role="owner")
    return person


def test_markup_in_a_name_is_shown_as_text(desk, send):
    send("<script>alert(1)</script>")
    text = desk.get(QUEUE).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert(1)" not in text


def test_the_home_page_tells_officers_what_waits(desk, send):
    assert "Nothing is waiting for review" in desk.get("/admin/").text
    send()
    assert "1 change waits for review" in desk.get("/admin/").text
    send("Another")
    assert "2 changes wait for review" in desk.get("/admin/").text


def test_content_editors_find_no_trace_of_it_in_the_admin(alpha, client_for, with_second_factor, send):
    send()
    editor = client_for(alpha, with_second_factor(PersonFactory(content_editor=True)))
    text = editor.get("/admin/").text
    assert "for review" not in text
    assert "/admin/review/" not in text


def test_what_a_listing_does_not_say_is_shown_and_stops_what_looks_clean(desk, send, organisation, provider):
    send("Night Owls")
    submit(user=provider, listing=ServiceFactory(organisation=organisation, name="A name alone"))
    page = desk.get(QUEUE).text
    assert page.count("Missing:") == 1
    assert "Missing: somebody to ask, a place, a description, ages" in page
    change = desk.get(f"{QUEUE}{ReviewTaskState.objects.latest('pk').pk}/").text
    assert "It has no phone number and no e-mail address." in change
    assert "It says neither where it is nor that it is online or at your home." in change
