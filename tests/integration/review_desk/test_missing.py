"""What is missing is shown in review and asked for there; a second round shows what changed since the first."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from providers.listings.data import ServiceData
from providers.listings.essentials import missing_in
from providers.listings.services.listings import save_draft
from providers.review.selectors import current_submission
from providers.review.services.submissions import submit
from tests.integration.review.conftest import asked_fields

pytestmark = pytest.mark.django_db
BARE = ServiceData(name="Owls")


@pytest.mark.parametrize(
    ("changes", "there"),
    [
        ({}, ["needs", "the cost"]),
        ({"needs": ("autism",), "free": True}, []),
        ({"setting_type": "special", "sen_report_date": None}, ["the date of the SEN information report"]),
        ({"setting_type": "special", "sen_report_date": date(2025, 5, 3)}, ["a new SEN information report"]),
        ({"setting_type": "special", "sen_report_date": date(2025, 5, 4)}, []),
    ],
)
def test_what_is_missing_and_a_report_older_than_a_year_are_named(changes, there):
    whats = [gap.what for gap in missing_in(replace(BARE, **changes), date(2026, 5, 3))]
    assert whats[:4] == ["somebody to ask", "a place", "a description", "ages"]
    assert [each for each in whats[4:] if each in there] == there
    assert ("needs" in whats) != bool(changes.get("needs"))


def test_an_officer_asks_for_what_is_missing_and_sees_what_changed_since(desk, send, listing_of, provider):
    submission = send(needs=(), places=(), delivery=("in-person",))
    page = reverse("review:change", args=[submission.pk])
    shown = desk.get(page).text
    assert "What is missing" in shown
    assert "It doesn’t say which needs it is for." in shown
    ask = {"do-needs": "ask", "ask-needs": "Say which needs.", "do-places": "ask", "ask-places": "Say where."}
    assert desk.post(page, {"decision": "ask_for_changes", **ask}).status_code == 302

    service = listing_of(submission)
    assert {name: each.answered for name, each in asked_fields(service).items()} == {"needs": False, "places": False}
    data = ServiceData.from_service(service.get_latest_revision_as_object())
    save_draft(user=provider, service=service, data=replace(data, needs=("sleep",), summary="New words"))
    service = listing_of(submission)
    assert asked_fields(service)["needs"].answered
    submit(user=provider, listing=service)
    again = desk.get(reverse("review:change", args=[current_submission(service).pk])).text
    assert "What changed since it was sent on" in again
    assert "Sent before" in again
