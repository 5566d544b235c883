"""One submission: what it changes, and deciding on it."""

import re

import pytest
from django.test import Client

from providers.review.desk.decision_form import DECISIONS
from providers.review.selectors import latest_reason, status_of
from providers.review.services.submissions import approve, ask_for_changes, submit
from providers.review.states import TRANSITIONS, ListingStatus, Who
from tenants.councils.scope import council_scope
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data

pytestmark = pytest.mark.django_db


def _url(submission, tail=""):
    return f"/admin/review/{submission.pk}/{tail}"


def _decide(desk, submission, decision, reason="", **options):
    return desk.post(_url(submission), {"decision": decision, "reason": reason}, **options)


def _error_of(text):
    found = re.search(r'id="id_reason-error"[^>]*>.*?</p>', text, re.DOTALL)
    return found[0] if found else ""


def test_the_buttons_are_the_officers_moves_of_the_table():
    """`pass_on` is what “Approve” does where the council wants two."""
    officers = {name for name, move in TRANSITIONS.items() if move.who is Who.OFFICER}
    assert {*DECISIONS, "pass_on"} == officers


def test_changed_words_are_marked_and_the_rest_is_folded_away(desk, send_change):
    text = desk.get(_url(send_change(summary="Sleep help for all children."))).text
    changed, unchanged = text.split("stay the same</summary>")
    assert re.search(r"<del>.*?autistic.*?</del>", changed)
    assert re.search(r"<ins>.*?all.*?</ins>", changed)
    assert "We visit you at home." not in changed
    assert "We visit you at home." in unchanged


def test_a_first_version_is_shown_whole_without_marks(desk, send):
    text = desk.get(_url(send())).text
    assert "Night Owls" in text
    assert "Monday 9am to 5pm, term time" in text
    assert "<ins>" not in text


def test_what_is_approved_goes_live_and_is_found(desk, send, listing_of, alpha, client_for):
    submission = send("Moonbeam Club")
    answer = _decide(desk, submission, "approve", follow=True)
    assert answer.redirect_chain == [("/admin/review/", 302)]
    assert "“Moonbeam Club” is live" in answer.text
    assert status_of(listing_of(submission)) is ListingStatus.LIVE
    family = client_for(alpha)
    assert "Moonbeam Club" in family.get("/search/?q=Moonbeam").text
    assert family.get(listing_of(submission).get_absolute_url()).status_code == 200


def test_the_provider_reads_why_changes_are_asked_for(desk, send, listing_of):
    submission = send()
    answer = _decide(desk, submission, "ask_for_changes", "Say how families get in.", follow=True)
    assert "page says so now, and the email goes in 10 minutes" in answer.text
    assert status_of(listing_of(submission)) is ListingStatus.CHANGES_ASKED
    assert latest_reason(listing_of(submission)).text == "Say how families get in."


def test_what_is_rejected_leaves_live_as_it_was(desk, send_change, listing_of):
    submission = send_change(summary="Buy our pills.")
    _decide(desk, submission, "reject", "This is an advertisement.")
    assert status_of(listing_of(submission)) is ListingStatus.LIVE_REJECTED
    assert listing_of(submission).summary == "Sleep help for autistic children."


@pytest.mark.parametrize("decision", ["ask_for_changes", "reject"])
@pytest.mark.parametrize("reason", ["", "   \n "])
def test_sending_back_needs_a_reason(desk, send, waits, decision, reason):
    submission = send()
    answer = _decide(desk, submission, decision, reason)
    assert answer.status_code == 422
    assert "Enter a reason" in _error_of(answer.text)
    assert waits(submission)


def test_what_was_typed_is_kept_when_it_is_refused(desk, send, waits):
    submission = send()
    answer = _decide(desk, submission, "ask_for_changes", "Too long. " * 500)
    assert answer.status_code == 422
    assert "4,999 of 4,000 characters: shorten it by 999" in _error_of(answer.text)
    assert "Too long. Too long." in answer.text.partition("<textarea")[2]
    assert waits(submission)


@pytest.mark.parametrize("decision", ["", "publish", "submit"])
def test_an_unknown_decision_decides_nothing(desk, send, waits, decision):
    submission = send()
    answer = _decide(desk, submission, decision, "Fine words")
    assert (answer.status_code, "Choose what to do." in answer.text) == (422, True)
    assert waits(submission)


def test_nul_bytes_are_refused_by_the_field(desk, send, waits):
    submission = send()
    answer = _decide(desk, submission, "reject", "bad\0byte")
    assert (answer.status_code, waits(submission)) == (422, True)
    assert _error_of(answer.text)


def test_an_officer_cannot_decide_on_their_own_submission(desk, officer, send, organisation, waits):
    MembershipFactory(organisation=organisation, user=officer)
    submission = send(by=officer)
    page = desk.get(_url(submission)).text
    assert "another officer must decide" in page
    assert 'name="decision"' not in page
    answer = _decide(desk, submission, "approve")
    assert answer.status_code == 403
    assert "another officer must decide" in answer.text
    assert waits(submission)


def test_an_officer_cannot_decide_on_words_they_wrote(desk, officer, send_change, organisation, waits):
    MembershipFactory(organisation=organisation, user=officer)
    submission = send_change(written_by=officer, summary="My own words.")
    assert _decide(desk, submission, "reject", "No.").status_code == 403
    assert waits(submission)


def test_the_second_of_two_officers_is_told(desk, other_officer, send, listing_of):
    submission = send()
    approve(user=other_officer, task_state=submission)
    answer = _decide(desk, submission, "reject", "I do not like it.")
    assert answer.status_code == 409
    assert "somebody else decided" in answer.text
    assert "Approved" in answer.text
    assert "by Otto Officer" in answer.text
    assert status_of(listing_of(submission)) is ListingStatus.LIVE


def test_a_stale_version_cannot_be_approved_but_can_be_sent_back(desk, send_change, listing_of, waits):
    submission = send_change(summary="Version 2")
    draft = listing_of(submission).get_latest_revision_as_object()
    draft.summary = "Version 3"
    draft.save_revision()
    page = desk.get(_url(submission)).text
    assert "A newer version was saved" in page
    assert 'value="approve"' not in page
    answer = _decide(desk, submission, "approve", "Kept words")
    assert answer.status_code == 409
    assert "A newer version was saved" in answer.text
    assert "Kept words" in answer.text
    assert waits(submission)
    assert listing_of(submission).summary == "Sleep help for autistic children."
    assert _decide(desk, submission, "ask_for_changes", "Please send it again.").status_code == 302


def test_a_service_waits_for_its_organisation(desk, provider, waits):
    organisation = OrganisationFactory(name="Example Newcomers", owner=provider)
    first = submit(user=provider, listing=organisation)
    second = submit(user=provider, listing=ServiceFactory(organisation=organisation))
    page = desk.get(_url(second)).text
    assert "organisation isn&#x27;t approved yet" in page
    assert f'href="{_url(first)}"' in page
    assert _decide(desk, second, "approve").status_code == 409
    assert _decide(desk, first, "approve").status_code == 302
    assert _decide(desk, second, "approve").status_code == 302
    assert not waits(second)


def test_an_organisation_is_compared_and_approved(desk, provider, listing_of):
    submission = submit(user=provider, listing=OrganisationFactory(name="Example Newcomers", owner=provider))
    assert "Charity or community group" in desk.get(_url(submission)).text
    assert _decide(desk, submission, "approve", follow=True).status_code == 200
    assert listing_of(submission).live


def test_what_was_decided_can_be_read_but_not_decided_again(desk, other_officer, send):
    submission = send()
    ask_for_changes(user=other_officer, task_state=submission, reason="Say more.")
    page = desk.get(_url(submission)).text
    assert "Changes asked for" in page
    assert 'name="decision"' not in page


def test_earlier_rounds_are_kept_in_the_history(desk, other_officer, provider, send, listing_of):
    first = send()
    ask_for_changes(user=other_officer, task_state=first, reason="Say who it is for.")
    second = submit(user=provider, listing=listing_of(first))
    page = desk.get(_url(second)).text
    assert "Say who it is for." in page
    assert "by Otto Officer" in page


def test_looking_decides_nothing(desk, send, waits):
    submission = send()
    for decision in DECISIONS:
        desk.get(_url(submission), {"decision": decision, "reason": "Because"})
        desk.head(_url(submission))
    assert waits(submission)
    assert desk.put(_url(submission)).status_code == 405


def test_a_decision_without_the_forms_token_is_refused(alpha, officer, send, waits, client_for):
    submission = send()
    strict = client_for(alpha, officer, enforce_csrf_checks=True)
    assert _decide(strict, submission, "approve").status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(_url(submission)).text)[1]
    assert waits(submission)
    answer = strict.post(_url(submission), {"decision": "approve", "reason": "", "csrfmiddlewaretoken": token})
    assert (answer.status_code, waits(submission)) == (302, False)


def test_markup_in_fields_is_shown_as_text(desk, send_change):
    hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    submission = send_change(summary=hostile, description=hostile, name=hostile)
    for tail in ("", "preview/"):
        text = desk.get(_url(submission, tail)).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text or "onerror=alert(1)&gt;" in text
        assert "<img src=x" not in text
        assert "<script>alert(1)" not in text
    done = _decide(desk, submission, "approve", follow=True).text
    assert "<script>alert(1)" not in done


def test_the_preview_shows_the_version_that_was_sent(desk, send_change, listing_of):
    submission = send_change(summary="Version 2")
    text = desk.get(_url(submission, "preview/")).text
    assert "This is the version that was sent for review." in text
    assert "Version 2" in text
    assert listing_of(submission).summary == "Sleep help for autistic children."


def test_an_organisation_has_no_preview(desk, provider):
    submission = submit(user=provider, listing=OrganisationFactory(owner=provider))
    assert desk.get(_url(submission, "preview/")).status_code == 404
    assert _url(submission, "preview/") not in desk.get(_url(submission)).text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("tail", ["", "preview/"])
def test_another_councils_submission_does_not_exist_here(desk, alpha, beta, method, tail):
    with council_scope(beta):
        owner = PersonFactory()
        organisation = OrganisationFactory(published=True, owner=owner)
        foreign = submit(
            user=owner, listing=ServiceFactory(organisation=organisation, data=full_data(name="Beta only"))
        )
    answer = getattr(desk, method)(_url(foreign, tail), {"decision": "approve"})
    if method == "post" and tail:
        assert answer.status_code == 405
    else:
        assert answer.status_code == 404
    assert "Beta only" not in answer.text


@pytest.mark.parametrize("tail", ["", "preview/"])
def test_a_number_that_no_submission_has_is_404(desk, tail):
    assert desk.get(f"/admin/review/999999/{tail}").status_code == 404


def test_a_place_taken_away_is_marked_whole(desk, send_change):
    text = desk.get(_url(send_change(places=()))).text
    assert "Place 1, taken away" in text
    assert re.search(r"<del>.*?1 High Street", text, re.DOTALL)


def test_a_version_with_everything_is_read_in_words(desk, send):
    text = desk.get(_url(send())).text
    for words in ("Front desk, 01632 960001, desk@example.org", "£5.50 a session", "Step-free", "Autism, Sleep"):
        assert words in text


def test_nobody_signed_out_gets_past_the_sign_in(alpha, send):
    answer = Client(headers={"host": alpha.domain}).post(_url(send()), {"decision": "approve"})
    assert (answer.status_code, answer["Location"].startswith("/accounts/login/")) == (302, True)
