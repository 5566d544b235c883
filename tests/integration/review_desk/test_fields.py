"""Deciding field by field: accept, ask for a change, correct."""

from contextlib import closing
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.listings.data import FileData, PlaceData, ServiceData
from providers.listings.models import Service
from providers.listings.services.files import store_photo
from providers.listings.services.listings import save_draft
from providers.review.selectors import status_of
from providers.review.services.assignments import comment
from providers.review.services.submissions import submit
from providers.review.states import ListingStatus
from tests.factories import ServiceFactory, full_data
from tests.factories.files import photo
from tests.integration.review.conftest import asked_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(send_change):
    return send_change(summary="Version 2", description="Line 1\n\nLine 2", needs=("autism",), age_max=12)


def _url(submission):
    return f"/admin/review/{submission.pk}/"


def _decide(desk, submission, decision, **fields):
    """`do_summary="ask"` is the form's `do-summary`."""
    return desk.post(
        _url(submission), {"decision": decision, **{name.replace("_", "-", 1): value for name, value in fields.items()}}
    )


def test_a_change_can_be_asked_for_in_one_field_without_another_reason(desk, submission, listing_of):
    answer = _decide(desk, submission, "ask_for_changes", do_summary="ask", ask_summary="Say who it is for.")
    assert answer.status_code == 302
    assert status_of(listing_of(submission)) is ListingStatus.LIVE_CHANGES_ASKED
    asked = asked_fields(listing_of(submission))
    assert {name: request.reason for name, request in asked.items()} == {"summary": "Say who it is for."}


def test_what_was_asked_is_read_again_with_the_next_version(desk, provider, submission, listing_of):
    _decide(desk, submission, "ask_for_changes", do_summary="ask", ask_summary="Say who it is for.")
    assert "Say who it is for." in desk.get(_url(submission)).text
    again = submit(user=provider, listing=listing_of(submission))
    assert "Say who it is for." in desk.get(_url(again)).text


def test_a_field_that_stays_the_same_can_be_asked_about_too(desk, submission, listing_of):
    _decide(desk, submission, "ask_for_changes", do_referral="ask", ask_referral="Is this still right?")
    assert list(asked_fields(listing_of(submission))) == ["referral"]


def test_what_was_typed_beside_accept_is_not_sent(desk, submission, listing_of):
    _decide(desk, submission, "ask_for_changes", reason="See below.", do_summary="accept", ask_summary="Never mind")
    assert asked_fields(listing_of(submission)) == {}


@pytest.mark.parametrize(
    ("decision", "fields", "words"),
    [
        ("ask_for_changes", {"do_summary": "ask"}, "Say what the provider should change here."),
        ("approve", {"do_summary": "ask", "ask_summary": "Why?"}, "You ask for a change in 1 field."),
        ("reject", {"do_summary": "ask", "ask_summary": "Why?", "reason": "No."}, "goes with “Ask for changes”"),
        ("ask_for_changes", {"do_summary": "edit", "edit_summary": "x", "reason": "No."}, "A correction goes live"),
        ("approve", {"do_name": "edit", "edit_name": "x"}, None),
        (
            "approve",
            {"do_age_max": "edit", "edit_age_max": "grown up"},
            "Enter an age in whole years from 0 to 120, like 7",
        ),
        ("approve", {"do_age_max": "edit", "edit_age_max": "1"}, "must be the same as the youngest age or above it"),
        ("approve", {"do_needs": "edit", "edit_needs": "nonsense"}, "Choose one of the answers that are offered"),
        ("approve", {"do_summary": "perhaps"}, None),
    ],
)
def test_what_makes_no_sense_together_is_refused_and_kept(desk, submission, waits, decision, fields, words):
    """None: a field that isn't changed has no correction, and an unknown choice is told by the bar alone."""
    answer = _decide(desk, submission, decision, **fields)
    assert answer.status_code == 422
    assert (words or "Look at what is marked above.") in answer.text
    assert waits(submission)


def test_a_correction_goes_live_with_the_approval(desk, submission, listing_of):
    answer = _decide(
        desk,
        submission,
        "approve",
        do_summary="edit",
        edit_summary="Version 2, spelled right",
        do_needs="edit",
        edit_needs=["sleep", "autism"],
        do_age_max="edit",
        edit_age_max="13",
    )
    assert answer.status_code == 302
    data = ServiceData.from_service(listing_of(submission))
    assert (data.summary, data.needs, data.age_max) == ("Version 2, spelled right", ("autism", "sleep"), 13)
    assert data.description == "Line 1\n\nLine 2"


def test_a_correction_that_changes_nothing_is_a_plain_approval(desk, submission, listing_of):
    _decide(desk, submission, "approve", do_description="edit", edit_description="Line 1\r\n\r\nLine 2")
    assert status_of(listing_of(submission)) is ListingStatus.LIVE
    assert not submission.officer_edits.exists()


def test_what_stays_the_same_offers_no_correction_and_files_that_of_their_words(desk, organisation, send_change):
    stored = store_photo(user=None, organisation=organisation, name="hall.jpg", content=photo())
    submission = send_change(summary="New", files=(FileData(kind="photo", file_id=stored.pk, title="Our hall"),))
    text = desk.get(_url(submission)).text
    assert 'name="edit-summary"' in text
    assert 'name="ask-files"' in text
    assert 'name="edit-files.photo.1.title"' in text
    assert 'name="edit-name"' not in text  # it doesn't change
    assert 'name="ask-name"' in text


def test_corrections_have_inputs_of_their_kind(desk, send):
    text = desk.get(_url(send())).text
    assert '<input type="text" name="edit-age_max"' in text
    assert '<textarea name="edit-description"' in text
    assert 'type="checkbox" name="edit-needs" value="autism"' in text
    assert '<select name="edit-tier"' in text


def test_risks_are_pointed_out_beside_the_way_to_their_field(desk, send_change):
    text = desk.get(_url(send_change(description="Ring Jo on 07700 900123.", age_max=40))).text
    assert "Look at these 2 things first" in text
    assert "looks like somebody’s own mobile number" in text
    assert 'href="#field-' in text


def test_a_move_is_drawn_and_said(desk, organisation, provider):
    before = PlaceData(address="1 High Street", pin=(52.0, -0.73))
    ServiceFactory(organisation=organisation, published=True, data=full_data(places=(before,)))
    service = Service.objects.get(name="Night Owls")
    data = ServiceData.from_service(service)
    after = replace(data, places=(replace(data.places[0], address="9 North Street", pin=(52.04, -0.73)),))
    save_draft(user=provider, service=service, data=after)
    service.refresh_from_db()
    text = desk.get(_url(submit(user=provider, listing=service))).text
    assert "<figcaption>Place 1 moves 2.8 miles to the north.</figcaption>" in text
    assert 'aria-label="Map: Place 1 moves 2.8 miles to the north"' in text


def test_another_photo_under_the_same_title_is_a_change_and_shown(desk, organisation, provider):
    first, second = (
        store_photo(user=None, organisation=organisation, name="hall.jpg", content=photo(colour=colour))
        for colour in ("teal", "red")
    )
    files = (FileData(kind="photo", file_id=first.pk, title="Our hall"),)
    ServiceFactory(organisation=organisation, published=True, data=full_data(files=files))
    service = Service.objects.get(name="Night Owls")
    data = ServiceData.from_service(service)
    save_draft(user=provider, service=service, data=replace(data, files=(replace(files[0], file_id=second.pk),)))
    service.refresh_from_db()
    text = desk.get(_url(submit(user=provider, listing=service))).text
    assert "Look at “Our hall”, a new photo." in text
    assert f'<img src="{second.small_url}" alt="Our hall"' in text
    with closing(desk.get(second.small_url)) as picture:
        assert (picture.status_code, picture.getvalue()[:3]) == (200, b"\xff\xd8\xff")


def test_the_page_takes_as_many_queries_with_much_around_it_as_with_little(
    desk, other_officer, submission, send_change
):
    def count():
        with CaptureQueriesContext(connection) as queries:
            desk.get(_url(submission))
        return len(queries)

    comment(user=other_officer, task_state=submission, text="A remark")
    send_change(summary="Another")  # likely doubles: they have the same name
    desk.get(_url(submission))
    few = count()
    for number in range(5):
        comment(user=other_officer, task_state=submission, text=f"Remark {number}")
        send_change(summary=f"Another {number}")
    assert count() == few
