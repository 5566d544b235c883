"""Notes that only officers read, and messages that both sides read and get by mail."""

import pytest
from django.urls import reverse

from providers.conversations.models import Message, Note
from providers.conversations.services import add_note, remove_note, write_message
from providers.listings.errors import NotAllowed, WrongState
from providers.review.history import events_of
from tenants.mail.models import Mail
from tests.factories import ServiceFactory
from tests.integration.review.conftest import cast  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(cast):  # noqa: F811
    return ServiceFactory.create(organisation=cast.organisation, user=cast.owner, published=True)


def test_a_question_and_its_answer_are_mailed_with_what_was_said_before(cast, service):  # noqa: F811
    for _ in range(2):
        asked = write_message(user=cast.officer, listing=service, text="Per family?", from_council=True)
    assert Message.objects.get() == asked
    assert {cast.owner.email, cast.editor.email} <= set(Mail.objects.values_list("to", flat=True))
    Mail.objects.all().delete()
    write_message(user=cast.owner, listing=service, text="Per child.", from_council=False)
    mail = Mail.objects.get()
    assert mail.to == cast.officer.email, "whoever asked, and no other officer"
    assert "Per child." in mail.text
    assert "Per family?" in mail.text


def test_a_first_word_of_a_provider_reaches_every_officer(cast, service):  # noqa: F811
    write_message(user=cast.editor, listing=service, text="We move soon.", from_council=False)
    to = set(Mail.objects.values_list("to", flat=True))
    assert {cast.officer.email, cast.other_officer.email} <= to


def test_each_speaks_for_its_own_side_and_notes_are_officers(cast, service):  # noqa: F811
    for nobody in (cast.viewer, cast.outsider, cast.manager, cast.partner):
        with pytest.raises(NotAllowed):
            write_message(user=nobody, listing=service, text="Hm", from_council=False)
    for nobody in (cast.owner, cast.manager, cast.partner):
        with pytest.raises(NotAllowed):
            write_message(user=nobody, listing=service, text="Hm", from_council=True)
        with pytest.raises(NotAllowed):
            add_note(user=nobody, listing=service, text="Hm")
    with pytest.raises(WrongState):
        add_note(user=cast.officer, listing=service, text=" ")


def test_its_people_never_see_a_note_or_that_there_is_one(alpha, cast, service, client_for, with_second_factor):  # noqa: F811
    note = add_note(user=cast.officer, listing=service, text="A difficult call")
    assert add_note(user=cast.officer, listing=service, text="A difficult call") == note
    browser = client_for(alpha, cast.owner)
    for name in ("portal:service", "portal:service-messages"):
        assert "difficult" not in browser.get(reverse(name, args=[service.uuid])).text
    assert "Noted" not in str(events_of(service))
    desk = client_for(alpha, with_second_factor(cast.officer))
    page = reverse("conversations:service", args=[service.uuid])
    assert "A difficult call" in desk.get(page).text
    assert "A difficult call" in desk.get(reverse("review:service", args=[service.uuid])).text
    desk.post(page, {"act": "remove", "note": note.pk})
    remove_note(user=cast.officer, note=note)
    assert not Note.objects.exists()


def test_both_sides_write_on_their_own_page(alpha, cast, service, client_for, with_second_factor):  # noqa: F811
    desk = client_for(alpha, with_second_factor(cast.officer))
    page = reverse("conversations:service", args=[service.uuid])
    assert desk.post(page, {"act": "message", "text": ""}).status_code == 422
    desk.post(page, {"act": "message", "text": "Per family?"})
    browser = client_for(alpha, cast.owner)
    assert "Per family?" in browser.get(reverse("portal:service", args=[service.uuid])).text
    browser.post(reverse("portal:service-messages", args=[service.uuid]), {"text": "Per child."})
    assert "Per child." in desk.get(page).text
