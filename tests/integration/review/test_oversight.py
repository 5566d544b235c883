"""“Suspend now”: everywhere at once, with a reason for officers alone, and lifted by them alone."""

import pytest
from wagtail.models import ModelLogEntry

from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Organisation, Service
from providers.listings.projection import key_of
from providers.listings.selectors import shown_services
from providers.listings.services.suspension import lift_suspension, set_trusted, suspend
from providers.review.history import events_of
from providers.review.selectors import current_submission
from providers.review.services.submissions import approve, submit
from providers.review.states import ListingStatus
from search.index.models import SearchRow
from tests.factories import ServiceFactory
from tests.integration.review.conftest import edit, listing_in

pytestmark = pytest.mark.django_db
REASON = "A parent told us something serious."


def _found():
    return set(SearchRow.objects.filter(deleted=False).values_list("key", flat=True))


@pytest.fixture
def services(cast):
    """Two live services of the cast's organisation."""
    return [ServiceFactory(organisation=cast.organisation, published=True) for _ in range(2)]


@pytest.mark.parametrize("kind", ["service", "organisation"])
def test_it_is_nowhere_until_it_is_lifted(alpha, cast, services, client_for, kind):
    listing = services[0] if kind == "service" else cast.organisation
    hidden = services[:1] if kind == "service" else services
    suspend(user=cast.officer, listing=listing, reason=f" {REASON} ")
    assert _found() == {key_of(each) for each in services} - {key_of(each) for each in hidden}
    assert not shown_services().filter(pk__in=[each.pk for each in hidden]).exists()
    page = client_for(alpha).get(hidden[0].get_absolute_url())
    assert page.status_code == 410
    assert REASON not in page.content.decode()
    lift_suspension(user=cast.other_officer, listing=listing)
    assert _found() == {key_of(each) for each in services}
    assert client_for(alpha).get(hidden[0].get_absolute_url()).status_code == 200


@pytest.mark.parametrize("model", [Service, Organisation])
def test_its_people_go_on_and_an_approval_does_not_lift_it(cast, model):
    listing = listing_in(ListingStatus.LIVE, cast, model)
    service = listing if model is Service else ServiceFactory(organisation=listing, published=True)
    suspend(user=cast.officer, listing=listing, reason=REASON)
    edit(listing, cast.owner, "Put right")
    submit(user=cast.owner, listing=model.objects.get(pk=listing.pk))
    approve(user=cast.officer, task_state=current_submission(listing))
    fresh = model.objects.get(pk=listing.pk)
    assert fresh.description == "Put right"
    assert (fresh.state if model is Service else fresh).suspended
    assert key_of(service) not in _found()


def test_an_organisations_suspension_hides_a_service_that_is_approved_meanwhile(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    suspend(user=cast.officer, listing=cast.organisation, reason=REASON)
    approve(user=cast.officer, task_state=current_submission(listing))
    assert _found() == set()
    lift_suspension(user=cast.officer, listing=Organisation.objects.get(pk=cast.organisation.pk))
    assert _found() == {key_of(listing)}


@pytest.mark.parametrize("kind", ["service", "organisation"])
def test_the_reason_is_asked_for_and_never_shown_to_its_people(alpha, cast, services, client_for, kind):
    listing = services[0] if kind == "service" else cast.organisation
    with pytest.raises(WrongState, match="Enter a reason"):
        suspend(user=cast.officer, listing=listing, reason="  ")
    suspend(user=cast.officer, listing=listing, reason=REASON)
    assert REASON not in str(events_of(listing))
    assert REASON in str(events_of(listing, for_council=True)[0])
    client = client_for(alpha, cast.owner)
    page = client.get(f"/provider/services/{services[0].uuid}/").content.decode()
    assert "The council has hidden this from families" in page
    assert REASON not in page
    assert REASON not in client.get(f"/provider/organisations/{cast.organisation.uuid}/").content.decode()


def test_the_second_officer_is_told(cast, services):
    suspend(user=cast.officer, listing=services[0], reason=REASON)
    with pytest.raises(WrongState, match="suspended already"):
        suspend(user=cast.other_officer, listing=Service.objects.get(pk=services[0].pk), reason="Me too.")
    lift_suspension(user=cast.officer, listing=services[0])
    with pytest.raises(WrongState, match="isn't suspended"):
        lift_suspension(user=cast.other_officer, listing=services[0])


def test_trust_is_logged_with_what_was_before(cast):
    set_trusted(user=cast.officer, organisation=cast.organisation, trusted=True)
    set_trusted(user=cast.officer, organisation=cast.organisation, trusted=True)
    assert Organisation.objects.get(pk=cast.organisation.pk).trusted
    entry = ModelLogEntry.objects.get(action="listing.trust")
    assert (entry.user, entry.data["before"]) == (cast.officer, {"trusted": False})


def test_publishing_an_organisation_keeps_its_suspension_and_trust(cast):
    set_trusted(user=cast.officer, organisation=cast.organisation, trusted=True)
    edit(cast.organisation, cast.owner, "Changed words")
    submit(user=cast.owner, listing=cast.organisation)
    set_trusted(user=cast.officer, organisation=cast.organisation, trusted=False)
    approve(user=cast.officer, task_state=current_submission(cast.organisation))
    assert not Organisation.objects.get(pk=cast.organisation.pk).trusted


@pytest.mark.parametrize("role", ["owner", "outsider", "manager", "content_editor", "commissioner", "partner"])
def test_nobody_but_officers(cast, services, role):
    user = getattr(cast, role)
    for act in (
        lambda: suspend(user=user, listing=services[0], reason=REASON),
        lambda: suspend(user=user, listing=cast.organisation, reason=REASON),
        lambda: lift_suspension(user=user, listing=services[0]),
        lambda: set_trusted(user=user, organisation=cast.organisation, trusted=True),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert len(_found()) == 2
