"""A sheet that was downloaded, changed and uploaded again: it says which version it was made of.

So it changes what was changed in it and nothing else, whatever became of the listing meanwhile.
"""

import csv
import io
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from providers.imports.services.files import write_listings
from providers.listings.data import ContactData, PlaceData, ServiceData
from providers.listings.models import Service
from providers.listings.services.listings import save_draft
from providers.listings.services.state import set_waiting_time
from providers.review.selectors import current_submission
from providers.review.services.submissions import approve, ask_for_changes, publish_directly, submit
from providers.uploads.models import Goes
from tests.factories import PersonFactory, ServiceFactory
from tests.integration.uploads.conftest import csv_of

DATA = ServiceData(
    name="Sleep club",
    external_id="o-1",
    summary="Help with sleep",
    description="On Mondays.",
    eligibility="All.",
    needs=("sleep", "autism"),
    places=(PlaceData(address="1 Long Road", postcode="MK9 3XS"), PlaceData(address="2 Short Road")),
    contacts=(ContactData(phone="01632 960001", email="desk@example.org"),),
)
EDIT = {"summary": "Edited", "description": "Edited", "eligibility": "Edited"}


@pytest.fixture
def club(owls):
    return ServiceFactory(organisation=owls.organisation, data=DATA)


def _live(owls, club):
    publish_directly(listing=club, revision=club.latest_revision)


def _edited(owls, club):
    _live(owls, club)
    edit(owls, club, **EDIT)


def _sent(owls, club):
    _edited(owls, club)
    submit(user=owls.person, listing=club)


def _asked(owls, club):
    _sent(owls, club)
    task_state = current_submission(club)
    ask_for_changes(user=PersonFactory(officer=True), task_state=task_state, requests={"summary": "More, please."})


STATES = {
    "a draft": lambda owls, club: None,
    "a draft that was sent": lambda owls, club: submit(user=owls.person, listing=club),
    "live": _live,
    "live with unsent changes": _edited,
    "live with changes that were sent": _sent,
    "live with changes asked for": _asked,
}


def edit(owls, club, **fields):
    save_draft(user=owls.person, service=club, data=replace(newest(club), **fields))


def newest(club):
    return ServiceData.from_service(Service.objects.get(pk=club.pk).get_latest_revision_as_object())


def live(club):
    return ServiceData.from_service(Service.objects.get(pk=club.pk))


def sheet(*, drafts=True):
    """The rows of what a provider downloads, or the council."""
    file = io.StringIO()
    write_listings(file, Service.objects.all(), drafts=drafts)
    return list(csv.DictReader(io.StringIO(file.getvalue())))


def _all_there_is(club):
    return Service.objects.values_list("latest_revision", "live_revision", "has_unpublished_changes").get(pk=club.pk)


@pytest.mark.parametrize("state", STATES)
def test_a_sheet_that_nobody_changed_changes_nothing(owls, officer, club, run_upload, state):
    STATES[state](owls, club)
    before = _all_there_is(club)
    trips = [(owls, True, Goes.DRAFT), (owls, True, Goes.REVIEW), (officer, False, Goes.DRAFT)]
    if "live" in state:  # publishing what isn't live yet is a change, and is meant
        trips.append((officer, False, Goes.LIVE))
    for who, drafts, goes in trips:
        upload = run_upload(who, *sheet(drafts=drafts), goes=goes)
        assert [(row.outcome, row.problems, row.contested) for row in upload.rows.all()] == [("unchanged", [], [])]
        assert _all_there_is(club) == before


def test_a_providers_sheet_holds_what_they_have_not_sent(owls, club, council, client_for):
    _edited(owls, club)
    answer = client_for(council, owls.person).get(f"/provider/uploads/listings/{owls.organisation.uuid}.csv")
    row = next(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row[name] for name in EDIT} == {"Edited"}


def test_one_answer_changed_in_the_sheet_leaves_unsent_edits_alone(owls, club, run_upload):
    _edited(owls, club)
    (first, *others) = sheet()
    run_upload(owls, {**first, "phone": "01632 960777"}, *others)
    assert (newest(club).contacts[0].phone, newest(club).summary) == ("01632 960777", "Edited")


def test_what_was_edited_after_the_download_stays(owls, club, run_upload):
    _live(owls, club)
    (first, *others) = sheet()
    edit(owls, club, **EDIT)
    upload = run_upload(owls, {**first, "phone": "01632 960777"}, *others)
    assert (newest(club).contacts[0].phone, newest(club).summary) == ("01632 960777", "Edited")
    assert upload.rows.get().contested == []


@pytest.mark.parametrize("file_wins", [False, True])
def test_what_both_changed_stays_unless_the_file_is_to_win_and_is_told(owls, club, run_upload, file_wins):
    (first, *others) = sheet()
    edit(owls, club, summary="From the portal")
    upload = run_upload(owls, {**first, "summary": "From the sheet"}, *others, file_wins=file_wins)
    assert newest(club).summary == ("From the sheet" if file_wins else "From the portal")
    row = upload.rows.get()
    assert (row.contested, row.notes[0][1]) == (["summary"], "summary")
    assert row.outcome == ("updated" if file_wins else "unchanged")


def test_the_same_change_on_both_sides_is_no_conflict(owls, club, run_upload):
    (first, *others) = sheet()
    edit(owls, club, summary="The same")
    upload = run_upload(owls, {**first, "summary": "The same"}, *others)
    assert (upload.rows.get().outcome, upload.rows.get().contested) == ("unchanged", [])


@pytest.mark.parametrize("file_wins", [False, True])
def test_places_that_both_changed_go_by_the_same(owls, club, run_upload, file_wins):
    (first, *others) = sheet()
    edit(owls, club, places=(PlaceData(address="3 New Road"),))
    upload = run_upload(owls, {**first, "address": "4 Old Road"}, *others, file_wins=file_wins)
    assert upload.rows.get().contested == ["address"]
    expected = ["4 Old Road", "2 Short Road"] if file_wins else ["3 New Road"]
    assert [place.address for place in newest(club).places] == expected


@pytest.mark.parametrize("file_wins", [False, True])
def test_ages_are_one_answer_of_which_nobody_gets_half(owls, club, run_upload, file_wins):
    (first, *others) = sheet()
    edit(owls, club, age_max=18)
    upload = run_upload(owls, {**first, "age_min": "5"}, *others, file_wins=file_wins)
    assert upload.rows.get().contested == ["age_min", "age_max"]
    assert (newest(club).age_min, newest(club).age_max) == ((5, None) if file_wins else (None, 18))


def test_a_waiting_time_said_after_the_download_stays(owls, club, run_upload):
    set_waiting_time(user=None, service=club, waiting_time="2 weeks", checked=None)
    (first, *others) = sheet()
    set_waiting_time(user=None, service=club, waiting_time="9 weeks", checked=None)
    run_upload(owls, {**first, "summary": "New"}, *others)
    club.state.refresh_from_db()
    assert club.state.waiting_time == "9 weeks"
    upload = run_upload(owls, {**first, "waiting_time": "5 weeks"}, *others)
    club.state.refresh_from_db()
    assert (club.state.waiting_time, upload.rows.get().contested) == ("9 weeks", ["waiting_time"])


def test_what_went_live_after_the_council_downloaded_is_not_undone(owls, officer, club, run_upload):
    _live(owls, club)
    (first, *others) = sheet(drafts=False)
    edit(owls, club, summary="Approved since")
    club.refresh_from_db()
    approve(user=PersonFactory(officer=True), task_state=submit(user=owls.person, listing=club))
    run_upload(officer, {**first, "phone": "01632 960777"}, *others, goes=Goes.LIVE)
    assert (live(club).summary, live(club).contacts[0].phone) == ("Approved since", "01632 960777")


def test_a_council_that_saves_drafts_of_live_listings_keeps_their_peoples_edits(owls, officer, club, run_upload):
    _edited(owls, club)
    (first, *others) = sheet(drafts=False)
    assert first["summary"] == "Help with sleep"
    run_upload(officer, {**first, "phone": "01632 960777"}, *others)
    assert (newest(club).summary, newest(club).contacts[0].phone) == ("Edited", "01632 960777")


def test_a_sheet_without_versions_means_its_rows_as_they_are(owls, club, run_upload):
    rows = [{name: cell for name, cell in row.items() if name != "version"} for row in sheet()]
    edit(owls, club, summary="From the portal")
    run_upload(owls, *rows)
    assert newest(club).summary == "Help with sleep"


@pytest.mark.parametrize("cell", ["12", "v1-0-0", "v999999999-00000000-00000000-00000000", "another's"])
def test_a_version_that_is_not_this_listings_is_a_mistake_of_its_row(owls, larks, club, run_upload, cell):
    other = ServiceFactory(organisation=larks.organisation, name="Theirs")
    rows = sheet()
    (theirs,) = (row["version"] for row in rows if row["name"] == "Theirs")
    (first, *others) = (row for row in rows if row["external_id"] == "o-1")
    upload = run_upload(owls, {**first, "version": theirs if cell == "another's" else cell, "summary": "x"}, *others)
    assert {row.outcome for row in upload.rows.all()} == {"rejected"}
    assert upload.rows.get(number=2).problems[0][1] == "version"
    assert newest(club).summary == "Help with sleep"
    assert other.pk


def test_the_page_says_what_was_changed_since_and_offers_the_choice(owls, club, council, client_for):
    from providers.uploads.models import Upload
    from tests.integration.uploads.conftest import run

    (first, *others) = sheet()
    edit(owls, club, summary="From the portal")
    client = client_for(council, owls.person)
    file = io.BytesIO(csv_of({**first, "summary": "From the sheet"}, *others))
    file.name = "mine.csv"
    client.post("/provider/uploads/", {"file": file, "organisation": owls.organisation.uuid})
    upload = Upload.objects.get()
    address = f"/provider/uploads/{upload.uuid}/"
    assert "Use the file’s answer instead" in client.get(f"{address}columns/").content.decode()
    columns = {f"column-{index}": name for index, name in enumerate(upload.header)}
    for choice, told in (({}, "What is there now stays."), ({"file_wins": "on"}, "What the file says takes the place")):
        client.post(f"{address}columns/", {**columns, "goes": "draft", **choice})
        run()
        page = client.get(f"{address}?show=contested").content.decode()
        assert "1 listing was changed after you downloaded the file" in page
        assert told in page
        assert "Sleep club" in page


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(["", "One", "Two"]) for name in ("summary", "description", "eligibility", "outcomes")
    },
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(here=FIELDS, there=FIELDS)
def test_whatever_both_sides_change_nothing_is_lost_without_a_word(owls, club, run_upload, here, there):
    with transaction.atomic():
        before = newest(club)
        (first, *others) = sheet()
        edit(owls, club, **there)
        upload = run_upload(owls, {**first, **here}, *others)
        after, row = newest(club), upload.rows.get()
        for name in ("summary", "description", "eligibility", "outcomes"):
            was = getattr(before, name)
            mine, theirs = here.get(name, was), there.get(name, was)
            both = len({was, mine, theirs}) == 3
            assert (name in row.contested) is both
            assert getattr(after, name) == (theirs if both or mine == was else mine)
        transaction.set_rollback(True)
