"""What reviewers do among themselves: assigning, remarks, taking back, many at once, the second step, later looks."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from providers.listings.models import Organisation, Service
from providers.listings.services.suspension import set_trusted
from providers.review.models import ReviewTaskState
from providers.review.selectors import status_of
from providers.review.services.settings import change_review_settings
from providers.review.services.submissions import approve
from providers.review.settings import review_settings
from providers.review.states import UNDO_WINDOW, ListingStatus
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/review/"


def _url(submission, tail=""):
    return f"/admin/review/{submission.pk}/{tail}"


def _names(response):
    return re.findall(r'<a class="desk-link" href="/admin/review/\d+/">([^<]+)</a>', response.text)


def test_a_submission_is_assigned_and_the_queue_says_so(desk, officer, other_officer, send):
    first, second = send("First"), send("Second")
    answer = desk.post(_url(first, "assign/"), {"to": other_officer.pk}, follow=True)
    assert "Otto Officer looks at it." in answer.text
    desk.post(_url(second, "assign/"), {"to_me": "yes"})
    assert _names(desk.get(f"{QUEUE}?assigned={other_officer.pk}")) == ["First"]
    assert _names(desk.get(f"{QUEUE}?assigned=me")) == ["Second"]
    assert _names(desk.get(f"{QUEUE}?assigned=nobody")) == []
    desk.post(_url(first, "assign/"), {"to": ""})
    assert _names(desk.get(f"{QUEUE}?assigned=nobody")) == ["First"]


def test_only_reviewers_who_may_decide_can_be_given_it(desk, provider, other_officer, organisation, send):
    submission = send()
    desk.post(_url(submission, "assign/"), {"to": provider.pk})
    MembershipFactory(organisation=organisation, user=other_officer)
    own = send("Own", by=other_officer)
    answer = desk.post(_url(own, "assign/"), {"to": other_officer.pk}, follow=True)
    assert "can&#x27;t decide on this change" in answer.text
    assert not ReviewTaskState.objects.exclude(assigned_to=None).exists()


def test_a_remark_is_read_by_reviewers_alone(desk, alpha, other_officer, provider, client_for, send, listing_of):
    submission = send()
    desk.post(_url(submission, "comment/"), {"text": "I rang them: <b>odd</b>."})
    text = client_for(alpha, other_officer).get(_url(submission)).text
    assert "I rang them: &lt;b&gt;odd&lt;/b&gt;." in text
    assert "Ona Officer" in text
    portal = client_for(alpha, provider).get(f"/provider/services/{listing_of(submission).uuid}/", follow=True)
    assert "I rang them" not in portal.text


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001, "a\0b"])
def test_a_remark_that_cannot_be_is_refused(desk, send, text):
    submission = send()
    answer = desk.post(_url(submission, "comment/"), {"text": text}, follow=True)
    assert answer.status_code == 200
    assert "Comment in the team" in answer.text


def test_whoever_comes_second_is_told_who_has_it_open(desk, alpha, other_officer, client_for, send):
    submission = send()
    assert "opened this" not in client_for(alpha, other_officer).get(_url(submission)).text
    assert "Otto Officer opened this just now." in desk.get(_url(submission)).text
    assert "Ona Officer opened" in client_for(alpha, other_officer).get(_url(submission)).text


def test_a_decision_is_taken_back_from_the_queue(desk, send, listing_of, waits):
    submission = send("Moonbeam")
    desk.post(_url(submission), {"decision": "approve"})
    page = desk.get(QUEUE).text
    assert "You can take a decision back" in page
    assert f'action="{_url(submission, "undo/")}"' in page
    answer = desk.post(_url(submission, "undo/"), follow=True)
    assert "Taken back: it waits for a decision again." in answer.text
    assert (waits(submission), listing_of(submission).live) == (True, False)


def test_a_decision_is_final_after_10_minutes(desk, officer, send, listing_of):
    submission = send("Moonbeam")
    approve(user=officer, task_state=submission)
    ReviewTaskState.objects.update(finished_at=timezone.now() - UNDO_WINDOW)
    assert "Take back" not in desk.get(QUEUE).text
    assert "Take this decision back" not in desk.get(_url(submission)).text
    answer = desk.post(_url(submission, "undo/"), follow=True)
    assert "Those are over." in answer.text
    assert listing_of(submission).live


def test_many_are_shown_with_what_keeps_each_back_and_then_approved(desk, send, send_change, listing_of):
    small = send_change(name="Quiet Swim", summary="New words.")
    risky = send_change(name="Loud Swim", description="Ring Jo on 07700 900123.")
    new = send("Brand New")
    chosen = {"chosen": [small.pk, risky.pk, new.pk]}
    page = desk.post(f"{QUEUE}approve/", chosen).text
    assert "Approve 1 change?" in page
    assert re.search(rf'name="chosen" value="{small.pk}" checked', page)
    assert not re.search(rf'name="chosen" value="({risky.pk}|{new.pk})"', page)
    assert "somebody’s own mobile number" in page
    assert listing_of(small).summary != "New words."
    done = desk.post(f"{QUEUE}approve/", {**chosen, "confirmed": "yes"}, follow=True).text
    assert "Approved 1 change." in done
    assert "“Loud Swim” still waits." in done
    assert status_of(listing_of(small)) is ListingStatus.LIVE
    assert status_of(listing_of(risky)) is ListingStatus.LIVE_SUBMITTED
    assert status_of(listing_of(new)) is ListingStatus.SUBMITTED


@pytest.mark.parametrize("chosen", [[], ["999999"], ["nonsense"]])
def test_nothing_sensible_ticked_approves_nothing(desk, send_change, waits, chosen):
    submission = send_change(summary="New")
    answer = desk.post(f"{QUEUE}approve/", {"chosen": chosen, "confirmed": "yes"}, follow=True)
    assert answer.redirect_chain == [(QUEUE, 302)]
    assert waits(submission)


def test_a_partner_sees_and_decides_what_reached_the_second_step_alone(
    desk, alpha, partner, client_for, send, listing_of
):
    health, school = send("Health club", sectors=("health",)), send("School club", sectors=("education",))
    browser = client_for(alpha, partner)
    assert _names(browser.get(QUEUE)) == []
    assert browser.get(_url(health)).status_code == 404
    assert "Approve and pass on" in desk.get(_url(health)).text
    answer = desk.post(_url(health), {"decision": "approve"}, follow=True)
    assert "waits for the second reviewer" in answer.text
    desk.post(_url(school), {"decision": "approve"})
    assert (listing_of(health).live, listing_of(school).live) == (False, True)

    second = health.workflow_state.task_states.latest("pk")
    assert _names(browser.get(QUEUE)) == ["Health club"]
    assert "The second reviewer decides on it now." in desk.get(_url(second)).text
    for path in (f"{QUEUE}listings/", f"{QUEUE}later/", f"{QUEUE}settings/", _url(school)):
        assert browser.get(path).status_code in {403, 404}, path
    browser.post(_url(second), {"decision": "approve"})
    assert listing_of(health).live


def test_what_the_rules_approved_is_looked_at_later(desk, manager, officer, provider, send_change, organisation):
    set_trusted(user=officer, organisation=Organisation.objects.get(pk=organisation.pk), trusted=True)
    change_review_settings(user=manager, automatic_fields=["url"], sample_percent=100)
    submission = send_change(url="https://owls.example")
    assert submission.automatic
    assert "Approved by the rules, to look at: 1" in desk.get(QUEUE).text
    assert "Night Owls" in desk.get(f"{QUEUE}later/").text
    page = desk.get(_url(submission)).text
    assert "by the council’s rules" in page
    assert "https://owls.example" in page.split("stay the same</summary>")[0]
    answer = desk.post(f"{QUEUE}later/{submission.pk}/checked/", follow=True)
    assert "Nothing to look at" in answer.text
    assert "waiting for a later look" in desk.post(f"{QUEUE}later/{submission.pk}/checked/", follow=True).text


def test_the_manager_sets_how_the_council_reviews(alpha, manager, client_for):
    browser = client_for(alpha, manager)
    page = browser.get(f"{QUEUE}settings/")
    assert page.status_code == 200
    wanted = {
        "second_step": "sectors",
        "second_step_sectors": ["health"],
        "second_reviewer": "officer",
        "automatic_fields": ["hours", "phone"],
        "sample_percent": "25",
        "service_level_days": "5",
    }
    assert browser.post(f"{QUEUE}settings/", wanted).status_code == 302
    now = review_settings()
    assert (now.second_step, now.second_step_sectors, now.service_level_days) == ("sectors", ["health"], 5)
    assert (now.automatic_fields, now.sample_percent) == (["hours", "phone"], 25)
    assert browser.post(f"{QUEUE}settings/", {**wanted, "sample_percent": "101"}).status_code == 422
    assert browser.post(f"{QUEUE}settings/", {**wanted, "second_step_sectors": ["x"]}).status_code == 422
    assert review_settings().sample_percent == 25


def test_officers_do_not_change_the_settings(desk):
    assert desk.get(f"{QUEUE}settings/").status_code == 403
    assert desk.post(f"{QUEUE}settings/", {"service_level_days": "1"}).status_code == 403
    assert review_settings().service_level_days == 10


def test_the_queue_tells_what_is_overdue(desk, send):
    late = send("Late")
    send("In time")
    ReviewTaskState.objects.filter(pk=late.pk).update(started_at=timezone.now() - timedelta(days=15))
    assert _names(desk.get(f"{QUEUE}?due=overdue")) == ["Late"]
    assert desk.get(QUEUE).text.count(">Overdue<") == 1 + 1  # the row and the filter's choice


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sort=name", ["A", "b", "C"]),
        ("sort=newest", ["C", "A", "b"]),
        ("q=SLEEP&sort=name", ["A", "b", "C"]),
        ("q=nobody", []),
        ("what=organisation", []),
    ],
)
def test_the_queue_is_searched_and_sorted(desk, send, query, names):
    for name in ("b", "A", "C"):
        send(name)
    assert [name for name in _names(desk.get(f"{QUEUE}?{query}")) if name in "AbC"] == names


def test_a_listing_is_suspended_with_a_private_reason_and_shown_again(desk, alpha, organisation, client_for, send):
    submission = send("Moonbeam")
    desk.post(_url(submission), {"decision": "approve"})
    service = Service.objects.get(name="Moonbeam")
    page = f"{QUEUE}listings/services/{service.uuid}/"
    assert desk.post(page, {"act": "suspend", "reason": " "}).status_code == 422
    text = desk.post(page, {"act": "suspend", "reason": "A safeguarding matter."}, follow=True).text
    assert "A safeguarding matter." in text
    family = client_for(alpha)
    answer = family.get(service.get_absolute_url())
    assert answer.status_code == 410
    assert "safeguarding" not in answer.text
    desk.post(page, {"act": "lift"})
    assert family.get(service.get_absolute_url()).status_code == 200


def test_an_organisation_is_suspended_with_all_its_services_and_trusted(desk, alpha, organisation, client_for, send):
    desk.post(_url(send("Moonbeam")), {"decision": "approve"})
    service = Service.objects.get(name="Moonbeam")
    page = f"{QUEUE}listings/organisations/{organisation.uuid}/"
    desk.post(page, {"act": "suspend", "reason": "Closed by the court."})
    assert client_for(alpha).get(service.get_absolute_url()).status_code == 410
    assert "It is suspended already." in desk.post(page, {"act": "suspend", "reason": "Again."}, follow=True).text
    desk.post(page, {"act": "lift"})
    desk.post(page, {"act": "trust"})
    assert Organisation.objects.get(pk=organisation.pk).trusted
    desk.post(page, {"act": "distrust"})
    assert not Organisation.objects.get(pk=organisation.pk).trusted


@pytest.mark.parametrize("tail", ["assign/", "comment/", "undo/"])
def test_acts_on_a_submission_are_posts_and_404_elsewhere(desk, send, tail):
    assert desk.get(_url(send(), tail)).status_code == 405
    assert desk.post(f"/admin/review/999999/{tail}").status_code == 404
