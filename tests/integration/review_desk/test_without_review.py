"""The staff page of what went live without review, and of words that wait."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.listings.data import ServiceData
from providers.listings.models import Service, StateNote
from providers.listings.services.listings import save_draft
from providers.review.services.settings import change_review_settings
from providers.review.services.state_notes import say_what_holds
from providers.review.services.submissions import publish_directly
from tests.factories import PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/review/without-review/"


@pytest.fixture
def live(organisation):
    return ServiceFactory(organisation=organisation, name="Night Owls", published=True)


@pytest.fixture
def say(live, provider):
    """`say(words)`: the provider closes the service with these words; gives the note."""

    def close(words):
        service = Service.objects.select_related("organisation", "state").get(pk=live.pk)
        say_what_holds(user=provider, service=service, waiting_time="", places={}, closed=True, note=words)
        return StateNote.objects.latest("pk")

    return close


def test_words_wait_with_their_risks_and_are_counted_on_the_queue(desk, say):
    say("Ask for Mrs Jones on 01632 960001")
    page = desk.get(PAGE).text
    for words in (
        "Words that wait for you: 1",
        "Ask for Mrs Jones",
        "somebody’s name",
        "is a phone number",
        "Olu Owner",
    ):
        assert words in page
    assert "Live without review: 1 to decide on" in desk.get("/admin/review/").text


def test_an_officer_lets_families_read_them_or_refuses_with_a_reason(desk, say):
    note = say("Ask for Mrs Jones")
    assert "Enter a reason" in desk.post(f"{PAGE}{note.pk}/", {"act": "take-down"}, follow=True).text
    desk.post(f"{PAGE}{note.pk}/", {"act": "approve"})
    assert Service.objects.get().state.closed_note == "Ask for Mrs Jones"
    desk.post(f"{PAGE}{note.pk}/", {"act": "take-down", "reason": "It names a person."})
    assert Service.objects.get().state.closed_note == ""
    page = desk.get(PAGE).text
    assert "It names a person." in page
    assert "Show it again" in page
    desk.post(f"{PAGE}{note.pk}/", {"act": "approve"})
    assert Service.objects.get().state.closed_note == "Ask for Mrs Jones"


def test_each_kind_is_listed_and_can_be_asked_for(desk, say, live, officer):
    say("Boiler broken.")
    draft = save_draft(user=None, service=live, data=ServiceData(name="Night Owls", summary="Shorter"))
    publish_directly(listing=Service.objects.get(pk=live.pk), revision=draft, user=officer)
    everything = desk.get(PAGE).text
    assert "Boiler broken." in everything
    assert "Published by the council itself" in everything
    only_words = desk.get(PAGE, {"what": "words"})
    assert [entry.entry.action for entry in only_words.context["entries"]] == ["review.words"]
    only_council = desk.get(PAGE, {"what": "council"})
    assert {entry.entry.action for entry in only_council.context["entries"]} == {"review.publish_directly"}
    assert desk.get(PAGE, {"what": "shoes"}).status_code == 400


@pytest.mark.parametrize("percent", [0, 100])
def test_some_are_picked_for_a_look_as_the_settings_say(desk, say, manager, percent):
    change_review_settings(user=manager, sample_percent=percent)
    say("Boiler broken.")
    assert ("Picked to look at" in desk.get(PAGE).text) is (percent == 100)


def test_the_list_asks_the_database_no_more_often_when_it_is_long(desk, organisation, provider):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(PAGE).status_code == 200
        return len(asked)

    def close_another(number):
        service = ServiceFactory(organisation=organisation, name=f"Service {number}", published=True)
        words = "Boiler broken." if number % 2 else "Ask for Mrs Jones"
        say_what_holds(user=provider, service=service, waiting_time="", places={}, closed=True, note=words)

    for number in range(2):
        close_another(number)
    desk.get(PAGE)
    few = queries()
    for number in range(2, 8):
        close_another(number)
    assert queries() <= few


@pytest.mark.parametrize("role", ["manager", "partner", "commissioner"])
def test_it_is_for_officers_alone(alpha, client_for, with_second_factor, role):
    person = with_second_factor(PersonFactory(**{role: True}))
    assert client_for(alpha, person).get(PAGE).status_code in (302, 403)


def test_the_provider_sees_beside_the_words_that_they_wait(alpha, client_for, provider, live, say):
    say("Ask for Mrs Jones")
    page = client_for(alpha, provider).get(f"/provider/services/{live.uuid}/closed/").text
    assert "Waiting for the council. Families don’t read these words yet." in page
    assert "Ask for Mrs Jones" in page


def test_the_provider_is_told_on_saving_that_the_words_wait(alpha, client_for, provider, live):
    answers = {"temporarily_closed": "on", "note": "Ask for Mrs Jones"}
    saved = client_for(alpha, provider).post(f"/provider/services/{live.uuid}/closed/", answers, follow=True)
    assert "The council looks at your words first." in saved.text
