"""Officers at their desk in council alpha, with a provider who sends listings."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from providers.listings.data import ServiceData
from providers.listings.models import Organisation
from providers.listings.services.listings import save_draft
from providers.review.models import ReviewSettings, ReviewTaskState
from providers.review.selectors import current_submission
from providers.review.services.settings import change_review_settings
from providers.review.services.submissions import submit
from tenants.accounts.models import User
from tenants.councils.models import Council
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data


@pytest.fixture
def organisation(alpha: Council) -> Organisation:
    return OrganisationFactory.create(name="Example Sleep Trust", published=True)


@pytest.fixture
def provider(organisation: Organisation) -> User:
    return MembershipFactory.create(organisation=organisation, user=PersonFactory.create(name="Olu Owner")).user


@pytest.fixture
def officer(alpha: Council, with_second_factor: Callable[[User], User]) -> User:
    return with_second_factor(PersonFactory.create(officer=True, name="Ona Officer"))


@pytest.fixture
def other_officer(alpha: Council, with_second_factor: Callable[[User], User]) -> User:
    return with_second_factor(PersonFactory.create(officer=True, name="Otto Officer"))


@pytest.fixture
def manager(alpha: Council, with_second_factor: Callable[[User], User]) -> User:
    return with_second_factor(PersonFactory.create(manager=True, name="Mina Manager"))


@pytest.fixture
def partner(alpha: Council, with_second_factor: Callable[[User], User], manager: User) -> User:
    """A partner reviewer, in a council that asks for a second approval of health listings."""
    change_review_settings(user=manager, second_step=ReviewSettings.SecondStep.SECTORS, second_step_sectors=["health"])
    return with_second_factor(PersonFactory.create(partner=True, name="Pia Partner"))


@pytest.fixture
def desk(alpha: Council, officer: User, client_for: Callable[..., Client]) -> Client:
    """The officer's browser."""
    return client_for(alpha, officer)


@pytest.fixture
def send(organisation: Organisation, provider: User) -> Callable[..., ReviewTaskState]:
    """`send(name, **fields)`: a new service, submitted; gives its submission."""

    def make(
        name: str = "Night Owls", by: User | None = None, organisation: Organisation = organisation, **fields: Any
    ) -> ReviewTaskState:
        data = full_data(name=name, **fields)
        service = ServiceFactory.create(organisation=organisation, name=name, data=data)
        return submit(user=by or provider, listing=service)

    return make


@pytest.fixture
def send_change(organisation: Organisation, provider: User) -> Callable[..., ReviewTaskState]:
    """`send_change(written_by, **fields)`: a live service changed, sent by the provider; gives the submission."""

    def make(written_by: User = provider, **fields: Any) -> ReviewTaskState:
        service = ServiceFactory.create(organisation=organisation, published=True, data=full_data())
        service.refresh_from_db()
        changed = replace(ServiceData.from_service(service), **fields)
        save_draft(user=written_by, service=service, data=changed)
        service.refresh_from_db()
        return submit(user=provider, listing=service)

    return make


@pytest.fixture
def listing_of() -> Callable[[ReviewTaskState], Any]:
    """The listing of a submission as its row is now."""

    def read(submission: ReviewTaskState) -> Any:
        listing = submission.workflow_state.content_object
        return type(listing).objects.get(pk=listing.pk)

    return read


@pytest.fixture
def waits() -> Callable[[ReviewTaskState], bool]:
    """Whether a submission's listing still waits."""

    def read(submission: ReviewTaskState) -> bool:
        return current_submission(submission.workflow_state.content_object) is not None

    return read
