"""Words that providers miss: the council's answer, their listing, and the mail."""

import pytest
from wagtail.models import ModelLogEntry

from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed
from providers.listings.models import Service, SuggestedTerm
from providers.listings.services.listings import save_draft
from providers.listings.services.suggestions import suggest_term
from providers.review.services.submissions import submit
from providers.upkeep.services.suggestions import add_suggested, decline_suggested, use_for_suggested
from search.taxonomy.models import Term
from tenants.mail.models import Mail
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
HOME = "/admin/upkeep/suggested/"


@pytest.fixture
def service(live):
    return live("Night Owls", needs=("sleep",))


@pytest.fixture
def owner(service):
    return MembershipFactory(organisation=service.organisation).user


@pytest.fixture
def suggestion(service, owner):
    return suggest_term(user=owner, service=service, vocabulary="need", words="Owlishness")


def _needs(service):
    return ServiceData.from_service(Service.objects.get(pk=service.pk)).needs


def _mail():
    return Mail.objects.get(event__startswith="suggestion:").text


def test_a_suggestion_becomes_a_need_that_the_listing_has(desk, suggestion, service):
    assert "Owlishness" in desk.get(HOME).text
    desk.post(f"{HOME}{suggestion.pk}/", {"answer": "add", "label": "Being an owl"})
    term = Term.objects.get(label="Being an owl")
    assert _needs(service) == ("sleep", term.code)
    assert "“Being an owl”" in _mail()
    assert "We have put it into what families read of Night Owls." in _mail()
    assert "No words are waiting" in desk.get(HOME).text


def test_the_audit_names_the_officer_whose_answer_changed_a_draft(desk, officer, suggestion, service, owner):
    save_draft(user=owner, service=service, data=ServiceData(name="Night Owls", summary="New."))
    desk.post(f"{HOME}{suggestion.pk}/", {"answer": "add", "label": "Being an owl"})
    edits = ModelLogEntry.objects.filter(action="listing.edit", object_id=str(service.pk)).order_by("pk")
    assert [edit.user for edit in edits][-2:] == [owner, officer]


def test_a_draft_of_the_listing_gets_it_and_nothing_goes_live(officer, suggestion, service, owner):
    save_draft(user=owner, service=service, data=ServiceData(name="Night Owls", summary="New."))
    use_for_suggested(user=officer, suggestion=suggestion, term=Term.objects.get(vocabulary="need", code="autism"))
    service.refresh_from_db()
    draft = ServiceData.from_service(service.get_latest_revision_as_object())
    assert (draft.summary, draft.needs) == ("New.", ("autism",))
    assert _needs(service) == ("sleep",)
    assert "your draft of Night Owls" in _mail()


def test_a_listing_that_is_being_reviewed_is_left_alone(officer, suggestion, service, owner):
    save_draft(user=owner, service=service, data=ServiceData(name="Night Owls", summary="New."))
    submit(user=owner, listing=service)
    add_suggested(user=officer, suggestion=suggestion, label="Owlishness")
    assert "We were checking Night Owls, so we did not put it in." in _mail()


def test_a_suggestion_is_declined_with_a_reason_that_stays(desk, suggestion, service):
    assert desk.post(f"{HOME}{suggestion.pk}/", {"answer": "decline"}).status_code == 422
    desk.post(f"{HOME}{suggestion.pk}/", {"answer": "decline", "reason": "“Sleep” says the same."})
    assert "“Sleep” says the same." in _mail()
    assert ModelLogEntry.objects.get(action="upkeep.answer_suggestion").data["reason"] == "“Sleep” says the same."
    assert SuggestedTerm.objects.get().status == "declined"


def test_words_that_are_there_are_refused_beside_the_form(desk, suggestion):
    answer = desk.post(f"{HOME}{suggestion.pk}/", {"answer": "add", "label": "Autism"})
    assert (answer.status_code, SuggestedTerm.objects.get().status) == (422, "waiting")


def test_a_suggestion_is_answered_once(desk, suggestion, officer):
    decline_suggested(user=officer, suggestion=suggestion, reason="No.")
    answer = desk.post(f"{HOME}{suggestion.pk}/", {"answer": "decline", "reason": "No again."}, follow=True)
    assert "Somebody else has decided" in answer.text
    assert Mail.objects.filter(event__startswith="suggestion:").count() == 1


@pytest.mark.parametrize("role", ["manager", "commissioner", "content_editor", "partner"])
def test_only_officers_answer(suggestion, role):
    person = PersonFactory(**{role: True})
    with pytest.raises(NotAllowed):
        add_suggested(user=person, suggestion=suggestion, label="Owlishness")
    with pytest.raises(NotAllowed):
        decline_suggested(user=person, suggestion=suggestion, reason="No.")
    with pytest.raises(NotAllowed):
        use_for_suggested(user=person, suggestion=suggestion, term=Term.objects.first())
