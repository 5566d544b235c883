"""Sending to the council and taking back; who may do what."""

from dataclasses import replace

import pytest

from providers.listings.services.listings import save_draft
from providers.review.selectors import current_submission, status_of
from providers.review.services.submissions import approve, ask_for_changes
from providers.review.states import ListingStatus
from tenants.accounts.models import User
from tenants.accounts.roles import OFFICER

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(service, owner, draft_of, filled):
    save_draft(user=owner, service=service, data=filled(draft_of(service)))
    service.refresh_from_db()
    return service


@pytest.fixture
def officer(alpha):
    from django.contrib.auth.models import Group

    person = User.objects.create_user("officer@alpha.example", "a long enough password")
    person.groups.add(Group.objects.get(name=OFFICER))
    return person


def _url(service, tail=""):
    return f"/provider/services/{service.uuid}/{tail}"


def test_what_is_sent_is_shown_first_then_waits_for_the_council(portal, ready):
    check = portal.get(_url(ready, "submit/"))
    assert "A calm club" in check.text
    assert status_of(ready) is ListingStatus.DRAFT
    sent = portal.post(_url(ready, "submit/"), follow=True)
    assert "Being checked" in sent.text
    assert status_of(ready) is ListingStatus.SUBMITTED


def test_sending_twice_is_answered_and_sends_once(portal, ready):
    portal.post(_url(ready, "submit/"))
    again = portal.post(_url(ready, "submit/"))
    assert (again.status_code, "nothing new to send" in again.text) == (409, True)


def test_a_sent_listing_is_read_only_until_taken_back(portal, ready, draft_of):
    portal.post(_url(ready, "submit/"))
    refused = portal.post(_url(ready, "about/"), {"name": "Changed meanwhile"})
    assert refused.status_code == 409
    assert "Take it back first" in refused.text
    assert f'href="{_url(ready)}"' in refused.text
    assert draft_of(ready).name == "Sleep club"
    assert "Take" in portal.get(_url(ready, "withdraw/")).text
    assert portal.post(_url(ready, "withdraw/")).status_code == 302
    assert portal.post(_url(ready, "about/"), {"name": "Changed after"}).status_code == 302


def test_the_officers_reason_is_shown(portal, ready, officer):
    portal.post(_url(ready, "submit/"))
    ask_for_changes(user=officer, task_state=current_submission(ready), reason="Please add the <b>price</b>.")
    page = portal.get(_url(ready))
    assert "Changes needed" in page.text
    assert "Please add the &lt;b&gt;price&lt;/b&gt;." in page.text


def test_the_organisations_own_details_go_the_same_way(portal, organisation):
    address = f"/provider/organisations/{organisation.uuid}/"
    answers = {"name": "Example Sleep Trust", "kind": "voluntary", "phone": "01632 960001"}
    assert portal.post(address, answers).status_code == 302
    assert "01632 960001" in portal.get(f"{address}submit/").text
    assert "Being checked" in portal.post(f"{address}submit/", follow=True).text
    assert portal.post(address, answers | {"phone": "01632 960002"}).status_code == 409
    assert portal.post(f"{address}withdraw/").status_code == 302


def test_who_presses_check_and_send_beside_the_form_sends_what_they_typed(portal, organisation):
    address = f"/provider/organisations/{organisation.uuid}/"
    assert 'name="send"' in portal.get(address).text
    answers = {"name": "Example Sleep Charity", "kind": "voluntary"}
    checked = portal.post(address, {**answers, "send": "yes"}, follow=True)
    assert checked.redirect_chain == [(f"{address}submit/", 302)]
    assert "Example Sleep Charity" in checked.text
    portal.post(f"{address}submit/")
    assert current_submission(organisation).revision.content["name"] == "Example Sleep Charity"


def test_who_presses_check_and_send_with_a_mistake_stays_on_the_form(portal, organisation):
    address = f"/provider/organisations/{organisation.uuid}/"
    refused = portal.post(address, {"name": "", "kind": "voluntary", "send": "yes"})
    assert refused.status_code == 422
    assert current_submission(organisation) is None


@pytest.mark.parametrize("kind", ["service", "organisation"])
def test_what_was_changed_after_it_was_looked_through_is_not_sent(
    portal, ready, organisation, draft_of, owner, filled, kind
):
    listing = ready if kind == "service" else organisation
    address = _url(ready, "submit/") if kind == "service" else f"/provider/organisations/{organisation.uuid}/submit/"
    seen = listing.latest_revision_id
    assert f'name="seen" value="{seen}"' in portal.get(address).text
    if kind == "service":
        save_draft(user=owner, service=ready, data=replace(draft_of(ready), summary="Changed in another tab"))
    else:
        portal.post(f"/provider/organisations/{organisation.uuid}/", {"name": "Changed", "kind": "voluntary"})
    refused = portal.post(address, {"seen": seen})
    assert (refused.status_code, "Nothing was sent" in refused.text) == (409, True)
    assert "Changed" in refused.text
    assert current_submission(listing) is None
    listing.refresh_from_db()
    assert portal.post(address, {"seen": listing.latest_revision_id}).status_code == 302
    assert current_submission(listing) is not None


def test_a_live_listing_is_closed_and_confirmed_at_once(portal, ready, organisation, officer, alpha, client_for):
    for listing in (organisation, ready):
        kind = "services" if listing is ready else "organisations"
        portal.post(f"/provider/{kind}/{listing.uuid}/submit/")
        approve(user=officer, task_state=current_submission(listing))
    closed = portal.post(_url(ready, "closed/"), {"temporarily_closed": "on", "note": "Back on 6 January"})
    assert closed.status_code == 302
    public = client_for(alpha).get(f"/services/{ready.uuid}/", follow=True)
    assert "Back on 6 January" in public.text
    assert "all correct" in portal.get(_url(ready, "still-correct/")).text
    portal.post(_url(ready, "still-correct/"))
    ready.state.refresh_from_db()
    assert ready.state.last_assured is not None


@pytest.mark.parametrize(
    "tail", ["", "about/", "submit/", "withdraw/", "closed/", "shown/", "still-correct/", "preview/", "places/new/"]
)
def test_others_find_nothing_and_strangers_are_asked_to_sign_in(service, stranger, alpha, client_for, tail):
    assert client_for(alpha, stranger).get(_url(service, tail)).status_code == 404
    assert client_for(alpha, stranger).post(_url(service, tail)).status_code in (404, 405)
    anonymous = client_for(alpha).get(_url(service, tail))
    assert anonymous.status_code == 302
    assert "/accounts/login/" in anonymous["Location"]


def test_a_viewer_looks_but_changes_nothing(service, viewer, alpha, client_for, draft_of):
    browser = client_for(alpha, viewer)
    assert browser.get(_url(service)).status_code == 200
    assert browser.post(_url(service, "about/"), {"name": "Changed"}).status_code == 403
    assert browser.post(_url(service, "submit/")).status_code == 403
    assert draft_of(service).name == "Sleep club"


def test_forms_without_their_token_are_refused(service, owner, alpha, client_for):
    browser = client_for(alpha, owner, enforce_csrf_checks=True)
    assert browser.post(_url(service, "about/"), {"name": "Changed"}).status_code == 403


def test_the_preview_shows_the_draft_like_families_will_see_it(portal, ready):
    page = portal.get(_url(ready, "preview/"))
    assert "A calm club" in page.text
    assert "Preview" in page.text


def test_what_its_own_words_speak_of_and_nobody_ticked_is_hinted_at(portal, service, owner, draft_of, filled):
    data = replace(filled(draft_of(service)), needs=(), topics=("leisure",), age_min=None, age_max=None)
    save_draft(user=owner, service=service, data=replace(data, description="For autistic children aged 5 to 11."))
    hinted = portal.get(_url(service, "submit/")).text.partition("Your own words speak of")[2].partition("</p>")[0]
    assert all(words in hinted for words in ("Autism", "Age 5 to 11"))
    save_draft(user=owner, service=service, data=replace(data, description="For all.", needs=("autism",)))
    hinted = portal.get(_url(service, "submit/")).text.partition("Your own words speak of")[2].partition("</p>")[0]
    assert not any(words in hinted for words in ("Autism", "Age"))
