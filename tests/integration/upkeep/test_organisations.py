"""Two organisations become one and are taken apart again: services, people and what is asked of them go along."""

import pytest

from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Organisation
from providers.listings.services.files import store_photo
from providers.listings.services.listings import change_owner
from providers.people.models import Claim
from providers.people.services.claims import Evidence, claim_organisation
from providers.people.services.members import invite
from providers.upkeep.models import MergedOrganisation
from providers.upkeep.services.merge_organisations import merge_organisations, split_organisation
from search.index.models import SearchRow
from tests.factories.files import photo
from tests.factories.listings import OrganisationFactory, ServiceFactory
from tests.factories.people import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


def _live(name):
    organisation = OrganisationFactory(name=f"{name} Trust", published=True)
    return ServiceFactory(organisation=organisation, data=ServiceData(name=name), published=True)


@pytest.fixture
def kept(alpha):
    return _live("Night Owls")


@pytest.fixture
def gone(alpha):
    return _live("Night Owls group")


def _found(service):
    return SearchRow.objects.filter(key=f"service:{service.uuid}", deleted=False).exists()


def _merge(officer, kept, gone):
    merge_organisations(user=officer, kept=kept.organisation, gone=gone.organisation)


def _split(officer, gone):
    split_organisation(user=officer, gone=Organisation.objects.get(name="Night Owls group Trust"))
    gone.refresh_from_db()


def _roles(organisation):
    return dict(organisation.memberships.values_list("user", "role"))


def test_an_organisations_services_and_people_go_over(officer, kept, gone):
    owner = MembershipFactory(organisation=gone.organisation).user
    _merge(officer, kept, gone)
    gone.refresh_from_db()
    assert gone.organisation_id == kept.organisation_id
    assert kept.organisation.memberships.get(user=owner).role == "owner"
    assert _found(gone)
    assert not gone.organisation.__class__.objects.get(name="Night Owls group Trust").live


def test_who_is_in_both_organisations_keeps_the_stronger_role(officer, kept, gone):
    person = PersonFactory()
    MembershipFactory(organisation=kept.organisation, user=person, role="viewer")
    MembershipFactory(organisation=gone.organisation, user=person, role="owner")
    _merge(officer, kept, gone)
    assert kept.organisation.memberships.get(user=person).role == "owner"


def test_invitations_and_claims_go_over_and_none_is_double(officer, kept, gone):
    owner, asker = MembershipFactory(organisation=gone.organisation).user, PersonFactory()
    invitation = invite(user=owner, organisation=gone.organisation, email="new@example.org", role="viewer")
    for organisation in (kept.organisation, gone.organisation):
        claim_organisation(user=asker, organisation=organisation, kind="claim", evidence=Evidence(job="Teacher"))
    _merge(officer, kept, gone)
    invitation.refresh_from_db()
    assert invitation.organisation == kept.organisation
    assert sorted(Claim.objects.values_list("organisation__name", "state")) == [
        ("Night Owls Trust", "open"),
        ("Night Owls Trust", "withdrawn"),
    ]


def test_the_live_one_of_two_is_kept(officer, gone):
    draft = OrganisationFactory()
    with pytest.raises(WrongState, match="live"):
        merge_organisations(user=officer, kept=draft, gone=gone.organisation)


def test_of_two_open_invitations_of_a_person_one_goes_on(officer, kept, gone):
    for organisation, address in ((kept.organisation, "new@example.org"), (gone.organisation, "New@example.org")):
        owner = MembershipFactory(organisation=organisation, role="owner").user
        invite(user=owner, organisation=organisation, email=address, role="viewer")
    _merge(officer, kept, gone)
    assert kept.organisation.invitations.waiting().count() == 1


def test_taken_apart_each_has_its_services_and_families_find_both(officer, kept, gone):
    _merge(officer, kept, gone)
    _split(officer, gone)
    assert gone.organisation.name == "Night Owls group Trust"
    assert gone.organisation.live
    assert (_found(kept), _found(gone)) == (True, True)
    assert not MergedOrganisation.objects.exists()


def test_taken_apart_people_have_the_roles_of_before(officer, kept, gone):
    only, both = PersonFactory(), PersonFactory()
    MembershipFactory(organisation=gone.organisation, user=only, role="editor")
    MembershipFactory(organisation=gone.organisation, user=both, role="owner")
    MembershipFactory(organisation=kept.organisation, user=both, role="viewer")
    before = [_roles(each.organisation) for each in (kept, gone)]
    _merge(officer, kept, gone)
    _split(officer, gone)
    assert [_roles(each.organisation) for each in (kept, gone)] == before


def test_who_was_taken_out_since_stays_out_and_a_new_role_stays(officer, kept, gone):
    out, changed = PersonFactory(), PersonFactory()
    for person in (out, changed):
        MembershipFactory(organisation=gone.organisation, user=person, role="editor")
    _merge(officer, kept, gone)
    kept.organisation.memberships.filter(user=out).delete()
    kept.organisation.memberships.filter(user=changed).update(role="owner")
    _split(officer, gone)
    assert (_roles(gone.organisation), _roles(kept.organisation)) == ({changed.pk: "owner"}, {})


def test_taken_apart_what_was_asked_and_its_files_go_back(officer, kept, gone):
    owner, asker = MembershipFactory(organisation=gone.organisation).user, PersonFactory()
    invitation = invite(user=owner, organisation=gone.organisation, email="new@example.org", role="viewer")
    claim = claim_organisation(
        user=asker, organisation=gone.organisation, kind="claim", evidence=Evidence(job="Teacher")
    )
    stored = store_photo(user=None, organisation=gone.organisation, name="owl.jpg", content=photo())
    home = gone.organisation
    _merge(officer, kept, gone)
    _split(officer, gone)
    for each in (invitation, claim, stored):
        each.refresh_from_db()
        assert each.organisation == home


def test_a_service_that_moved_on_since_stays_where_it_is(officer, kept, gone):
    elsewhere = OrganisationFactory(published=True)
    _merge(officer, kept, gone)
    change_owner(user=officer, service=gone, organisation=elsewhere)
    _split(officer, gone)
    assert gone.organisation == elsewhere


def test_a_chain_of_merges_is_taken_apart_link_by_link(officer, kept, gone):
    last = _live("Owls")
    _merge(officer, kept, gone)
    _merge(officer, last, kept)
    assert set(MergedOrganisation.objects.values_list("kept", flat=True)) == {last.organisation.pk}
    split_organisation(user=officer, gone=kept.organisation)
    kept.refresh_from_db()
    assert MergedOrganisation.objects.get().kept == kept.organisation
    _split(officer, gone)
    assert {each.name for each in kept.organisation.services.all()} == {"Night Owls"}
    assert (gone.organisation.name, _found(gone)) == ("Night Owls group Trust", True)


def test_what_was_not_merged_is_not_taken_apart_and_only_officers_do_it(officer, kept, gone):
    with pytest.raises(WrongState):
        split_organisation(user=officer, gone=kept.organisation)
    _merge(officer, kept, gone)
    with pytest.raises(NotAllowed):
        split_organisation(user=PersonFactory(manager=True), gone=gone.organisation)
