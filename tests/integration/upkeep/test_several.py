"""What an officer does to listings of a list: checked by phone, suspended, written to, filed anew."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed
from providers.listings.models import ListingState, Service
from providers.listings.services.listings import save_draft
from providers.review.services.submissions import submit
from providers.upkeep.services.messages import write_to_organisations
from providers.upkeep.services.several import confirm_by_phone, suspend_services
from providers.upkeep.services.terms import Filing, file_services
from tenants.mail.models import Mail
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db
SEVERAL = "/admin/upkeep/several/"


def _chosen(*services, **values):
    return {"chosen": [str(service.uuid) for service in services], "list": "all", **values}


def _needs(service):
    return ServiceData.from_service(Service.objects.get(pk=service.pk)).needs


def test_nothing_happens_before_the_officer_has_confirmed(desk, live):
    service = live("Night Owls")
    answer = desk.post(SEVERAL, _chosen(service, act="phone"))
    assert "Night Owls" in answer.text
    assert ListingState.objects.get(service=service).last_assured is None


def test_a_check_by_phone_is_noted_with_who_and_how(desk, live, officer):
    service = live("Night Owls")
    desk.post(SEVERAL, _chosen(service, act="phone", confirmed="yes"))
    state = ListingState.objects.get(service=service)
    assert (state.last_assured, state.last_assured_by) == (timezone.localdate(), officer)
    assert ModelLogEntry.objects.get(action="listing.confirm").data["how"] == "phone"


def test_what_families_cannot_see_is_not_checked_by_phone(desk, alpha):
    draft = ServiceFactory()
    answer = desk.post(SEVERAL, _chosen(draft, act="phone", confirmed="yes"), follow=True)
    assert "nothing to check" in answer.text


def test_several_are_suspended_with_one_reason(desk, live):
    services = [live("Night Owls"), live("Riders")]
    assert desk.post(SEVERAL, _chosen(*services, act="suspend", confirmed="yes")).status_code == 422
    desk.post(SEVERAL, _chosen(*services, act="suspend", confirmed="yes", reason="A concern."))
    assert not Service.objects.shown().exists()


def test_all_that_a_list_finds_can_be_chosen(desk, live):
    live("Night Owls"), live("Riders")
    answer = desk.post(SEVERAL, {"act": "phone", "list": "all", "all": "yes", "query": "q=owls"})
    assert "Night Owls" in answer.text
    assert "Riders" not in answer.text


def test_people_get_one_message_about_their_own_listings_alone(desk, live):
    own, other = live("Night Owls"), live("Riders")
    people = [MembershipFactory(organisation=each.organisation).user for each in (own, other)]
    MembershipFactory(organisation=own.organisation, role="viewer")
    values = {
        "act": "write",
        "confirmed": "yes",
        "subject": "Your times",
        "message": "Are they right?",
        "once": uuid4(),
    }
    for _ in range(2):
        desk.post(SEVERAL, _chosen(own, other, **values))
    mails = {mail.to: mail for mail in Mail.objects.filter(event__startswith="message:")}
    assert set(mails) == {person.email for person in people}
    assert "Night Owls" in mails[people[0].email].text
    assert "Riders" not in mails[people[0].email].text
    assert mails[people[0].email].subject == "Your times"
    kept = ModelLogEntry.objects.filter(action="upkeep.write").order_by("pk").first()
    assert kept.data["message"] == "Are they right?"


def test_an_organisation_without_people_is_written_to_at_its_own_address(desk, alpha):
    organisation = OrganisationFactory(email="desk@owls.example", published=True)
    page = f"/admin/upkeep/organisations/{organisation.uuid}/write/"
    assert "its own e-mail address" in desk.get(page).text
    assert desk.post(page, {"subject": "", "message": ""}).status_code == 422
    desk.post(page, {"subject": "Hello", "message": "Please claim your page.", "once": uuid4()})
    assert Mail.objects.get(event__startswith="message:").to == "desk@owls.example"


def test_needs_and_topics_change_after_a_look_and_are_live_at_once(desk, live):
    service, other = live("Night Owls", needs=("sleep",)), live("Riders", needs=("autism",))
    values = {"act": "terms", "add_needs": ["autism"], "remove_needs": ["sleep"]}
    preview = desk.post(SEVERAL, _chosen(service, other, preview="yes", **values))
    assert "Nothing would change." in preview.text
    assert _needs(service) == ("sleep",)
    desk.post(SEVERAL, _chosen(service, confirmed="yes", **values))
    assert _needs(service) == ("autism",)
    entry = ModelLogEntry.objects.get(action="upkeep.file")
    assert (entry.data["before"]["needs"], entry.data["after"]["needs"]) == ("sleep", "autism")


def test_a_change_of_nothing_is_asked_again(desk, live):
    assert desk.post(SEVERAL, _chosen(live("Night Owls"), act="terms", preview="yes")).status_code == 422


def test_a_draft_and_a_review_are_never_passed_by(officer, live):
    drafted, sent, unborn = live("Night Owls"), live("Riders"), ServiceFactory()
    owner = MembershipFactory(organisation=sent.organisation).user
    for service in (drafted, sent):
        save_draft(user=None, service=service, data=ServiceData(name=service.name, summary="New"))
    submit(user=owner, listing=sent)
    outcomes = file_services(user=officer, services=[drafted, sent, unborn], filing=Filing(add_needs=("sleep",)))
    assert [each.refused for each in outcomes] == [
        "Its people have a draft.",
        "It is being reviewed.",
        "It was never approved.",
    ]


def _write(user, service):
    organisations = [service.organisation]
    write_to_organisations(user=user, organisations=organisations, subject="Hello", message="Hello", once=uuid4())


ACTS = {
    "file": lambda user, service: file_services(user=user, services=[service], filing=Filing(add_needs=("sleep",))),
    "write": _write,
    "phone": lambda user, service: confirm_by_phone(user=user, services=[service]),
    "suspend": lambda user, service: suspend_services(user=user, services=[service], reason="Closed."),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_officers_do_any_of_it(live, act):
    service = live("Night Owls")
    owner = MembershipFactory(organisation=service.organisation, role="owner").user
    roles = ("manager", "commissioner", "content_editor", "partner")
    for person in (owner, *(PersonFactory(**{role: True}) for role in roles)):
        with pytest.raises(NotAllowed):
            ACTS[act](person, service)
    assert not Mail.objects.exists()
    state = ListingState.objects.get(service=service)
    assert (state.last_assured, state.suspended, _needs(service)) == (None, False, ())


@pytest.mark.parametrize("role", ["manager", "commissioner", "content_editor", "partner"])
def test_the_page_is_the_officers_alone(alpha, live, client_for, with_second_factor, role):
    person, service = with_second_factor(PersonFactory(**{role: True})), live("Night Owls")
    answer = client_for(alpha, person).post(SEVERAL, _chosen(service, act="phone", confirmed="yes"))
    assert answer.status_code in {302, 403}
    assert ListingState.objects.get(service=service).last_assured is None


@pytest.mark.parametrize("given", [{}, {"act": "nonsense"}, {"act": "phone", "chosen": "nonsense"}])
def test_a_request_for_nothing_leads_back_to_the_list(desk, alpha, given):
    assert desk.get(SEVERAL, given).status_code == 302


def test_several_are_found_anew_in_as_many_queries_for_10_as_for_1(live, officer):
    for number in (1, 10):
        services = [live(f"Owls {number} {each}") for each in range(number)]
        with CaptureQueriesContext(connection) as queries:
            confirm_by_phone(user=officer, services=services)
        written = [query["sql"] for query in queries if "INSERT INTO search_index_searchrow" in query["sql"]]
        assert len(written) == 1
        assert written[0].startswith(f"{number} times")
