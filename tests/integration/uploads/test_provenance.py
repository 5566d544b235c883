"""Who wrote a page, what it was brought in from and who approved it: how it came × what happened since → the words."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from providers.listings.data import ContactData, ServiceData
from providers.listings.models import ListingState, Service
from providers.listings.provenance import provenance_of
from providers.listings.services.listings import change_owner, create_service, save_draft
from providers.listings.services.suspension import set_trusted
from providers.review.models import ReviewSettings, ReviewTaskState
from providers.review.selectors import current_submission
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, submit
from providers.review.services.undo import undo_decision
from providers.upkeep.services.merge_services import merge_services
from providers.upkeep.services.terms import Filing, file_services
from providers.uploads.models import Goes
from search.index.models import SearchRow
from tests.factories import OrganisationFactory, PersonFactory
from tests.integration.review.conftest import COMPLETE
from tests.integration.uploads.conftest import CLUB, named

TODAY = date_format(timezone.localdate(), "j F Y")
DIRECTORY = "the council’s earlier directory"
OWN = {**CLUB, "organisation": "Night Owls", "delivery": "phone", "age_min": "4"}
WROTE = "Night Owls wrote this page."
CHANGED = f"This page was brought in from {DIRECTORY}. Night Owls has changed it since."
CHECKED = f"The council checked it on {TODAY}."


class Story:
    """One listing, its provider and an officer."""

    def __init__(self, owls, officer, run_upload, undo):
        self.owls, self.officer, self.run_upload, self.undo = owls, officer, run_upload, undo

    @property
    def service(self):
        return named("Sleep club")

    def change(self, **fields):
        draft = ServiceData.from_service(self.service.get_latest_revision_as_object())
        save_draft(user=self.owls.person, service=self.service, data=replace(draft, **fields))
        return submit(user=self.owls.person, listing=self.service)

    def approved(self, **fields):
        approve(user=self.officer, task_state=self.change(**(fields or {"summary": "Better."})))

    def upload(self, **cells):
        return self.run_upload(self.officer, {**OWN, **cells}, goes=Goes.LIVE, source=DIRECTORY)


def _written(story):
    create_service(
        user=story.owls.person, organisation=story.owls.organisation, data=ServiceData(name="Sleep club", **COMPLETE)
    )
    submit(user=story.owls.person, listing=story.service)
    approve(user=story.officer, task_state=current_submission(story.service))
    Service.objects.update(external_id="o-1")


def _brought_in(story):
    story.upload()


def _corrected(story):
    accept_with_edits(user=story.officer, task_state=story.change(summary="Bettr."), edits={"summary": "Better."})


def _second_step(story):
    ReviewSettings.objects.update_or_create(pk=1, defaults={"second_step": "all", "second_reviewer": "partner"})
    approve(user=story.officer, task_state=story.change(summary="Better."))
    approve(user=PersonFactory(partner=True), task_state=current_submission(story.service))


def _by_rules(story):
    set_trusted(user=story.officer, organisation=story.owls.organisation, trusted=True)
    ReviewSettings.objects.update_or_create(pk=1, defaults={"automatic_fields": ["contacts"]})
    assert story.change(contacts=(ContactData(name="Ann", phone="01632 960001"),)).automatic


def _undone(story):
    submission = story.change(summary="Worse.")
    approve(user=story.officer, task_state=submission)
    undo_decision(user=story.officer, task_state=ReviewTaskState.objects.get(pk=submission.pk))


def _filed(story):
    (outcome,) = file_services(user=story.officer, services=[story.service], filing=Filing(add_needs=("sleep",)))
    assert not outcome.refused


def _uploaded_and_undone(story):
    story.undo(story.officer, story.upload(summary="Overwritten"))


def _merged_into_it(story):
    story.run_upload(story.officer, {"external_id": "o-9", "name": "Nap club", "summary": "Naps"}, goes=Goes.LIVE)
    merge_services(user=story.officer, kept=story.service, gone=named("Nap club"), take=["summary"])


def _moved(story):
    larks = OrganisationFactory(name="Larks", published=True)
    change_owner(user=story.officer, service=story.service, organisation=larks)


def _moved_and_back(story):
    _moved(story)
    change_owner(user=story.officer, service=story.service, organisation=story.owls.organisation)


NOTHING_SINCE = f"The council brought this page in from {DIRECTORY} on {TODAY}. Night Owls has not changed it since."
TWO = f"The council and a second reviewer checked it, the last time on {TODAY}."
RULES = " A small change went online since without an officer, by the council’s rules."
COUNCIL = " The council has changed it since."
MATRIX = {
    ("written", "nothing"): f"{WROTE} {CHECKED}",
    ("written", "approved"): f"{WROTE} {CHECKED}",
    ("written", "corrected"): f"{WROTE} {CHECKED}",
    ("written", "second step"): f"{WROTE} {TWO}",
    ("written", "rules"): f"{WROTE} {CHECKED}{RULES}",
    ("written", "undone"): f"{WROTE} {CHECKED}",
    ("written", "filed"): f"{WROTE} {CHECKED}{COUNCIL}",
    ("written", "uploaded and undone"): f"{WROTE} {CHECKED}",
    ("written", "merged into it"): f"{WROTE} {CHECKED}{COUNCIL}",
    ("written", "moved"): f"Whoever ran this before Larks wrote this page. {CHECKED}",
    ("written", "moved and back"): f"{WROTE} {CHECKED}",
    ("brought in", "nothing"): NOTHING_SINCE,
    ("brought in", "approved"): f"{CHANGED} {CHECKED}",
    ("brought in", "corrected"): f"{CHANGED} {CHECKED}",
    ("brought in", "second step"): f"{CHANGED} {TWO}",
    ("brought in", "rules"): f"{CHANGED} A small change went online on {TODAY} by the council’s rules. "
    "No officer has checked the page.",
    ("brought in", "undone"): NOTHING_SINCE,
    ("brought in", "filed"): NOTHING_SINCE,
    ("brought in", "uploaded and undone"): NOTHING_SINCE,
    ("brought in", "merged into it"): NOTHING_SINCE,
    ("brought in", "moved"): NOTHING_SINCE.replace("Night Owls", "Larks"),
    ("brought in", "moved and back"): NOTHING_SINCE,
}
CAME = {"written": _written, "brought in": _brought_in}
SINCE = {
    "nothing": lambda story: None,
    "approved": Story.approved,
    "corrected": _corrected,
    "second step": _second_step,
    "rules": _by_rules,
    "undone": _undone,
    "filed": _filed,
    "uploaded and undone": _uploaded_and_undone,
    "merged into it": _merged_into_it,
    "moved": _moved,
    "moved and back": _moved_and_back,
}


@pytest.fixture
def story(owls, officer, run_upload, undo):
    return Story(owls, officer, run_upload, undo)


def test_the_matrix_has_every_way():
    assert MATRIX.keys() == {(came, since) for came in CAME for since in SINCE}


@pytest.mark.django_db
@pytest.mark.parametrize(("came", "since"), sorted(MATRIX))
def test_a_page_says_truly_where_it_comes_from(story, came, since):
    CAME[came](story)
    SINCE[since](story)
    (provenance,) = provenance_of([story.service]).values()
    assert provenance.words == MATRIX[came, since]
    body = SearchRow.objects.get(key=f"service:{story.service.uuid}").body
    assert (body["written_by"], body["approved_by"], body["brought_in_from"]) == (
        provenance.written_by,
        provenance.approved_by,
        provenance.source,
    )


@pytest.mark.django_db
def test_families_and_its_people_and_officers_read_the_same(story, council, client_for):
    _brought_in(story)
    public = client_for(council).get(story.service.get_absolute_url()).text
    portal = client_for(council, story.owls.person).get(f"/provider/services/{story.service.uuid}/").text
    desk = client_for(council, story.officer).get(f"/admin/review/listings/services/{story.service.uuid}/").text
    assert "wrote this page" not in public
    for page in (public, portal, desk):
        assert NOTHING_SINCE in page


@pytest.mark.django_db
def test_what_has_no_source_and_nobody_wrote_was_put_online_by_the_council(story):
    _brought_in(story)
    ListingState.objects.update(source="", brought_in=None)
    (provenance,) = provenance_of([story.service]).values()
    assert provenance.words == "The council put this page online. Night Owls has not changed it since."


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(story):
    rows = [{**OWN, "external_id": f"o-{number}", "name": f"Club {number}"} for number in range(5)]
    story.run_upload(story.officer, *rows, goes=Goes.LIVE)
    services = list(Service.objects.select_related("organisation", "state"))
    provenance_of(services[:1])  # what is read of a kind of model once
    asked = []
    for several in (services[:1], services):
        with CaptureQueriesContext(connection) as queries:
            assert len(provenance_of(several)) == len(several)
        asked.append(len(queries))
    assert asked[0] == asked[1]
