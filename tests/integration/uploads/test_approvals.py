"""What an officer's spreadsheet publishes, and what it sends to the review because somebody else must approve it."""

import pytest

from providers.imports.services.files import export_listings, import_listings
from providers.listings.data import ServiceData
from providers.listings.models import Organisation
from providers.listings.services.listings import create_service
from providers.review.models import ReviewSettings
from providers.review.selectors import current_submission, status_of
from providers.review.services.submissions import approve
from providers.review.states import ListingStatus
from providers.uploads.models import Goes, UploadRow
from tenants.accounts.models import User
from tests.factories import PersonFactory
from tests.integration.uploads.conftest import CLUB, GROUP, found, named

pytestmark = pytest.mark.django_db
HEALTH = {**CLUB, "sector": "health"}
SCHOOL = {**GROUP, "sector": "education"}


@pytest.fixture
def two_for_health(council):
    ReviewSettings.objects.create(pk=1, second_step="sectors", second_step_sectors=["health"])


@pytest.fixture
def partner(council) -> User:
    return PersonFactory.create(partner=True)


def notes_of(upload):
    return {row.external_id: [note[2] for note in row.notes] for row in upload.rows.all()}


@pytest.mark.usefixtures("two_for_health")
def test_one_row_waits_for_two_approvals_and_the_other_is_live(officer, run_upload):
    upload = run_upload(officer, HEALTH, SCHOOL, goes=Goes.LIVE)

    assert found() == {"Talk group"}
    assert status_of(named("Sleep club")) is ListingStatus.SUBMITTED
    note = "Sent to the council's review, not published. The council wants two approvals of this."
    assert notes_of(upload) == {"o-1": [note], "o-2": []}
    assert current_submission(named("Sleep club")).submitted_by == officer


@pytest.mark.usefixtures("two_for_health")
def test_the_check_of_a_file_says_what_will_wait(officer, run_upload):
    upload = run_upload(officer, HEALTH, SCHOOL, goes=Goes.LIVE, confirm=False)

    assert [bool(notes) for notes in notes_of(upload).values()] == [True, False]
    assert found() == set()


@pytest.mark.usefixtures("two_for_health")
def test_another_officer_and_the_partner_let_it_go_live(officer, partner, run_upload):
    run_upload(officer, HEALTH, goes=Goes.LIVE)
    approve(user=PersonFactory.create(officer=True), task_state=current_submission(named("Sleep club")))
    assert found() == set()
    approve(user=partner, task_state=current_submission(named("Sleep club")))

    assert found() == {"Sleep club"}


@pytest.mark.usefixtures("two_for_health")
def test_a_row_that_takes_a_live_listing_out_of_its_sector_waits_too(officer, partner, run_upload):
    run_upload(officer, HEALTH, goes=Goes.LIVE)
    for person in (PersonFactory.create(officer=True), partner):
        approve(user=person, task_state=current_submission(named("Sleep club")))
    run_upload(officer, {**HEALTH, "sector": "education", "summary": "Other help"}, goes=Goes.LIVE)

    assert status_of(named("Sleep club")) is ListingStatus.LIVE_SUBMITTED
    assert named("Sleep club").summary == "Help with sleep"


@pytest.mark.usefixtures("two_for_health")
def test_undoing_the_upload_takes_what_it_sent_out_of_the_review(officer, run_upload, undo):
    upload = undo(officer, run_upload(officer, HEALTH, SCHOOL, goes=Goes.LIVE))

    assert set(upload.rows.values_list("undone", flat=True)) == {UploadRow.Undone.REMOVED}
    assert found() == set()


def test_where_all_listings_need_two_approvals_the_organisation_waits_as_well(officer, run_upload):
    ReviewSettings.objects.create(pk=1, second_step="all")
    run_upload(officer, SCHOOL, goes=Goes.LIVE)

    assert status_of(named("Talk group")) is ListingStatus.SUBMITTED
    assert status_of(Organisation.objects.get(name="Talk group")) is ListingStatus.SUBMITTED


@pytest.mark.parametrize("by_command", [False, True], ids=["page", "command"])
def test_a_providers_draft_that_nobody_approved_waits_when_a_file_names_it(owls, officer, tmp_path, by_command):
    """An export holds drafts too: publishing it again must not put them live."""
    data = ServiceData(name="Sleep club", description="Nobody has read this.", staff_expertise="Nor this.")
    create_service(user=owls.person, organisation=owls.organisation, data=data)
    export_listings(path=tmp_path / "out.csv")
    user = None if by_command else officer
    report = import_listings(path=tmp_path / "out.csv", publish=True, dry_run=False, user=user)

    assert found() == set()
    assert status_of(named("Sleep club")) is ListingStatus.SUBMITTED
    assert "People outside the council wrote this" in str(report)


def test_a_service_waits_with_an_organisation_that_its_people_wrote(larks, officer, run_upload):
    organisation = Organisation.objects.create(name="Robins")
    organisation.save_revision(user=larks.person)
    run_upload(officer, {**CLUB, "organisation": "Robins"}, goes=Goes.LIVE)

    assert found() == set()
    assert status_of(named("Sleep club")) is ListingStatus.SUBMITTED
    assert status_of(Organisation.objects.get(name="Robins")) is ListingStatus.SUBMITTED
