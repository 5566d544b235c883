"""Its people hide a listing for a while or take it down, at once, and bring it back themselves."""

import pytest

from providers.listings.services.suspension import suspend
from providers.review.services.submissions import submit
from tests.factories import PersonFactory, ServiceFactory, put_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(service, organisation):
    for listing in (organisation, service):
        put_live(listing)
    service.refresh_from_db()
    return service


@pytest.fixture
def public(alpha, client_for):
    """Somebody who isn't signed in."""
    return client_for(alpha)


def _url(service, tail="shown/"):
    return f"/provider/services/{service.uuid}/{tail}"


@pytest.mark.parametrize(("answer", "tag"), [("paused", "Hidden for now"), ("archived", "Taken down")])
def test_families_find_it_no_more_and_then_again(portal, public, live, answer, tag):
    hidden = portal.post(_url(live), {"shown": answer}, follow=True)
    assert tag in hidden.text
    assert "Show it to families again" in hidden.text
    assert tag in portal.get("/provider/").text
    assert public.get(live.get_absolute_url()).status_code in {404, 410}
    assert live.name not in public.get("/search/").text

    assert tag not in portal.post(_url(live), {"shown": "shown"}, follow=True).text
    assert public.get(live.get_absolute_url()).status_code == 200
    assert live.name in public.get("/search/").text


@pytest.mark.parametrize("hidden", ["the service", "the organisation"])
def test_its_people_are_told_that_the_council_hides_it(portal, live, organisation, hidden):
    assert "Hidden by the council" not in portal.get("/provider/").text
    suspend(user=PersonFactory(officer=True), listing=organisation if "org" in hidden else live, reason="A report.")
    for address in ("/provider/", _url(live, "")):
        assert "Hidden by the council" in portal.get(address).text


def test_one_state_follows_the_other_and_the_page_shows_which_holds(portal, live):
    for answer in ("paused", "archived", "paused"):
        portal.post(_url(live), {"shown": answer})
        assert portal.get(_url(live)).context["form"].initial == {"shown": answer}
    live.state.refresh_from_db()
    assert (live.state.paused, live.state.archived) == (True, False)


@pytest.mark.parametrize("answer", ["paused", "archived"])
def test_a_hidden_listing_is_not_asked_whether_it_is_still_correct(portal, live, answer):
    live.state.stale = True
    live.state.save()
    assert "Check that it is still correct" in portal.get(_url(live, "")).text
    portal.post(_url(live), {"shown": answer})
    assert "Check that it is still correct" not in portal.get(_url(live, "")).text
    assert "Check that it is still correct" not in portal.get("/provider/").text


def test_what_was_taken_down_stands_last(portal, live, owner, organisation):
    ServiceFactory(organisation=organisation, name="Zebra club")
    names = [each.own.listing.name for each in portal.get("/provider/").context["organisations"][0].services]
    assert names == [live.name, "Zebra club"]
    portal.post(_url(live), {"shown": "archived"})
    names = [each.own.listing.name for each in portal.get("/provider/").context["organisations"][0].services]
    assert names == ["Zebra club", live.name]


def test_what_the_council_checks_is_taken_back_first(portal, live, owner):
    live.save_revision(user=owner)
    submit(user=owner, listing=live)
    refused = portal.post(_url(live), {"shown": "archived"})
    assert refused.status_code == 422
    assert "Take it back first" in refused.text
    live.state.refresh_from_db()
    assert not live.state.archived


@pytest.mark.parametrize("answer", [{}, {"shown": "gone"}])
def test_no_answer_is_asked_for_again(portal, live, answer):
    refused = portal.post(_url(live), {**answer, "x": "y"})
    assert refused.status_code == 422
    assert "Say whether families can find it" in refused.text


def test_a_viewer_changes_nothing(alpha, client_for, viewer, live):
    assert client_for(alpha, viewer).post(_url(live), {"shown": "paused"}).status_code == 403
    live.state.refresh_from_db()
    assert not live.state.paused
