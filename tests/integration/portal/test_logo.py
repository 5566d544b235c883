"""An organisation's logo: uploaded with its details, reviewed with them, shown beside its name, and gone with it."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from providers.listings.data import FileData, OrganisationData
from providers.listings.models import StoredFile
from providers.listings.services.files import purge_unused_files, store_logo, store_photo
from providers.listings.services.listings import create_service, save_draft, save_organisation_draft
from providers.listings.services.suspension import lift_suspension, suspend
from providers.review.selectors import current_submission
from providers.review.services.submissions import approve, submit
from providers.review.services.undo import undo_decision
from providers.upkeep.services.merge_organisations import merge_organisations, split_organisation
from tests.factories import OrganisationFactory, PersonFactory, full_data, put_live
from tests.factories.files import PDF, logo, photo

pytestmark = pytest.mark.django_db
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def address(organisation):
    return f"/provider/organisations/{organisation.uuid}/"


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True, name="Ona Officer")


@pytest.fixture
def live(organisation, owner, service):
    """The organisation and its service, which families see."""
    put_live(organisation)
    put_live(service)
    return organisation


def _upload(content=None, name="logo.png"):
    return SimpleUploadedFile(name, content or logo(), content_type="image/png")


def _answers(organisation, **answers):
    organisation.refresh_from_db()
    plain = {"name": "Example Sleep Trust", "kind": "voluntary", "based_on": organisation.latest_revision_id}
    return {**plain, **answers}


def _draft(organisation):
    organisation.refresh_from_db()
    return OrganisationData.from_organisation(organisation.get_latest_revision_as_object())


def _with_logo(person, organisation, colour="teal"):
    stored = store_logo(user=person, organisation=organisation, name="logo.png", content=logo(colour=colour))
    data = replace(_draft(organisation), logo_id=stored.pk)
    save_organisation_draft(user=person, organisation=organisation, data=data)
    return stored


def _open(browser, address):
    """The answer's status, with its file read and closed."""
    answer = browser.get(address)
    answer.getvalue()
    return answer.status_code


def _older():
    StoredFile.objects.update(created_at=timezone.now() - timedelta(days=2))


def test_a_logo_is_uploaded_seen_replaced_and_removed(portal, organisation, address):
    assert "No logo yet" in portal.get(address).text
    assert portal.post(address, _answers(organisation, logo_file=_upload())).status_code == 302
    first = _draft(organisation).logo_id
    page = portal.get(address)
    assert StoredFile.objects.get(pk=first).url in page.text
    assert "Remove the logo" in page.text
    assert portal.post(address, _answers(organisation, description="Calm nights")).status_code == 302
    assert _draft(organisation).logo_id == first
    portal.post(address, _answers(organisation, logo_file=_upload(logo(colour="crimson"))))
    assert _draft(organisation).logo_id not in (first, None)
    portal.post(address, _answers(organisation, remove_logo="on"))
    assert _draft(organisation).logo_id is None


def test_a_new_logo_takes_the_place_of_one_that_is_removed_at_once(portal, owner, organisation, address):
    first = _with_logo(owner, organisation)
    portal.post(address, _answers(organisation, remove_logo="on", logo_file=_upload(logo(colour="crimson"))))
    assert _draft(organisation).logo_id not in (first.pk, None)


@pytest.mark.parametrize(
    ("content", "message"),
    [(SVG, "Save the logo as a PNG"), (PDF, "Save it as a PNG, JPEG or WebP"), (logo(size=(40, 40)), "at least 64")],
    ids=["svg", "pdf", "tiny"],
)
def test_typed_words_survive_a_refused_file(portal, organisation, address, content, message):
    page = portal.post(address, _answers(organisation, description="Calm nights", logo_file=_upload(content)))
    assert page.status_code == 422
    assert page.text.count(message) == 2  # above the form and beside the field
    assert "Calm nights" in page.text
    assert _draft(organisation).description == ""
    assert not StoredFile.objects.exists()


def test_a_logo_survives_refused_words(portal, organisation, address):
    page = portal.post(address, _answers(organisation, url="not an address", logo_file=_upload()))
    assert page.status_code == 422
    (stored,) = StoredFile.objects.all()
    assert f'name="new_logo" value="{stored.pk}"' in page.text
    assert stored.url in page.text
    assert portal.post(address, _answers(organisation, new_logo=str(stored.pk))).status_code == 302
    assert _draft(organisation).logo_id == stored.pk


def test_pressing_twice_keeps_one_logo_and_is_no_conflict(portal, organisation, address):
    answers = _answers(organisation)
    for _ in range(2):
        assert portal.post(address, {**answers, "logo_file": _upload()}).status_code == 302
    assert StoredFile.objects.count() == 1


def test_of_two_logos_at_once_the_second_person_chooses_by_looking(portal, editor, organisation, address):
    answers = _answers(organisation, logo_file=_upload(), description="Calm nights")
    theirs = _with_logo(editor, organisation, "crimson")
    page = portal.post(address, answers)
    mine = StoredFile.objects.exclude(pk=theirs.pk).get()
    assert page.status_code == 409
    assert all(each.url in page.text for each in (mine, theirs))
    chosen = {**dict(page.context["answers"]), "keep-logo_id": "mine", "seen": page.context["seen"]}
    assert portal.post(address, chosen).status_code == 302
    assert (_draft(organisation).logo_id, _draft(organisation).description) == (mine.pk, "Calm nights")


def test_a_logo_that_was_purged_meanwhile_is_asked_for_again_and_the_page_can_be_saved_then(
    portal, organisation, address
):
    page = portal.post(address, _answers(organisation, new_logo="987654", description="Calm nights"))
    assert page.status_code == 422
    assert "Choose the file again" in page.text
    assert 'name="new_logo" value=""' in page.text


def test_another_organisations_logo_and_a_photo_are_never_taken(owner, stranger, organisation, address, portal):
    others = stranger.memberships.get().organisation
    foreign = store_logo(user=stranger, organisation=others, name="b.png", content=logo())
    own_photo = store_photo(user=owner, organisation=organisation, name="a.jpg", content=photo())
    for stored in (foreign, own_photo):
        assert portal.post(address, _answers(organisation, new_logo=str(stored.pk))).status_code == 422
        data = replace(_draft(organisation), logo_id=stored.pk)
        with pytest.raises(ValidationError, match="your organisation has uploaded"):
            save_organisation_draft(user=owner, organisation=organisation, data=data)
    assert _draft(organisation).logo_id is None
    assert foreign.url not in portal.get(address).text


def test_a_viewer_and_a_stranger_upload_nothing(alpha, organisation, address, viewer, stranger, client_for):
    clients = [client_for(alpha, person) for person in (viewer, stranger)]
    assert [client.post(address, {"logo_file": _upload()}).status_code for client in clients] == [403, 404]
    assert not StoredFile.objects.exists()


def test_a_logo_waits_for_the_council_and_then_stands_beside_the_name(
    portal, owner, live, service, officer, alpha, client_for
):
    family = client_for(alpha)
    stored = _with_logo(owner, live)
    assert _open(portal, stored.url) == 200
    assert stored.url in portal.get(f"/provider/organisations/{live.uuid}/submit/").text
    submit(user=owner, listing=live)
    assert _open(family, stored.url) == 404
    assert stored.url not in family.get(service.get_absolute_url()).text
    approve(user=officer, task_state=current_submission(live))
    page = family.get(service.get_absolute_url()).text
    assert f'<img class="lo-logo" src="{stored.url}" width="160" height="64" alt=""' in page
    answer = family.get(stored.url)
    assert answer["Content-Type"] == "image/webp"
    assert "inline" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "public, max-age=300"
    assert Image.open(io.BytesIO(answer.getvalue())).size == (480, 192)


def test_a_service_that_is_not_live_yet_shows_it_in_the_preview(portal, owner, live, officer):
    stored = _with_logo(owner, live)
    put_live(live)
    draft = create_service(user=owner, organisation=live, data=full_data(name="New"))
    assert stored.url in portal.get(f"/provider/services/{draft.uuid}/preview/").text


def test_it_goes_and_comes_back_with_a_suspension_and_goes_when_the_organisation_is_taken_down(
    owner, live, officer, alpha, client_for
):
    stored = _with_logo(owner, live)
    put_live(live)
    family = client_for(alpha)
    suspend(user=officer, listing=live, reason="A complaint")
    assert _open(family, stored.url) == 404
    lift_suspension(user=officer, listing=live)
    assert _open(family, stored.url) == 200
    live.refresh_from_db()
    live.unpublish()
    assert _open(family, stored.url) == 404


def test_another_councils_host_knows_nothing_of_it(owner, live, beta, client_for):
    stored = _with_logo(owner, live)
    put_live(live)
    assert _open(client_for(beta), stored.url) == 404


def test_an_officer_sees_both_logos_is_told_to_look_and_may_take_the_new_one_out(
    owner, live, alpha, with_second_factor, officer, client_for
):
    before = _with_logo(owner, live)
    put_live(live)
    after = _with_logo(owner, live, "crimson")
    data = replace(_draft(live), description="Calm nights")
    save_organisation_draft(user=owner, organisation=live, data=data)
    submission = submit(user=owner, listing=live)
    desk = client_for(alpha, with_second_factor(officer))
    page = desk.get(f"/admin/review/{submission.pk}/")
    assert page.text.index(before.url) < page.text.index(after.url)
    assert "Look at the logo" in page.text
    taken_out = {"decision": "approve", "do-logo_id": "edit", "edit-logo_id.out": "on"}
    assert desk.post(f"/admin/review/{submission.pk}/", taken_out).status_code == 302
    live.refresh_from_db()
    assert (live.logo_id, live.description) == (None, "Calm nights")


def test_a_decision_taken_back_gives_the_logo_before_back(owner, live, officer):
    before = _with_logo(owner, live)
    put_live(live)
    _with_logo(owner, live, "crimson")
    submission = submit(user=owner, listing=live)
    approve(user=officer, task_state=submission)
    live.refresh_from_db()
    assert live.logo_id != before.pk
    submission.refresh_from_db()
    undo_decision(user=officer, task_state=submission)
    live.refresh_from_db()
    assert live.logo_id == before.pk


def test_only_a_logo_that_no_version_has_is_purged(owner, organisation):
    earlier, newest = _with_logo(owner, organisation), _with_logo(owner, organisation, "crimson")
    unused = store_logo(user=owner, organisation=organisation, name="c.png", content=logo(colour="navy"))
    _older()
    assert purge_unused_files() == 1
    assert set(StoredFile.objects.all()) == {earlier, newest}
    assert not StoredFile.objects.filter(pk=unused.pk).exists()
    organisation.revisions.all().delete()
    assert purge_unused_files() == 2


def test_a_logo_that_is_live_is_kept_also_when_its_versions_are_gone(owner, organisation):
    stored = _with_logo(owner, organisation)
    put_live(organisation)
    organisation.revisions.all().delete()
    _older()
    assert purge_unused_files() == 0
    assert StoredFile.objects.get() == stored


def test_merged_organisations_keep_their_logos_and_have_them_again_when_taken_apart(
    owner, live, officer, alpha, client_for
):
    gone = OrganisationFactory(name="Sleep Trust, again", published=True)
    kept_logo = _with_logo(owner, live)
    gone_logo = _with_logo(None, gone, "crimson")
    for organisation in (live, gone):
        put_live(organisation)
    merge_organisations(user=officer, kept=live, gone=gone)
    _older()
    assert purge_unused_files() == 0
    family = client_for(alpha)
    assert [_open(family, stored.url) for stored in (kept_logo, gone_logo)] == [200, 404]
    live.refresh_from_db()
    assert live.logo == kept_logo
    split_organisation(user=officer, gone=gone)
    assert _open(family, gone_logo.url) == 200
    data = replace(_draft(gone), description="Apart again")
    save_organisation_draft(user=None, organisation=gone, data=data)
    assert _draft(gone).logo_id == gone_logo.pk


def test_deleting_an_organisation_takes_its_logo_along(owner, organisation):
    _with_logo(owner, organisation)
    put_live(organisation)
    organisation.delete()
    assert not StoredFile.objects.exists()


def test_a_logo_is_neither_a_photo_nor_a_document_of_a_service(owner, organisation, service, portal, draft_of):
    stored = store_logo(user=owner, organisation=organisation, name="a.png", content=logo())
    answers = {"files-TOTAL_FORMS": "1", "files-INITIAL_FORMS": "0", "files-0-file": stored.uuid, "files-0-title": "x"}
    portal.post(f"/provider/services/{service.uuid}/files/", answers)
    assert draft_of(service).files == ()
    for kind in ("photo", "document"):
        data = replace(draft_of(service), files=(FileData(kind=kind, file_id=stored.pk, title="x"),))
        with pytest.raises(ValidationError, match="your organisation has uploaded"):
            save_draft(user=owner, service=service, data=data)
