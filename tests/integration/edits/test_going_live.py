"""What the council changes in a listing goes live by its own rule, and takes nothing from its people."""

from dataclasses import replace

import pytest
from wagtail.models import ModelLogEntry

from providers.edits.models import CouncilEdit
from providers.edits.services.going_live import approve_edit, finish_edit, give_back
from providers.edits.services.working import drop_edit
from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed, Stale, WrongState
from providers.listings.models import Service
from providers.listings.services.listings import save_draft
from providers.review.history import events_of
from providers.review.models import ReviewSettings
from providers.review.selectors import current_submission, status_of
from providers.review.services.submissions import approve, submit
from tenants.mail.models import Mail
from tests.factories import OrganisationFactory, PersonFactory, ServiceFactory
from tests.integration.edits.conftest import NEW, OLD, THEIRS, finished, phone_of, renumbered, written

pytestmark = pytest.mark.django_db
LIVE, SAVED, WAITING = CouncilEdit.State.LIVE, CouncilEdit.State.SAVED, CouncilEdit.State.WAITING


def own_draft(cast, service, **changes):
    """The provider's own draft, with these changes of the newest version."""
    service.refresh_from_db()
    newest = ServiceData.from_service(service.get_latest_revision_as_object())
    return save_draft(user=cast.owner, service=service, data=replace(newest, **changes))


def fresh(service):
    return Service.objects.get(pk=service.pk)


def newest(service):
    return fresh(service).get_latest_revision_as_object()


def test_a_wrong_number_is_mended_at_once_noted_and_told(cast, live):
    written(cast.officer, live, **renumbered(live))
    assert phone_of(fresh(live)) == OLD.phone, "nothing shows before it is put live"

    edit = finished(cast.officer, live)

    assert (edit.state, phone_of(fresh(live)), status_of(fresh(live)).value) == (LIVE, NEW.phone, "live")
    told = Mail.objects.filter(template="council-edited")
    assert set(told.values_list("to", flat=True)) == {
        person.email for person in (cast.owner, cast.editor, cast.officer_who_writes)
    }
    assert NEW.phone in told.first().text
    assert "They rang." in told.first().text
    entry = ModelLogEntry.objects.for_instance(live).get(action="edits.live")
    assert entry.user == cast.officer
    assert OLD.phone in str(entry.data["before"])
    assert NEW.phone in str(entry.data["after"])
    assert "They rang." in [note for event in events_of(live) for note in event.notes]
    assert cast.officer.name not in str(events_of(live)), "its people see the council as one"


def test_nobodys_listing_is_changed_and_nobody_told(alpha):
    service = ServiceFactory.create(approved=True)
    officer = PersonFactory.create(officer=True)
    written(officer, service, summary="New words")
    assert finished(officer, service).state == LIVE
    assert not Mail.objects.filter(template="council-edited").exists()


def test_an_open_draft_stays_its_peoples_with_the_change_in_it(cast, live):
    own_draft(cast, live, summary="Their new summary")
    written(cast.officer, live, **renumbered(live))
    finished(cast.officer, live)

    assert (phone_of(fresh(live)), fresh(live).summary) == (NEW.phone, "A club")
    draft = newest(live)
    assert (phone_of(draft), draft.summary) == (NEW.phone, "Their new summary")
    assert fresh(live).latest_revision.user == cast.owner
    assert status_of(fresh(live)).value == "live-draft"
    approve(user=cast.officer, task_state=submit(user=cast.owner, listing=fresh(live)))
    assert fresh(live).summary == "Their new summary", "who changed a number is no author of theirs"


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_where_both_changed_the_same_the_officer_sees_it_and_chooses(cast, live, side):
    own_draft(cast, live, **renumbered(live, new=THEIRS))
    written(cast.officer, live, **renumbered(live))
    with pytest.raises(WrongState, match="Choose"):
        finished(cast.officer, live)
    path = f"contacts.{live.contacts.get().uuid}.phone"
    finished(cast.officer, live, {path: side})

    assert phone_of(fresh(live)) == NEW.phone
    assert phone_of(newest(live)) == {"mine": NEW, "theirs": THEIRS}[side].phone


def test_what_waits_for_review_goes_on_waiting_with_the_change_in_it(cast, live):
    own_draft(cast, live, summary="Their new summary")
    submission = submit(user=cast.owner, listing=fresh(live))
    written(cast.officer, live, **renumbered(live))
    finished(cast.officer, live)

    assert phone_of(fresh(live)) == NEW.phone
    assert status_of(fresh(live)).value == "live-submitted"
    assert current_submission(fresh(live)) == submission
    approve(user=cast.officer, task_state=submission)
    assert (phone_of(fresh(live)), fresh(live).summary) == (NEW.phone, "Their new summary")


def test_a_provider_who_types_meanwhile_loses_nothing(cast, live):
    opened = live.latest_revision_id
    typed = replace(ServiceData.from_service(live), summary="Typed meanwhile")
    written(cast.officer, live, **renumbered(live))
    finished(cast.officer, live)
    save_draft(user=cast.owner, service=fresh(live), data=typed, based_on=opened)
    assert (phone_of(newest(live)), newest(live).summary) == (NEW.phone, "Typed meanwhile")


def test_what_went_live_meanwhile_is_put_together_and_an_old_page_is_shown_again(cast, live):
    edit = written(cast.officer, live, **renumbered(live))
    own_draft(cast, live, summary="Approved meanwhile")
    opened = fresh(live).latest_revision_id
    approve(user=cast.other_officer, task_state=submit(user=cast.owner, listing=fresh(live)))
    own_draft(cast, live, description="And a new draft")
    with pytest.raises(Stale):
        finish_edit(user=cast.officer, listing=fresh(live), reason="They rang.", seen=opened)
    finished(cast.officer, live)
    assert (phone_of(fresh(live)), fresh(live).summary) == (NEW.phone, "Approved meanwhile")
    assert newest(live).description == "And a new draft"
    edit.refresh_from_db()
    assert edit.state == LIVE


def test_two_officers_changes_of_one_listing_are_put_together(cast, live):
    written(cast.officer, live, **renumbered(live))
    written(cast.other_officer, live, summary="Another colleague's summary")
    finished(cast.officer, live)
    finished(cast.other_officer, live)
    assert (phone_of(fresh(live)), fresh(live).summary) == (NEW.phone, "Another colleague's summary")


def test_with_a_second_officer_it_waits_for_one_who_did_not_write_it(cast, live):
    ReviewSettings.objects.create(pk=1, council_edits_wait=True)
    written(cast.officer, live, **renumbered(live))
    edit = finished(cast.officer, live)
    assert (edit.state, phone_of(fresh(live))) == (WAITING, OLD.phone)
    for nobody in (cast.officer, cast.owner, cast.manager, cast.partner):
        with pytest.raises(NotAllowed):
            approve_edit(user=nobody, edit=edit, seen=fresh(live).latest_revision_id)

    given = give_back(user=cast.other_officer, edit=edit, answer="Which number?")
    assert given.state == CouncilEdit.State.OPEN
    edit = finished(cast.officer, live)
    approve_edit(user=cast.other_officer, edit=edit, seen=fresh(live).latest_revision_id)
    assert phone_of(fresh(live)) == NEW.phone
    with pytest.raises(WrongState):
        approve_edit(user=cast.other_officer, edit=edit, seen=fresh(live).latest_revision_id)


def test_health_always_gets_its_two_approvals(cast):
    health = {"second_step": "sectors", "second_step_sectors": ["health"]}
    ReviewSettings.objects.create(pk=1, **health)
    service = ServiceFactory.create(organisation=cast.organisation, sectors=("health",), published=True)
    written(cast.officer, service, summary="New words")
    edit = finished(cast.officer, service)
    seen = service.latest_revision_id
    with pytest.raises(NotAllowed):
        approve_edit(user=cast.partner, edit=edit, seen=seen)
    assert approve_edit(user=cast.other_officer, edit=edit, seen=seen).state == WAITING
    with pytest.raises(NotAllowed):
        approve_edit(user=cast.other_officer, edit=edit, seen=seen)
    assert approve_edit(user=cast.partner, edit=edit, seen=seen).state == LIVE
    assert fresh(service).summary == "New words"


def test_a_draft_that_its_people_wrote_stays_a_draft(cast):
    service = ServiceFactory.create(organisation=cast.organisation, user=cast.owner)
    written(cast.officer, service, summary="Said by phone")
    assert finished(cast.officer, service).state == SAVED
    assert (newest(service).summary, fresh(service).live) == ("Said by phone", False)


def test_what_waits_for_its_first_review_is_corrected_there(cast):
    service = ServiceFactory.create(organisation=cast.organisation, user=cast.owner)
    submit(user=cast.owner, listing=service)
    with pytest.raises(WrongState, match="Review it"):
        written(cast.officer, service, summary="Said by phone")


def test_an_organisations_details_are_changed_too(cast):
    written(cast.officer, cast.organisation, phone="01632 960009")
    assert finished(cast.officer, cast.organisation).state == LIVE
    cast.organisation.refresh_from_db()
    assert cast.organisation.phone == "01632 960009"


def test_only_officers_write_and_each_drops_an_own_change(cast, live):
    for nobody in (cast.owner, cast.manager, cast.partner, cast.content_editor):
        with pytest.raises(NotAllowed):
            written(nobody, live, summary="No")
    written(cast.officer, live, summary="No")
    drop_edit(user=cast.other_officer, listing=live)
    assert CouncilEdit.objects.get().state == CouncilEdit.State.OPEN
    drop_edit(user=cast.officer, listing=live)
    drop_edit(user=cast.officer, listing=live)
    assert CouncilEdit.objects.get().state == CouncilEdit.State.DROPPED
    with pytest.raises(WrongState):
        finished(cast.officer, live)


def test_nothing_goes_live_that_says_the_same_or_has_no_reason(cast, live):
    edit = written(cast.officer, live, **renumbered(live))
    with pytest.raises(WrongState, match="why"):
        finish_edit(user=cast.officer, listing=live, reason=" ", seen=live.latest_revision_id)
    written(cast.officer, live, **renumbered(live, new=OLD))
    with pytest.raises(WrongState, match="the same"):
        finished(cast.officer, live)
    edit.refresh_from_db()
    assert edit.state == CouncilEdit.State.OPEN


def test_an_organisation_that_was_never_live_goes_with_the_councils_own_service(alpha):
    officer = PersonFactory.create(officer=True)
    service = ServiceFactory.create(organisation=OrganisationFactory.create())
    written(officer, service, summary="By phone")
    assert finished(officer, service).state == LIVE
    assert fresh(service).live
    assert fresh(service).organisation.live
