"""Correcting the photos and documents of a submission: their words, their order, and taking one out."""

import pytest
from wagtail.models import ModelLogEntry

from providers.listings.data import FileData
from providers.listings.services.files import store_document, store_photo
from providers.review.services.undo import undo_decision
from tests.factories.files import PDF, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(organisation, send_change):
    """A change that adds three photos and a document."""
    photos = [store_photo(user=None, organisation=organisation, name="hall.jpg", content=photo()) for _ in "ABC"]
    document = store_document(user=None, organisation=organisation, name="prices.pdf", content=PDF)
    files = [FileData(kind="photo", file_id=each.pk, title=title) for each, title in zip(photos, "ABC", strict=True)]
    return send_change(files=(*files, FileData(kind="document", file_id=document.pk, title="Prcies")))


@pytest.fixture
def correct(desk, sent):
    """`correct(**{"photo.1.title": …})` approves with the files corrected; what isn't named stays as it was sent."""

    def post(**changes):
        titles = {f"photo.{place}.title": title for place, title in enumerate("ABC", start=1)}
        places = {f"photo.{place}.place": str(place) for place in (1, 2, 3)}
        answers = {**titles, **places, "document.1.title": "Prcies", **changes}
        edits = {f"edit-files.{key}": value for key, value in answers.items()}
        return desk.post(f"/admin/review/{sent.pk}/", {"decision": "approve", "do-files": "edit", **edits})

    return post


def _titles(listing):
    return [file.title for file in listing.service_files.all()]


def test_words_are_corrected_and_each_file_stays_the_one_it_was(correct, sent, listing_of):
    before = {file.uuid: file.file_id for file in sent.revision.as_object().service_files.all()}
    answer = correct(**{"photo.2.title": "Children bake bread", "document.1.title": "Prices"})
    assert answer.status_code == 302
    listing = listing_of(sent)
    assert _titles(listing) == ["A", "Children bake bread", "C", "Prices"]
    assert {file.uuid: file.file_id for file in listing.service_files.all()} == before


@pytest.mark.parametrize(
    ("place", "to", "order"),
    [(1, "3", "BCA"), (1, "2", "BAC"), (3, "1", "CAB")],
    ids=["first to last", "one down", "last to first"],
)
def test_photos_are_put_in_order(correct, sent, listing_of, place, to, order):
    correct(**{f"photo.{place}.place": to})
    assert _titles(listing_of(sent)) == [*order, "Prcies"]


def test_a_photo_and_the_document_are_taken_out(correct, sent, listing_of):
    correct(**{"photo.1.out": "on", "photo.1.title": "", "document.1.out": "on"})
    assert _titles(listing_of(sent)) == ["B", "C"]


def test_a_photo_without_words_for_who_cannot_see_it_is_refused_beside_its_box(correct, sent, waits):
    answer = correct(**{"photo.2.title": "  "})
    assert answer.status_code == 422
    assert "Say it in a few words, or tick “Take it out”." in answer.text
    assert waits(sent)


def test_what_was_corrected_is_logged_and_can_be_taken_back(correct, sent, officer, listing_of, waits):
    correct(**{"photo.1.out": "on"})
    entry = ModelLogEntry.objects.get(action="review.edit")
    (before,), (after,) = entry.data["before"].values(), entry.data["after"].values()
    assert ("Photo: A" in before, "Photo: A" in after) == (True, False)
    undo_decision(user=officer, task_state=sent)
    assert (_titles(listing_of(sent)), waits(sent)) == ([], True)
    sent.refresh_from_db()
    assert _titles(sent.revision.as_object()) == ["A", "B", "C", "Prcies"]


def test_the_page_offers_each_files_boxes(desk, sent):
    page = desk.get(f"/admin/review/{sent.pk}/").text
    assert "Photo 2: B" in page
    assert 'name="edit-files.photo.2.place"' in page
    assert 'name="edit-files.document.1.title"' in page
    assert 'name="edit-files.document.1.place"' not in page
