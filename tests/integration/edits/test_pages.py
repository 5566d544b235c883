"""The pages on which an officer changes a listing, and a colleague approves it."""

import pytest
from django.urls import reverse

from providers.edits.models import CouncilEdit
from providers.listings.models import Service
from providers.review.models import ReviewSettings
from tests.integration.edits.conftest import NEW, OLD, phone_of, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alpha, cast, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(cast.officer))


@pytest.fixture
def colleague(alpha, cast, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(cast.other_officer))


def contact_page(service, phone):
    """What the contact page posts."""
    contact = service.contacts.get()
    rows = {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "1", "rows-0-uuid": contact.uuid, "rows-0-phone": phone}
    return reverse("edits:page", args=[service.uuid, "contact"]), rows


def test_the_form_leads_to_what_changes_and_from_there_live(desk, live):
    history = desk.get(reverse("review:service", args=[live.uuid])).text
    assert reverse("edits:service", args=[live.uuid]) in history
    assert OLD.phone in desk.get(contact_page(live, "")[0]).text

    address, answers = contact_page(live, "not a number")
    assert desk.post(address, answers).status_code == 422
    address, answers = contact_page(live, NEW.phone)
    check = desk.post(address, answers).headers["Location"]
    assert check == reverse("edits:check", args=[live.uuid])
    page = desk.get(check).text
    assert "<del>" in page
    assert "<ins>" in page

    live.refresh_from_db()
    seen = {"seen": live.latest_revision_id, "act": "finish"}
    assert desk.post(check, seen).status_code == 422
    assert desk.post(check, {**seen, "seen": "1", "reason": "They rang."}).status_code == 409
    assert desk.post(check, {**seen, "reason": "They rang."}).status_code == 302
    assert phone_of(Service.objects.get(pk=live.pk)) == NEW.phone


def test_places_and_opening_times_and_an_organisation_have_their_pages(desk, live, cast):
    place = {"address": "1 High Street", "postcode": "", "hide_address": "no", "rows-TOTAL_FORMS": "1"}
    hours = {"rows-0-day": "mon", "rows-0-opens": "09:00", "rows-0-closes": "17:00", "dates-TOTAL_FORMS": "0"}
    added = desk.post(reverse("edits:new-place", args=[live.uuid]), {**place, **hours})
    assert added.status_code == 302
    assert "Monday" in desk.get(added.headers["Location"]).text
    edit = CouncilEdit.objects.get()
    (kept,) = edit.content["service_at_locations"]
    there = reverse("edits:place", args=[live.uuid, kept["uuid"]])
    assert "1 High Street" in desk.get(there).text
    assert desk.post(reverse("edits:remove-place", args=[live.uuid, kept["uuid"]])).status_code == 302
    assert desk.get(there).status_code == 404
    assert desk.post(reverse("edits:check", args=[live.uuid]), {"act": "drop"}).status_code == 302

    own = reverse("edits:organisation", args=[cast.organisation.uuid])
    saved = desk.post(own, {"name": "The new name", "kind": "voluntary"})
    assert "The new name" in desk.get(saved.headers["Location"]).text


def test_a_colleague_approves_or_gives_back(desk, colleague, live, cast):
    ReviewSettings.objects.create(pk=1, council_edits_wait=True)
    written(cast.officer, live, summary="Their summary, mended")
    check = reverse("edits:check", args=[live.uuid])
    desk.post(check, {"seen": live.latest_revision_id, "reason": "They rang."})
    edit = CouncilEdit.objects.get()
    decide = reverse("edits:decide", args=[edit.pk])
    assert decide in colleague.get(reverse("edits:waiting")).text
    assert "somebody else must approve it" in desk.get(decide).text
    assert colleague.post(decide, {"decision": "give-back"}).status_code == 422
    assert colleague.post(decide, {"decision": "give-back", "answer": "Which?"}).status_code == 302
    assert "Which?" in desk.get(reverse("edits:service", args=[live.uuid])).text
    desk.post(check, {"seen": live.latest_revision_id, "reason": "They rang."})
    assert colleague.post(decide, {"decision": "approve", "seen": live.latest_revision_id}).status_code == 302
    assert Service.objects.get(pk=live.pk).summary == "Their summary, mended"
    assert colleague.get(decide).status_code == 404
