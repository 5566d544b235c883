"""What the council asked for and what of it is changed: the portal's pictures of it, as a table, and the officer's."""

import re
from dataclasses import replace

import pytest

from providers.listings.data import OrganisationData, PlaceData, ServiceData
from providers.listings.models import Organisation
from providers.listings.services.listings import save_draft, save_organisation_draft
from providers.review.selectors import current_submission
from providers.review.services.submissions import approve, ask_for_changes, reject, submit, withdraw
from providers.review.states import ListingStatus
from tests.integration.review.conftest import listing_in, with_second_step

pytestmark = pytest.mark.django_db
_TAG = re.compile(r'id="task-([a-z-]+)">(?:<strong class="govuk-tag[^>]*>)?([^<]*)')
_ASKED, _CHANGED, _ELSE = "Needs a change", "Changed", ""


def ask(listing, cast, *fields):
    requests = {field: f"Say more of {field}." for field in fields}
    ask_for_changes(user=cast.officer, task_state=current_submission(listing), requests=requests)


def change(listing, cast, **fields):
    listing.refresh_from_db()
    draft = ServiceData.from_service(listing.get_latest_revision_as_object())
    save_draft(user=cast.editor, service=listing, data=replace(draft, **fields))


def send(listing, cast):
    listing.refresh_from_db()
    submit(user=cast.editor, listing=listing)


def _ask_two(listing, cast):
    ask(listing, cast, "description", "reach")


def _change_one(listing, cast):
    _ask_two(listing, cast)
    change(listing, cast, description="On Mondays.")


def _change_back(listing, cast):
    _change_one(listing, cast)
    change(listing, cast, description="Changed words")


def _change_both(listing, cast):
    _change_one(listing, cast)
    change(listing, cast, reach="national")


def _send_again(listing, cast):
    _change_one(listing, cast)
    send(listing, cast)


def _take_back(listing, cast):
    _send_again(listing, cast)
    withdraw(user=cast.editor, listing=listing)


def _ask_again_of_another(listing, cast):
    _send_again(listing, cast)
    ask(listing, cast, "name")


def _ask_again_of_the_same(listing, cast):
    _send_again(listing, cast)
    ask(listing, cast, "description")


def _reject(listing, cast):
    _send_again(listing, cast)
    reject(user=cast.officer, task_state=current_submission(listing), reason="No.")


def _approve(listing, cast):
    _send_again(listing, cast)
    approve(user=cast.officer, task_state=current_submission(listing))


def _approve_once_of_two(listing, cast):
    with_second_step("officer")
    _approve(listing, cast)


_NEEDED, _READY, _WAITS = "Live, changes needed", "Live, changed, not sent yet", "Live, changes being checked"
_CHANGE, _SEND, _NOTHING = "Change what the council asked for", "Send it again", "Nothing: the council is checking it"
TABLE = {
    "asked": (_ask_two, _ASKED, _ASKED, _NEEDED, _CHANGE),
    "one changed": (_change_one, _CHANGED, _ASKED, _NEEDED, _CHANGE),
    "changed back": (_change_back, _ASKED, _ASKED, _NEEDED, _CHANGE),
    "both changed": (_change_both, _CHANGED, _CHANGED, _READY, _SEND),
    "sent again": (_send_again, _ELSE, _ELSE, _WAITS, _NOTHING),
    "taken back": (_take_back, _CHANGED, _ASKED, "Live, with changes not sent", "Send your changes"),
    "asked again of another": (_ask_again_of_another, _ASKED, _ASKED, _NEEDED, _CHANGE),
    "asked again of the same": (_ask_again_of_the_same, _ASKED, _ASKED, _NEEDED, _CHANGE),
    "rejected": (_reject, _ELSE, _ELSE, "Live, changes not accepted", "Read why it was not accepted"),
    "approved": (_approve, _ELSE, _ELSE, "Live", "Nothing for now"),
    "approved once of two": (_approve_once_of_two, _ELSE, _ELSE, _WAITS, _NOTHING),
}


@pytest.fixture
def listing(cast):
    return listing_in(ListingStatus.LIVE_SUBMITTED, cast)


@pytest.mark.parametrize("moves", TABLE)
def test_the_portal_shows_where_each_request_stands(alpha, cast, listing, client_for, moves):
    make, about, where, state, step = TABLE[moves]
    make(listing, cast)
    client = client_for(alpha, cast.editor)
    page = client.get(f"/provider/services/{listing.uuid}/").content.decode()
    tags = dict(_TAG.findall(page))
    for slug, expected in (("about", about), ("where", where)):
        shown = tags[slug].strip()
        assert shown == expected if expected else shown in ("Completed", "To do")
        beside = client.get(f"/provider/services/{listing.uuid}/{slug}/").content.decode()
        assert ("The council asks you to change" in beside) is (expected == _ASKED)
    assert f">{state}</strong>" in page
    dashboard = client.get("/provider/").content.decode()
    assert f">{state}</strong>" in dashboard
    assert step in dashboard


def test_what_was_asked_in_two_rounds_stands_beside_both_fields(alpha, cast, listing, client_for):
    _ask_again_of_another(listing, cast)
    about = client_for(alpha, cast.editor).get(f"/provider/services/{listing.uuid}/about/").content.decode()
    assert "Say more of name." in about
    assert "Say more of description." not in about
    where = client_for(alpha, cast.editor).get(f"/provider/services/{listing.uuid}/where/").content.decode()
    assert "Say more of reach." in where


def test_the_next_reviewer_sees_which_requests_were_answered(alpha, cast, listing, client_for, with_second_factor):
    _send_again(listing, cast)
    desk = client_for(alpha, with_second_factor(cast.officer))
    page = desk.get(f"/admin/review/{current_submission(listing).pk}/").content.decode()
    asked = page[page.index("What the council asked for before") :]
    assert asked.index("Description.") < asked.index(">Changed<") < asked.index("Say more of description.")
    assert asked.index("How far it reaches.") < asked.index(">Not changed<") < asked.index("Say more of reach.")


def test_a_place_and_the_files_are_pages_of_their_own(alpha, cast, listing, client_for):
    withdraw(user=cast.editor, listing=listing)
    place = PlaceData(address="1 High Street", postcode="MK9 3XS")
    change(listing, cast, places=(place,))
    send(listing, cast)
    ask(listing, cast, f"places.{place.uuid}")
    client = client_for(alpha, cast.editor)
    address = f"/provider/services/{listing.uuid}/places/{place.uuid}/"
    assert "Say more of places" in client.get(address).content.decode()
    change(listing, cast, places=(replace(place, address="2 High Street"),))
    assert "Say more of places" not in client.get(address).content.decode()


def test_an_organisations_own_details_go_by_the_same(alpha, cast, client_for):
    organisation = listing_in(ListingStatus.SUBMITTED, cast, Organisation)
    ask(organisation, cast, "name")
    client, address = client_for(alpha, cast.owner), f"/provider/organisations/{organisation.uuid}/"
    page = client.get(address).content.decode()
    assert page.count("Say more of name.") == 2
    assert ">Changes needed</strong>" in page
    organisation.refresh_from_db()
    draft = OrganisationData.from_organisation(organisation.get_latest_revision_as_object())
    save_organisation_draft(user=cast.owner, organisation=organisation, data=replace(draft, name="Another name"))
    page = client.get(address).content.decode()
    assert "Say more of name." not in page
    assert ">Changed, not sent yet</strong>" in page
