"""While a decision can be taken back, its officer and its provider read what is so; what the provider does then isn't
lost."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.listings.services.listings import save_draft
from providers.listings.services.suspension import suspend
from providers.review.models import ReviewTaskState
from providers.review.services.submissions import approve, ask_for_changes, reject, submit
from providers.review.services.undo import undo_decision
from providers.review.states import UNDO_WINDOW
from tests.factories import PersonFactory, put_live

pytestmark = pytest.mark.django_db
CAN = "The council has just decided on this. It can take that back until "


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory(officer=True))


@pytest.fixture
def live(organisation, service):
    for listing in (organisation, service):
        put_live(listing)
    return service


def _change(person, service, summary):
    service.refresh_from_db()
    draft = ServiceData.from_service(service.get_latest_revision_as_object())
    save_draft(user=person, service=service, data=replace(draft, summary=summary))


@pytest.fixture
def sent(live, owner):
    _change(owner, live, "New words.")
    return submit(user=owner, listing=live)


def _page(portal, service):
    return portal.get(f"/provider/services/{service.uuid}/").text


DECISIONS = {
    "approved": lambda officer, sent: approve(user=officer, task_state=sent),
    "changes asked": lambda officer, sent: ask_for_changes(user=officer, task_state=sent, reason="Which days?"),
    "rejected": lambda officer, sent: reject(user=officer, task_state=sent, reason="Not about SEND."),
}


@pytest.mark.parametrize("decision", sorted(DECISIONS))
def test_its_people_see_the_decision_and_until_when_it_can_change(portal, live, sent, officer, decision):
    DECISIONS[decision](officer, sent)
    sent.refresh_from_db()
    until = timezone.localtime(sent.finished_at + UNDO_WINDOW)
    assert f"{CAN}{until:%H:%M}; then we email you." in _page(portal, live)
    ReviewTaskState.objects.update(finished_at=timezone.now() - UNDO_WINDOW - timedelta(minutes=1))
    assert CAN not in _page(portal, live)


@pytest.mark.parametrize("decision", ["approve", "ask_for_changes", "reject"])
def test_the_officer_reads_what_the_provider_sees(alpha, live, sent, officer, client_for, decision):
    desk = client_for(alpha, officer)
    answer = desk.post(f"/admin/review/{sent.pk}/", {"decision": decision, "reason": "Which days?"}, follow=True).text
    assert "page says so now, and the email goes in 10 minutes" in answer
    assert "page shows it at once, and the email goes when they are over" in answer
    assert "told nothing" not in answer + desk.get(f"/admin/review/{sent.pk}/").text
    taken_back = desk.post(f"/admin/review/{sent.pk}/undo/", follow=True).text
    assert "No email has gone." in taken_back
    assert "told nothing" not in taken_back


def test_nothing_hidden_is_said_to_be_live(alpha, live, sent, officer, client_for):
    suspend(user=officer, listing=live, reason="Unsafe.")
    desk = client_for(alpha, officer)
    answer = desk.post(f"/admin/review/{sent.pk}/", {"decision": "approve", "reason": ""}, follow=True).text
    assert "see it while it is hidden" in answer
    assert "is live." not in answer
    assert "See it as families do" not in answer


def test_a_decision_taken_back_shows_in_the_history_of_its_people(portal, live, sent, officer):
    reject(user=officer, task_state=sent, reason="Hasty.")
    undo_decision(user=officer, task_state=sent)
    page = _page(portal, live)
    assert "Took its last decision back" in page
    assert CAN not in page


ACTS = {
    "saves": lambda owner, service: _change(owner, service, "Other words."),
    "sends again": lambda owner, service: (
        _change(owner, service, "Other words."),
        submit(user=owner, listing=service),
    ),
}


@pytest.mark.parametrize("act", sorted(ACTS))
def test_what_its_people_do_meanwhile_stands_and_is_said(alpha, portal, live, sent, owner, officer, client_for, act):
    ask_for_changes(user=officer, task_state=sent, reason="Which days?")
    ACTS[act](owner, live)
    assert CAN not in _page(portal, live)
    answer = client_for(alpha, officer).post(f"/admin/review/{sent.pk}/undo/", follow=True).text
    assert "Somebody has gone on from this decision, so it can&#x27;t be taken back." in answer
    live.refresh_from_db()
    assert live.get_latest_revision_as_object().summary == "Other words."


def test_words_typed_while_the_decision_was_taken_back_are_not_lost(portal, live, sent, owner, officer):
    ask_for_changes(user=officer, task_state=sent, reason="Which days?")
    address = f"/provider/services/{live.uuid}/about/"
    form = portal.get(address)
    based_on = re.search(r'name="based_on" value="(\d+)"', form.text)[1]
    undo_decision(user=officer, task_state=sent)
    typed = {"name": "Sleep club", "summary": "Every Monday.", "description": "", "based_on": based_on}
    refused = portal.post(address, typed)
    assert refused.status_code == 409
    assert "Take it back first" in refused.text
    assert 'value="Every Monday."' in refused.text or "Every Monday.</textarea>" in refused.text
    portal.post(f"/provider/services/{live.uuid}/withdraw/")
    assert portal.post(address, typed).status_code == 302
    assert Service.objects.get(pk=live.pk).get_latest_revision_as_object().summary == "Every Monday."
