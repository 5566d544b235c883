"""Officers at their desk in council alpha, with a provider who sends listings."""

from dataclasses import replace

import pytest

from providers.listings.data import ServiceData
from providers.listings.services.listings import save_draft
from providers.review.models import ReviewSettings
from providers.review.selectors import current_submission
from providers.review.services.settings import change_review_settings
from providers.review.services.submissions import submit
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data


@pytest.fixture
def organisation(alpha):
    return OrganisationFactory(name="Example Sleep Trust", published=True)


@pytest.fixture
def provider(organisation):
    return MembershipFactory(organisation=organisation, user=PersonFactory(name="Olu Owner")).user


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory(officer=True, name="Ona Officer"))


@pytest.fixture
def other_officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory(officer=True, name="Otto Officer"))


@pytest.fixture
def manager(alpha, with_second_factor):
    return with_second_factor(PersonFactory(manager=True, name="Mina Manager"))


@pytest.fixture
def partner(alpha, with_second_factor, manager):
    """A partner reviewer, in a council that asks for a second approval of health listings."""
    change_review_settings(user=manager, second_step=ReviewSettings.SecondStep.SECTORS, second_step_sectors=["health"])
    return with_second_factor(PersonFactory(partner=True, name="Pia Partner"))


@pytest.fixture
def desk(alpha, officer, client_for):
    """The officer's browser."""
    return client_for(alpha, officer)


@pytest.fixture
def send(organisation, provider):
    """`send(name, **fields)`: a new service, submitted; gives its submission."""

    def make(name="Night Owls", by=None, organisation=organisation, **fields):
        data = full_data(name=name, **fields)
        service = ServiceFactory(organisation=organisation, name=name, data=data)
        return submit(user=by or provider, listing=service)

    return make


@pytest.fixture
def send_change(organisation, provider):
    """`send_change(written_by, **fields)`: a live service changed, sent by the provider; gives the submission."""

    def make(written_by=provider, **fields):
        service = ServiceFactory(organisation=organisation, published=True, data=full_data())
        service.refresh_from_db()
        changed = replace(ServiceData.from_service(service), **fields)
        save_draft(user=written_by, service=service, data=changed)
        service.refresh_from_db()
        return submit(user=provider, listing=service)

    return make


@pytest.fixture
def listing_of():
    """The listing of a submission as its row is now."""

    def read(submission):
        listing = submission.workflow_state.content_object
        return type(listing).objects.get(pk=listing.pk)

    return read


@pytest.fixture
def waits():
    """Whether a submission's listing still waits."""

    def read(submission):
        return current_submission(submission.workflow_state.content_object) is not None

    return read
