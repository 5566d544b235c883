"""Words that are said without review: every road on which they come, and what families read of them when.

Roads are tried with words that nobody need look at, with words that somebody should, and where all words wait.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from providers.imports.foreign.guessing import guess_mapping
from providers.listings.data import PlaceData, ServiceData
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import ListingState, Service, StateNote
from providers.review.models import ReviewSettings
from providers.review.selectors import current_submission
from providers.review.services.state_notes import approve_words, say_what_holds, take_words_down
from providers.review.services.submissions import approve
from providers.uploads.models import Goes
from providers.uploads.services import worker
from providers.uploads.services.uploads import check_upload, confirm_upload, start_upload, undo_upload
from tenants.mail.models import Mail
from tests.factories import ServiceFactory
from tests.integration.review.conftest import COMPLETE

pytestmark = pytest.mark.django_db
Standing = StateNote.Standing
PLAIN, RISKY = "About 6 weeks", "About 6 weeks. Sam Brown hurt a child, see https://bit.ly/x1"


@pytest.fixture
def service(cast) -> Service:
    data = ServiceData(
        name="Night Owls",
        external_id="owl-1",
        places=(PlaceData(address="North"), PlaceData(address="South")),
        **COMPLETE,
    )
    return ServiceFactory.create(organisation=cast.organisation, data=data, published=True)


def say(cast, service, **said: Any) -> bool:
    values: dict[str, Any] = {"waiting_time": "", "places": {}, "closed": False, "note": "", **said}
    return say_what_holds(user=cast.editor, service=fresh(service), **values)


def fresh(service) -> Service:
    return Service.objects.select_related("organisation", "state").get(pk=service.pk)


def _work() -> None:
    while worker.work():
        pass


def upload(person, organisation, *, goes=Goes.DRAFT, **cells: str) -> Any:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    made = start_upload(user=person, organisation=organisation, name="words.csv", content=file.getvalue().encode())
    check_upload(user=person, upload=made, mapping=guess_mapping(made.header), goes=goes)
    _work()
    confirm_upload(user=person, upload=made)
    _work()
    made.refresh_from_db()
    return made


def look_at_all(always: bool) -> None:
    if always:
        ReviewSettings.objects.create(pk=1, words_wait=True)


def closure_note(cast, service, words, *, always=False) -> Service:
    look_at_all(always)
    say(cast, service, closed=True, note=words)
    return service


def waiting_time(cast, service, words, *, always=False) -> Service:
    look_at_all(always)
    say(cast, service, waiting_time=words)
    return service


def waiting_time_of_a_place(cast, service, words, *, always=False) -> Service:
    look_at_all(always)
    say(cast, service, places={service.service_at_locations.first().uuid: words})
    return service


def spreadsheet(cast, service, words, *, always=False) -> Service:
    look_at_all(always)
    upload(cast.editor, cast.organisation, external_id="owl-1", name="Night Owls", waiting_time=words)
    return service


def new_listing_in_a_spreadsheet(cast, service, words, *, always=False) -> Service:
    """The review compares versions, and a waiting time is in none: approving the listing must not let it through."""
    look_at_all(always)
    cells = {"external_id": "lark-1", "name": "Larks", "waiting_time": words}
    upload(cast.editor, cast.organisation, goes=Goes.REVIEW, **cells)
    new = Service.objects.get(external_id="lark-1")
    approve(user=cast.officer, task_state=current_submission(new))
    return new


def undone_upload(cast, service, words, *, always=False) -> Service:
    ListingState.objects.filter(service=service).update(waiting_time=words)
    done = upload(cast.editor, cast.organisation, external_id="owl-1", name="Night Owls", waiting_time="9 days")
    assert fresh(service).state.waiting_time == "9 days"
    look_at_all(always)
    undo_upload(user=cast.editor, upload=done)
    _work()
    return service


ROADS: Mapping[str, Callable[..., Service]] = {
    "closure note": closure_note,
    "waiting time": waiting_time,
    "waiting time of a place": waiting_time_of_a_place,
    "spreadsheet": spreadsheet,
    "new listing in a spreadsheet": new_listing_in_a_spreadsheet,
    "undone upload": undone_upload,
}


@dataclass(frozen=True)
class Case:
    words: str
    always: bool
    read: bool


CASES = {
    "plain words": Case(PLAIN, always=False, read=True),
    "risky words": Case(RISKY, always=False, read=False),
    "all words wait": Case(PLAIN, always=True, read=False),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("road", ROADS)
def test_families_read_words_at_once_or_after_an_officer(cast, service, alpha, client_for, road, case):
    wanted = CASES[case]
    told = ROADS[road](cast, service, wanted.words, always=wanted.always)
    page = client_for(alpha).get(fresh(told).get_absolute_url()).content.decode()

    assert (wanted.words in page) is wanted.read
    note = StateNote.objects.filter(words=wanted.words).get()
    assert note.standing == (Standing.LIVE if wanted.read else Standing.WAITING)
    if not wanted.read:
        approve_words(user=cast.officer, note=note)
        assert wanted.words in client_for(alpha).get(fresh(told).get_absolute_url()).content.decode()


def test_the_closure_itself_holds_at_once(cast, service, alpha, client_for):
    assert say(cast, service, closed=True, note=RISKY)
    page = client_for(alpha).get(service.get_absolute_url()).content.decode()
    assert "Closed for now" in page
    assert "Sam Brown" not in page


def test_a_waiting_time_said_before_stays_with_its_own_day(cast, service):
    say(cast, service, waiting_time=PLAIN)
    ListingState.objects.filter(service=service).update(waiting_time_checked="2026-05-01")
    assert say(cast, service, waiting_time=RISKY)
    state = fresh(service).state
    assert (state.waiting_time, str(state.waiting_time_checked)) == (PLAIN, "2026-05-01")


def test_saying_waiting_words_again_changes_nothing_and_other_words_take_their_place(cast, service):
    for _ in range(2):
        assert say(cast, service, closed=True, note=RISKY)
    assert StateNote.objects.count() == 1
    assert not say(cast, service, closed=True, note="Boiler broken.")
    assert list(StateNote.objects.order_by("pk").values_list("standing", flat=True)) == [
        Standing.REPLACED,
        Standing.LIVE,
    ]
    assert not say(cast, service)
    assert set(StateNote.objects.values_list("standing", flat=True)) == {Standing.REPLACED}


def test_what_the_council_says_itself_needs_nobody(cast, service):
    upload(cast.officer, None, goes=Goes.LIVE, external_id="owl-1", name="Night Owls", waiting_time=RISKY)
    assert fresh(service).state.waiting_time == RISKY


def test_a_new_listings_name_is_no_excuse(cast):
    """Before its first approval nothing of a listing is known to families."""
    data = ServiceData(name="Sam Brown hurt a child")
    new = ServiceFactory.create(organisation=cast.organisation, user=cast.editor, data=data)
    assert say(cast, new, waiting_time="ask Sam Brown")


def test_words_are_refused_with_a_reason_that_their_writer_gets_by_mail(cast, service):
    say(cast, service, closed=True, note=RISKY)
    note = StateNote.objects.get()
    with pytest.raises(WrongState, match="Enter a reason"):
        take_words_down(user=cast.officer, note=note, reason=" ")
    take_words_down(user=cast.officer, note=note, reason="It names a person.")
    mail = Mail.objects.get(event__startswith="state-note:")
    assert mail.to == cast.editor.email
    assert "It names a person." in mail.text
    assert say(cast, service, closed=True, note=RISKY), "the same words don't come back by saying them again"
    assert fresh(service).state.closed_note == ""


@pytest.mark.parametrize("road", ["closure note", "waiting time", "waiting time of a place"])
def test_live_words_are_taken_down_and_put_back(cast, service, alpha, client_for, road):
    ROADS[road](cast, service, PLAIN)
    note = StateNote.objects.get()

    def page():
        return client_for(alpha).get(service.get_absolute_url()).content.decode()

    assert PLAIN in page()
    take_words_down(user=cast.officer, note=note, reason="It isn't true.")
    assert PLAIN not in page()
    approve_words(user=cast.other_officer, note=note)
    assert PLAIN in page()
    actions = ModelLogEntry.objects.filter(action__startswith="review.words").order_by("pk")
    assert [entry.action for entry in actions] == [
        "review.words",
        "review.words_take_down",
        "review.words_approve",
    ]


def test_only_officers_who_did_not_say_it_decide(cast, service):
    say(cast, service, closed=True, note=RISKY)
    note = StateNote.objects.get()
    for person in (cast.editor, cast.manager, cast.partner, cast.commissioner, cast.content_editor):
        with pytest.raises(NotAllowed):
            approve_words(user=person, note=note)
        with pytest.raises(NotAllowed):
            take_words_down(user=person, note=note, reason="No.")
    StateNote.objects.update(said_by=cast.officer)
    with pytest.raises(NotAllowed, match="another officer"):
        approve_words(user=cast.officer, note=note)


def test_a_decision_on_words_that_changed_meanwhile_is_refused(cast, service):
    say(cast, service, closed=True, note=RISKY)
    note = StateNote.objects.get()
    say(cast, service, closed=True, note="Boiler broken.")
    with pytest.raises(WrongState, match="changed meanwhile"):
        approve_words(user=cast.officer, note=note)
    assert fresh(service).state.closed_note == "Boiler broken."


def test_words_of_a_closure_that_is_over_are_not_approved(cast, service):
    say(cast, service, closed=True, note=RISKY)
    note = StateNote.objects.get()
    ListingState.objects.update(temporarily_closed=False)
    with pytest.raises(WrongState, match="open again"):
        approve_words(user=cast.officer, note=note)
