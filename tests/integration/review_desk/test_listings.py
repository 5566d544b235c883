"""The index of listings and each one's history, and who may open the desk at all."""

from uuid import uuid4

import pytest
from django.test import Client

from providers.listings.services.state import set_temporarily_closed
from providers.review.services.submissions import approve, ask_for_changes, submit
from tests.factories import OrganisationFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db
INDEX = "/admin/review/listings/"


def test_every_listing_has_its_status_in_officers_words(desk, organisation, provider, send):
    live = ServiceFactory(organisation=organisation, name="A live one", published=True)
    ServiceFactory(organisation=organisation, name="A draft one")
    send("A waiting one")
    set_temporarily_closed(user=provider, service=live, closed=True)
    text = desk.get(INDEX).text
    for words in ("A live one", "Closed for now", "A draft one", "Draft", "A waiting one", "Waiting for review (new)"):
        assert words in text
    live.refresh_from_db()
    assert f'href="{live.get_absolute_url()}"' in text


def test_what_families_cannot_open_has_no_link_to_their_page(desk, organisation):
    draft = ServiceFactory(organisation=organisation)
    assert draft.get_absolute_url() not in desk.get(INDEX).text


def test_a_search_finds_listings_by_their_name_or_organisation(desk, organisation):
    ServiceFactory(organisation=organisation, name="Night Owls")
    ServiceFactory(organisation=OrganisationFactory(name="Example Riders"), name="Pony Club")
    assert "Pony Club" not in desk.get(f"{INDEX}?q=owls").text
    assert "Pony Club" in desk.get(f"{INDEX}?q=riders").text
    assert "Nothing is called" in desk.get(f"{INDEX}?q=nobody").text


def test_organisations_have_their_own_list(desk, organisation):
    text = desk.get(f"{INDEX}?show=organisations").text
    assert "Example Sleep Trust" in text
    assert "Charity or community group" in text
    assert f'href="{INDEX}organisations/{organisation.uuid}/"' in text


@pytest.mark.parametrize("query", ["show=nonsense", "q=%00", f"q={'x' * 201}"])
def test_a_question_that_makes_no_sense_is_400_beside_the_list(desk, organisation, query):
    ServiceFactory(organisation=organisation, name="Night Owls")
    answer = desk.get(f"{INDEX}?{query}")
    assert (answer.status_code, "Night Owls" in answer.text) == (400, True)


def test_the_list_comes_in_pages(desk, organisation):
    for number in range(21):
        ServiceFactory(organisation=organisation, name=f"Service {number:02}")
    assert "Service 20" not in desk.get(INDEX).text
    assert "Service 20" in desk.get(f"{INDEX}?p=2").text


def test_a_history_tells_each_round(desk, send, provider, other_officer, listing_of):
    submission = send()
    ask_for_changes(user=other_officer, task_state=submission, reason="Say who it is for.")
    service = listing_of(submission)
    again = submit(user=provider, listing=service)
    text = desk.get(f"{INDEX}services/{service.uuid}/").text
    for words in ("Say who it is for.", "Changes asked for", "by Otto Officer", "by Olu Owner", "Review what waits"):
        assert words in text
    approve(user=other_officer, task_state=again)
    assert "Review what waits" not in desk.get(f"{INDEX}services/{service.uuid}/").text


def test_a_listing_never_reviewed_says_how_it_came_to_be(desk, organisation):
    assert "Put it online" in desk.get(f"{INDEX}organisations/{organisation.uuid}/").text
    draft = ServiceFactory(organisation=organisation)
    assert "never sent for review" in desk.get(f"{INDEX}services/{draft.uuid}/").text


@pytest.mark.parametrize("kind", ["services", "organisations"])
def test_a_listing_that_is_not_there_is_404(desk, kind):
    assert desk.get(f"{INDEX}{kind}/{uuid4()}/").status_code == 404


@pytest.fixture
def every_page(send):
    submission = send()
    service = submission.workflow_state.content_object
    return [
        "/admin/review/",
        f"/admin/review/{submission.pk}/",
        f"/admin/review/{submission.pk}/preview/",
        INDEX,
        f"{INDEX}services/{service.uuid}/",
        f"{INDEX}organisations/{service.organisation.uuid}/",
    ]


@pytest.mark.parametrize("role", ["content_editor", "manager"])
def test_staff_who_are_no_officers_are_refused(alpha, client_for, with_second_factor, every_page, role):
    browser = client_for(alpha, with_second_factor(PersonFactory(**{role: True})))
    for path in every_page:
        for method in (browser.get, browser.post):
            answer = method(path, {"decision": "approve"})
            assert answer.status_code in ({403} if method == browser.get else {403, 405}), path
            assert "Night Owls" not in answer.text


def test_a_provider_is_refused(alpha, client_for, provider, every_page):
    browser = client_for(alpha, provider)
    for path in every_page:
        answer = browser.get(path, follow=True)
        assert answer.status_code == 403, path
        assert "Night Owls" not in answer.text


def test_nobody_signed_out_sees_anything(alpha, every_page):
    for path in every_page:
        answer = Client(headers={"host": alpha.domain}).get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_lists_are_read_only(desk, every_page, method):
    for path in every_page:
        last = path.rstrip("/").split("/")[-1]
        if not last.isdigit() and (method != "post" or last.count("-") != 4):
            assert getattr(desk, method)(path).status_code == 405, path
