"""Two listings of the same thing become one: nothing is lost, old addresses go on, and it can be taken apart again."""

from uuid import uuid4

import pytest
from wagtail.models import ModelLogEntry

from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Service, ServiceRedirect
from providers.listings.services.listings import save_draft
from providers.listings.services.state import set_archived
from providers.review.services.submissions import submit
from providers.upkeep.models import Kind, NotDouble
from providers.upkeep.services.duplicates import ask_again, say_not_double
from providers.upkeep.services.merge_organisations import merge_organisations
from providers.upkeep.services.merge_services import merge_services, split_service
from search.index.models import SearchRow
from tenants.mail.models import Mail
from tests.factories.listings import OrganisationFactory, ServiceFactory
from tests.factories.people import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


def _live(name, **fields):
    organisation = OrganisationFactory(name=f"{name} Trust", published=True)
    return ServiceFactory(organisation=organisation, data=ServiceData(name=name, **fields), published=True)


@pytest.fixture
def kept(alpha):
    return _live("Night Owls", summary="Sleep help.")


@pytest.fixture
def gone(alpha):
    return _live("Night Owls group", summary="Help with sleep for autistic children.", needs=("sleep",))


def _found(service):
    return SearchRow.objects.filter(key=f"service:{service.uuid}", deleted=False).exists()


def test_the_old_address_leads_to_the_one_that_is_kept(officer, kept, gone, alpha, client_for):
    merge_services(user=officer, kept=kept, gone=gone)
    for path in (gone.get_absolute_url(), f"/services/{gone.uuid}/"):
        response = client_for(alpha).get(path)
        assert (response.status_code, response["Location"]) == (301, kept.get_absolute_url())


def test_families_find_one_of_the_two(officer, kept, gone):
    merge_services(user=officer, kept=kept, gone=gone)
    assert (_found(kept), _found(gone)) == (True, False)


def test_answers_of_the_other_are_taken_over_and_live(officer, kept, gone):
    merge_services(user=officer, kept=kept, gone=gone, take=["summary", "needs"])
    kept.refresh_from_db()
    data = ServiceData.from_service(kept)
    assert (data.name, data.summary, data.needs) == ("Night Owls", "Help with sleep for autistic children.", ("sleep",))


def test_the_history_of_both_stays(officer, kept, gone):
    revisions = gone.revisions.count()
    merge_services(user=officer, kept=kept, gone=gone, take=["summary"])
    assert gone.revisions.count() == revisions
    assert kept.revisions.count() == 2


def test_a_chain_of_merges_leads_to_the_last(officer, kept, gone, alpha, client_for):
    last = _live("Owls")
    merge_services(user=officer, kept=kept, gone=gone)
    merge_services(user=officer, kept=last, gone=kept)
    assert client_for(alpha).get(f"/services/{gone.uuid}/")["Location"] == last.get_absolute_url()
    split_service(user=officer, gone=kept)
    assert client_for(alpha).get(f"/services/{gone.uuid}/")["Location"] == kept.get_absolute_url()


def test_what_was_merged_is_taken_apart_again(officer, kept, gone, alpha, client_for):
    merge_services(user=officer, kept=kept, gone=gone)
    split_service(user=officer, gone=gone)
    assert (_found(kept), _found(gone)) == (True, True)
    assert client_for(alpha).get(gone.get_absolute_url()).status_code == 200
    assert not ServiceRedirect.objects.exists()


def test_what_was_merged_is_not_taken_out_beside_the_one_that_is_kept(officer, kept, gone):
    owner = MembershipFactory(organisation=gone.organisation, role="owner").user
    merge_services(user=officer, kept=kept, gone=gone)
    for user in (owner, officer, None):
        with pytest.raises(WrongState, match="merged into another"):
            set_archived(user=user, service=gone, archived=False)
    assert not _found(gone)


def test_what_was_not_merged_is_not_taken_apart(officer, kept):
    with pytest.raises(WrongState):
        split_service(user=officer, gone=kept)


def test_the_people_of_both_are_told_once(officer, kept, gone):
    both = PersonFactory()
    for service in (kept, gone):
        MembershipFactory(organisation=service.organisation, user=both)
    merge_services(user=officer, kept=kept, gone=gone)
    assert [mail.to for mail in Mail.objects.filter(event__startswith="merge:")] == [both.email]


def test_nothing_is_merged_while_it_is_reviewed(officer, kept, gone):
    owner = MembershipFactory(organisation=gone.organisation).user
    save_draft(user=owner, service=gone, data=ServiceData(name="Other"))
    submit(user=owner, listing=gone)
    with pytest.raises(WrongState, match="reviewed"):
        merge_services(user=officer, kept=kept, gone=gone)


def test_a_draft_of_the_one_that_is_kept_is_never_passed(officer, kept, gone):
    save_draft(user=None, service=kept, data=ServiceData(name="A draft"))
    with pytest.raises(WrongState, match="draft"):
        merge_services(user=officer, kept=kept, gone=gone, take=["summary"])
    assert not Service.objects.get(pk=gone.pk).state.archived


def test_a_service_is_merged_once_and_not_into_itself(officer, kept, gone):
    merge_services(user=officer, kept=kept, gone=gone)
    for one, other in ((kept, gone), (gone, kept), (kept, kept)):
        with pytest.raises(WrongState):
            merge_services(user=officer, kept=one, gone=other)


@pytest.mark.parametrize("role", ["manager", "content_editor", "commissioner"])
def test_only_officers_merge(alpha, kept, gone, role):
    person = PersonFactory(**{role: True})
    with pytest.raises(NotAllowed):
        merge_services(user=person, kept=kept, gone=gone)
    with pytest.raises(NotAllowed):
        merge_organisations(user=person, kept=kept.organisation, gone=gone.organisation)
    with pytest.raises(NotAllowed):
        say_not_double(user=person, kind=Kind.SERVICE, one=kept.uuid, other=gone.uuid)


def test_whoever_writes_both_does_not_merge_them(kept, gone):
    person = MembershipFactory(organisation=kept.organisation, role="owner").user
    MembershipFactory(organisation=gone.organisation, user=person, role="owner")
    with pytest.raises(NotAllowed):
        merge_services(user=person, kept=kept, gone=gone)
    assert _found(gone)


def test_two_that_are_not_the_same_are_noted_once_whatever_their_order(officer):
    one, other = uuid4(), uuid4()
    say_not_double(user=officer, kind=Kind.SERVICE, one=one, other=other)
    say_not_double(user=officer, kind=Kind.SERVICE, one=other, other=one)
    assert NotDouble.objects.count() == 1


def test_that_two_are_not_the_same_is_taken_back_and_both_are_in_the_log(officer, kept, gone):
    say_not_double(user=officer, kind=Kind.SERVICE, one=kept.uuid, other=gone.uuid)
    ask_again(user=officer, decision=NotDouble.objects.get())
    assert not NotDouble.objects.exists()
    for service in (kept, gone):
        actions = ModelLogEntry.objects.for_instance(service).filter(action__startswith="upkeep.")
        assert {entry.action for entry in actions} == {"upkeep.not_double", "upkeep.ask_again"}
