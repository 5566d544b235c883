"""Schools and colleges: the Code's questions on pages of their own, checks of their links, their poster."""

from dataclasses import replace

import pytest
from django.urls import reverse

from providers.listings.data import ServiceData
from providers.listings.models import Membership
from providers.listings.questions import GROUPS, QUESTIONS, questions_in
from providers.listings.services.listings import save_draft
from providers.review.selectors import changes_of
from providers.review.services.submissions import approve, submit
from tests.factories.listings import OrganisationFactory, ServiceFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(alpha, owner):
    organisation = OrganisationFactory(name="Example School", kind="school", owner=owner, published=True)
    data = ServiceData(name="Example School", sectors=("education",), setting_type="mainstream")
    return ServiceFactory(organisation=organisation, data=data, published=True)


def _page(service, tail):
    return f"/provider/services/{service.uuid}/{tail}/"


def test_every_question_of_the_code_is_asked_on_one_page():
    assert sorted(question.code for group in GROUPS for question in questions_in(group)) == sorted(QUESTIONS)
    assert {question.group for question in QUESTIONS.values()} == set(GROUPS)


def test_expertise_is_asked_at_three_levels():
    assert [question.code for question in questions_in("expertise")] == [
        "expertise-awareness",
        "expertise-enhanced",
        "expertise-specialist",
    ]


@pytest.mark.parametrize("group", [group for group in GROUPS if group != "special"])
def test_a_schools_answers_are_kept_beside_those_of_other_pages(portal, school, draft_of, group):
    save_draft(user=None, service=school, data=replace(draft_of(school), answers=(("looked-after", "A teacher."),)))
    answers = {question.code: f"About {question.code}." for question in questions_in(group)}
    school.refresh_from_db()
    response = portal.post(_page(school, f"school-{group}"), {**answers, "based_on": school.latest_revision_id})
    assert response.status_code == 302
    kept = dict(draft_of(school).answers)
    assert kept == {"looked-after": "A teacher.", **answers}


def test_an_emptied_answer_goes(portal, school, draft_of):
    save_draft(user=None, service=school, data=replace(draft_of(school), answers=(("activities", "Clubs."),)))
    portal.post(_page(school, "school-life"), {"activities": ""})
    assert draft_of(school).answers == ()


def test_only_special_schools_are_asked_about_places(portal, school, draft_of):
    assert portal.get(_page(school, "school-special")).status_code == 404
    save_draft(user=None, service=school, data=replace(draft_of(school), setting_type="special"))
    assert "How many places does it have?" in portal.get(_page(school, "school-special")).content.decode()


def test_other_kinds_of_provider_are_not_asked(portal, service):
    assert portal.get(_page(service, "school-needs")).status_code == 404


def test_officers_see_an_answer_as_a_field_of_its_own_and_families_read_it(school, owner, draft_of, alpha, client_for):
    save_draft(user=owner, service=school, data=replace(draft_of(school), answers=(("teaching", "Small steps."),)))
    submission = submit(user=owner, listing=school)
    changed = [change for change in changes_of(submission) if change.changed]
    assert [(change.name, change.label, change.after) for change in changed] == [
        ("answers.teaching", "How we teach and adapt", "Small steps.")
    ]
    approve(user=PersonFactory(officer=True), task_state=submission)
    school.refresh_from_db()
    page = client_for(alpha).get(school.get_absolute_url()).content.decode()
    assert "How we teach and adapt" in page
    assert "Small steps." in page


def test_a_school_sees_what_is_missing(portal, school):
    page = portal.get(_page(school, "school-checks")).content.decode()
    assert "There is no link to the SEN information report." in page
    assert "Tell us your website" in page


def test_checking_now_is_handed_to_a_worker_after_the_commit(
    portal, school, broker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = portal.post(_page(school, "school-checks"))
    assert response.status_code == 302
    assert broker.messages == [("providers.links.tasks.check_school", str(school.uuid))]


def test_checking_again_and_again_is_refused_kindly(portal, school):
    answers = [portal.post(_page(school, "school-checks")).status_code for _ in range(7)]
    assert answers == [302] * 6 + [429]


def test_the_poster_leads_to_the_schools_public_page(portal, school, alpha):
    page = portal.get(_page(school, "poster")).content.decode()
    assert f"{alpha.domain}" in page
    assert school.get_absolute_url() in page
    code = portal.get(reverse("portal:qr-code", args=[school.uuid]))
    assert code["Content-Type"] == "image/svg+xml"
    assert b"<svg" in code.content
    assert b"<path" in code.content


def test_a_school_that_is_not_live_has_no_poster(portal, owner, alpha):
    organisation = OrganisationFactory(kind="school", owner=owner)
    assert portal.get(_page(ServiceFactory(organisation=organisation), "poster")).status_code == 404


def test_a_viewer_looks_and_does_not_check(school, alpha, client_for, stranger, editor):
    Membership.objects.create(user=editor, organisation=school.organisation, role="viewer")
    viewer = client_for(alpha, editor)
    assert viewer.get(_page(school, "school-checks")).status_code == 200
    assert viewer.post(_page(school, "school-checks")).status_code == 403
    assert client_for(alpha, stranger).get(_page(school, "school-checks")).status_code == 404


def test_a_school_is_led_to_its_checks_and_poster_and_others_are_not(portal, school, service):
    page = portal.get(f"/provider/services/{school.uuid}/").content.decode()
    for tail in ("school-checks/", "poster/"):
        assert f"{school.uuid}/{tail}" in page
    assert "poster/" not in portal.get(f"/provider/services/{service.uuid}/").content.decode()
