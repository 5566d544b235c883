"""What reviewers ask for field by field, and how its people read it in the portal."""

import pytest

from providers.listings.errors import WrongState
from providers.review.models import FieldRequest
from providers.review.selectors import current_submission, latest_reason, status_of
from providers.review.services.submissions import ask_for_changes, submit, withdraw
from providers.review.states import ListingStatus
from tests.integration.review.conftest import asked_fields, edit, listing_in

pytestmark = pytest.mark.django_db
PAGE = "/provider/services/{}/"


@pytest.fixture
def asked(cast):
    """A live service whose description the council asks to change."""
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    requests = {"description": " Say which days. ", "name": ""}
    ask_for_changes(user=cast.officer, task_state=current_submission(listing), requests=requests)
    return listing


def test_a_request_in_one_field_needs_no_other_reason(asked):
    (request,) = FieldRequest.objects.all()
    assert (request.field, request.label, request.reason) == ("description", "Description", "Say which days.")
    assert status_of(asked) is ListingStatus.LIVE_CHANGES_ASKED
    assert latest_reason(asked).text == ""


def test_a_field_that_is_not_in_the_submission_can_not_be_asked_for(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    with pytest.raises(WrongState, match="isn't in this submission"):
        ask_for_changes(user=cast.officer, task_state=current_submission(listing), requests={"shoe_size": "Why?"})
    with pytest.raises(WrongState, match="Enter a reason"):
        ask_for_changes(user=cast.officer, task_state=current_submission(listing), requests={"name": " "})
    assert status_of(listing) is ListingStatus.SUBMITTED


def test_requests_stand_until_it_is_sent_again(cast, asked):
    assert list(asked_fields(asked)) == ["description"]
    edit(asked, cast.editor, "On Mondays.")
    assert [each.answered for each in asked_fields(asked).values()] == [True]
    submit(user=cast.editor, listing=asked)
    assert asked_fields(asked) == {}
    withdraw(user=cast.editor, listing=asked)
    assert [each.answered for each in asked_fields(asked).values()] == [True]


def test_the_task_list_says_which_page_needs_a_change_and_the_page_says_why(alpha, cast, asked, client_for):
    client = client_for(alpha, cast.editor)
    tasks = client.get(PAGE.format(asked.uuid)).content.decode()
    assert tasks.count("Needs a change") == 1
    assert tasks.count("Description: Say which days.") == 2  # above the list, and in the history
    about = client.get(f"{PAGE.format(asked.uuid)}about/").content.decode()
    assert about.index("Say which days.") < about.index('id="id_description"')
    assert "Say which days." not in client.get(f"{PAGE.format(asked.uuid)}who/").content.decode()


def test_other_organisations_never_read_them(alpha, cast, asked, client_for):
    client = client_for(alpha, cast.outsider)
    for path in ("", "about/"):
        assert client.get(f"{PAGE.format(asked.uuid)}{path}").status_code == 404
