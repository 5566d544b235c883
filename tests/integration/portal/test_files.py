"""Photos and documents: uploaded, described, ordered, shown to families once approved, and to nobody else before."""

import io
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from providers.listings.data import FileData, OrganisationData, ServiceData
from providers.listings.models import StoredFile
from providers.listings.services import files
from providers.listings.services.files import purge_unused_files, store_document, store_photo
from providers.listings.services.listings import change_owner, create_organisation, create_service, save_draft
from tests.factories import put_live
from tests.factories.files import PDF, docx, photo, photo_with_gps

pytestmark = pytest.mark.django_db


def _url(service, tail="files/"):
    return f"/provider/services/{service.uuid}/{tail}"


def _photo(name="hall.jpg"):
    return SimpleUploadedFile(name, photo_with_gps(), content_type="image/jpeg")


def _open(browser, address, **headers):
    """The answer and its content, with the file closed."""
    answer = browser.get(address, headers=headers)
    return answer, answer.getvalue()


def _rows(page):
    """The page's own rows as a browser would post them."""
    rows = page.context["rows"]
    answers = {f"files-{key}": value for key, value in rows.management_form.initial.items() if "NUM" not in key}
    answers |= {"files-TOTAL_FORMS": str(len(rows.forms)), "files-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows.forms):
        for name in ("uuid", "file", "title", "position"):
            answers[f"files-{number}-{name}"] = row[name].value() or ""
    return answers


def _with_photo(owner, service, draft_of, **changes):
    stored = store_photo(user=owner, organisation=service.organisation, name="hall.jpg", content=photo())
    file = FileData(kind="photo", file_id=stored.pk, title="The hall")
    save_draft(user=owner, service=service, data=replace(draft_of(service), files=(file,), **changes))
    return stored


def test_a_photo_and_a_document_are_added_at_once_and_shown_for_editing(portal, service, draft_of):
    document = SimpleUploadedFile("prices.docx", docx())
    answers = {"photo": _photo(), "photo_title": "The hall", "document": document, "document_title": "Prices"}
    assert portal.post(_url(service), answers).status_code == 302
    assert [(file.kind, file.title) for file in draft_of(service).files] == [
        ("photo", "The hall"),
        ("document", "Prices"),
    ]
    page = portal.get(_url(service))
    assert "hall" in page.text
    assert portal.post(_url(service), _rows(page)).status_code == 302
    assert len(draft_of(service).files) == 2


def test_a_photo_without_a_description_is_kept_until_it_has_one(portal, service, draft_of):
    page = portal.post(_url(service), {"photo": _photo()})
    assert page.status_code == 422
    assert "Say what the photo shows" in page.text
    assert draft_of(service).files == ()
    answers = {**_rows(page), "files-0-title": "The hall"}
    assert portal.post(_url(service), answers).status_code == 302
    assert [file.title for file in draft_of(service).files] == ["The hall"]
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"photo": SimpleUploadedFile("a.jpg", PDF), "photo_title": "x"}, "We can’t read this photo"),
        ({"document": SimpleUploadedFile("a.pdf", photo()), "document_title": "x"}, "Choose a PDF, Word"),
        ({"photo_title": "The hall"}, "Choose the photo that you described"),
        ({"document": SimpleUploadedFile("a.pdf", PDF)}, "Enter a title"),
    ],
    ids=["pdf-as-photo", "photo-as-document", "no-file", "no-title"],
)
def test_what_cannot_be_taken_is_said_beside_its_field(portal, service, draft_of, answers, message):
    for value in answers.values():
        if hasattr(value, "seek"):
            value.seek(0)
    page = portal.post(_url(service), answers)
    assert page.status_code == 422
    assert message in page.text
    assert draft_of(service).files == ()


def test_files_are_put_in_order_and_removed(portal, owner, service, draft_of, organisation):
    stored = [store_photo(user=owner, organisation=organisation, name="a.jpg", content=photo()) for _ in range(3)]
    files = tuple(
        FileData(kind="photo", file_id=each.pk, title=title) for each, title in zip(stored, "ABC", strict=True)
    )
    save_draft(user=owner, service=service, data=replace(draft_of(service), files=files))
    answers = _rows(portal.get(_url(service)))
    portal.post(_url(service), {**answers, "files-2-position": "1"})
    assert [file.title for file in draft_of(service).files] == ["C", "A", "B"]
    answers = _rows(portal.get(_url(service)))
    portal.post(_url(service), {**answers, "files-1-remove": "on"})
    assert [file.title for file in draft_of(service).files] == ["C", "B"]
    portal.post(_url(service), {**_rows(portal.get(_url(service))), "files-0-position": "2"})
    assert [file.title for file in draft_of(service).files] == ["B", "C"]


def test_a_photo_added_without_words_stays_last_until_they_are_there(portal, owner, service, draft_of):
    _with_photo(owner, service, draft_of)
    page = portal.post(_url(service), {**_rows(portal.get(_url(service))), "photo": _photo(), "photo_title": ""})
    assert page.status_code == 422
    assert [row["position"].value() for row in page.context["rows"].photos] == ["1", "2"]


def test_a_ninth_photo_is_refused_and_the_rest_is_kept(portal, owner, service, draft_of, organisation):
    stored = [store_photo(user=owner, organisation=organisation, name="a.jpg", content=photo()) for _ in range(8)]
    files = tuple(FileData(kind="photo", file_id=each.pk, title="A") for each in stored)
    save_draft(user=owner, service=service, data=replace(draft_of(service), files=files))
    answers = {**_rows(portal.get(_url(service))), "photo": _photo(), "photo_title": "One more"}
    page = portal.post(_url(service), answers)
    assert page.status_code == 422
    assert "at most 8 photos" in page.text
    assert len(draft_of(service).files) == 8


def test_another_organisations_file_is_never_taken(portal, owner, stranger, service, draft_of):
    others = stranger.memberships.get().organisation
    foreign = store_photo(user=stranger, organisation=others, name="b.jpg", content=photo())
    answers = {"files-TOTAL_FORMS": "1", "files-INITIAL_FORMS": "0", "files-0-file": foreign.uuid, "files-0-title": "x"}
    portal.post(_url(service), answers)
    assert draft_of(service).files == ()
    data = replace(draft_of(service), files=(FileData(kind="photo", file_id=foreign.pk, title="x"),))
    with pytest.raises(Exception, match="your organisation has uploaded"):
        save_draft(user=owner, service=service, data=data)
    assert portal.get(foreign.url).status_code == 404


def test_a_draft_file_opens_for_its_people_and_officers_alone(
    portal, owner, service, draft_of, alpha, client_for, stranger, viewer, with_second_factor, django_user_model
):
    from tests.factories import PersonFactory

    stored = _with_photo(owner, service, draft_of)
    officer = with_second_factor(PersonFactory(officer=True))
    opens = {
        person: _open(client_for(alpha, person), stored.url)[0].status_code for person in (viewer, officer, stranger)
    }
    assert list(opens.values()) == [200, 200, 404]
    assert client_for(alpha).get(stored.url).status_code == 404
    answer, _ = _open(portal, stored.url)
    assert answer["Cache-Control"] == "private, no-store"


def test_families_see_it_once_it_is_live_and_no_longer_when_it_is_hidden(
    owner, service, organisation, draft_of, alpha, client_for
):
    stored = _with_photo(owner, service, draft_of)
    document = store_document(user=owner, organisation=organisation, name="Price list.pdf", content=PDF)
    files = (*draft_of(service).files, FileData(kind="document", file_id=document.pk, title="Prices for 2026"))
    save_draft(user=owner, service=service, data=replace(draft_of(service), files=files))
    family = client_for(alpha)
    put_live(organisation)
    put_live(service)
    service.refresh_from_db()
    page = family.get(service.get_absolute_url())
    assert 'alt="The hall"' in page.text
    assert "Prices for 2026" in page.text
    shown, content = _open(family, stored.url)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert "inline" in shown["Content-Disposition"]
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(content)).size == (800, 600)
    _, small = _open(family, stored.small_url)
    assert Image.open(io.BytesIO(small)).size == (640, 480)
    assert family.get(stored.url, headers={"if-none-match": shown["ETag"]}).status_code == 304
    downloaded, _ = _open(family, document.url)
    assert downloaded["Content-Disposition"] == 'attachment; filename="Price list.pdf"'
    service.state.paused = True
    service.state.save()
    assert family.get(stored.url).status_code == 404


def test_another_councils_address_knows_no_file_of_ours(owner, service, draft_of, beta, client_for, portal):
    stored = _with_photo(owner, service, draft_of)
    assert client_for(beta).get(stored.url).status_code == 404
    assert portal.get(f"/files/{uuid4()}/a.jpg").status_code == 404


def test_a_photo_added_while_others_changed_other_answers_is_no_conflict(portal, owner, service, draft_of):
    based_on = service.latest_revision_id
    save_draft(user=owner, service=service, data=replace(draft_of(service), summary="Changed meanwhile"))
    answers = {"photo": _photo(), "photo_title": "The hall", "based_on": based_on}
    assert portal.post(_url(service), answers).status_code == 302
    assert [file.title for file in draft_of(service).files] == ["The hall"]
    assert draft_of(service).summary == "Changed meanwhile"


def test_a_caption_that_both_changed_is_asked_about_and_a_new_photo_is_not_lost(portal, owner, service, draft_of):
    stored = _with_photo(owner, service, draft_of)
    (file,) = draft_of(service).files
    based_on = service.latest_revision_id
    theirs = replace(file, title="Their words")
    save_draft(user=owner, service=service, data=replace(draft_of(service), files=(theirs,)))
    mine = {"files-TOTAL_FORMS": "1", "files-INITIAL_FORMS": "1", "files-0-uuid": file.uuid}
    mine |= {"files-0-file": stored.uuid, "files-0-title": "My words", "photo": _photo(), "photo_title": "The hall"}
    page = portal.post(_url(service), {**mine, "based_on": based_on})
    (clash,) = page.context["clashes"]
    assert (page.status_code, clash.theirs, clash.mine) == (409, "Their words", "My words")
    kept = {**dict(page.context["answers"]), clash.name: "theirs", "seen": page.context["seen"]}
    for _ in range(2):
        assert portal.post(_url(service), kept).status_code == 302
    assert [each.title for each in draft_of(service).files] == ["Their words", "The hall"]


def _older(stored):
    StoredFile.objects.filter(pk=stored.pk).update(created_at=timezone.now() - timedelta(days=2))


def test_only_what_no_version_has_is_purged(owner, service, organisation, draft_of):
    kept = _with_photo(owner, service, draft_of)
    save_draft(user=owner, service=service, data=replace(draft_of(service), files=()))
    unused = store_photo(user=owner, organisation=organisation, name="c.jpg", content=photo())
    new = store_photo(user=owner, organisation=organisation, name="d.jpg", content=photo())
    for stored in (kept, unused):
        _older(stored)
    assert purge_unused_files() == 1
    assert set(StoredFile.objects.all()) == {kept, new}
    assert purge_unused_files() == 0


@pytest.mark.django_db(transaction=True)
def test_purged_files_leave_the_storage_too(owner, organisation):
    stored = store_photo(user=owner, organisation=organisation, name="c.jpg", content=photo())
    _older(stored)
    names = [stored.file.name, stored.small.name]
    assert all(map(default_storage.exists, names))
    purge_unused_files()
    assert not any(map(default_storage.exists, names))


def test_files_come_along_when_a_service_moves(owner, service, draft_of, stranger, alpha, client_for):
    stored = _with_photo(owner, service, draft_of)
    others = stranger.memberships.get().organisation
    change_owner(user=None, service=service, organisation=others)
    service.refresh_from_db()
    assert _open(client_for(alpha, stranger), stored.url)[0].status_code == 200
    save_draft(user=stranger, service=service, data=replace(draft_of(service), summary="New words"))
    assert len(draft_of(service).files) == 1


def test_a_viewer_and_a_stranger_upload_nothing(alpha, service, viewer, stranger, client_for):
    answers = [
        client_for(alpha, person).post(_url(service), {"photo": _photo(), "photo_title": "x"}).status_code
        for person in (viewer, stranger)
    ]
    assert answers == [403, 404]
    assert not StoredFile.objects.exists()


def test_a_service_made_elsewhere_may_not_name_our_file(owner, service, draft_of, stranger):
    stored = _with_photo(owner, service, draft_of)
    others = create_organisation(user=None, data=OrganisationData(name="Example Third", kind="private"), owner=stranger)
    data = ServiceData(name="Other", files=(FileData(kind="photo", file_id=stored.pk, title="x"),))
    with pytest.raises(Exception, match="your organisation has uploaded"):
        create_service(user=stranger, organisation=others, data=data)


def test_an_organisation_uploads_only_so_many_files_a_day(portal, service, monkeypatch, draft_of):
    monkeypatch.setattr(files, "MOST_A_DAY", 1)
    answers = {"photo": _photo(), "photo_title": "The hall"}
    assert portal.post(_url(service), answers).status_code == 302
    page = portal.post(_url(service), {**_rows(portal.get(_url(service))), "photo": _photo(), "photo_title": "More"})
    assert page.status_code == 422
    assert "Try again tomorrow" in page.text
    assert len(draft_of(service).files) == 1
