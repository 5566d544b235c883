"""Organisations and services, made by the services that make real ones."""

from datetime import time
from decimal import Decimal
from typing import Any, TypeVar

import factory

from providers.listings.data import (
    AreaData,
    ContactData,
    CostData,
    OrganisationData,
    PlaceData,
    ScheduleData,
    ServiceData,
)
from providers.listings.models import Organisation, Service
from providers.listings.services.listings import create_organisation, create_service
from tenants.accounts.models import User

Listing = TypeVar("Listing", Organisation, Service)


class OrganisationFactory(factory.Factory[Organisation]):
    """An organisation; `published=True` has been approved."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Organisation {number}")
    kind = "voluntary"
    owner = None
    published = False

    @classmethod
    def _create(
        cls, model_class: type[Organisation], *args: object, owner: User | None, published: bool, **fields: Any
    ) -> Organisation:
        made = create_organisation(user=None, data=OrganisationData(**fields), owner=owner)
        return put_live(made) if published else made


class ServiceFactory(factory.Factory[Service]):
    """A service with a first draft; traits: `approved` is live as drafted, `full` has something everywhere."""

    class Meta:
        model = Service

    class Params:
        approved = factory.Trait(organisation=factory.SubFactory(OrganisationFactory, published=True), published=True)
        full = factory.Trait(data=factory.LazyAttribute(lambda made: full_data(name=made.name)))

    name = factory.Sequence(lambda number: f"Service {number}")
    organisation = factory.SubFactory(OrganisationFactory)
    user = None
    data = None
    published = False

    @classmethod
    def _create(
        cls,
        model_class: type[Service],
        *args: object,
        organisation: Organisation,
        user: User | None,
        data: ServiceData | None,
        published: bool,
        **fields: Any,
    ) -> Service:
        made = create_service(user=user, organisation=organisation, data=data or ServiceData(**fields))
        return put_live(made) if published else made


def put_live(listing: Listing) -> Listing:
    """Publish its newest version, whoever wrote it, as after all the approvals that it needs."""
    listing.refresh_from_db()
    revision = listing.latest_revision
    revision.content_object = listing
    revision.publish(log_action="review.publish_directly", skip_permission_checks=True)
    listing.refresh_from_db()
    return listing


def full_data(**changes: Any) -> ServiceData:
    """Content with something in every kind of field."""
    monday = ScheduleData(day="mon", opens=time(9), closes=time(17), period="term")
    values: dict[str, Any] = {
        "name": "Night Owls",
        "summary": "Sleep help for autistic children.",
        "description": "We visit you at home.\n\nThen we write a plan.",
        "sectors": ("health", "social-care"),
        "tier": "targeted",
        "topics": ("therapies",),
        "needs": ("autism", "sleep"),
        "audience": ("families",),
        "age_min": 4,
        "age_max": 11,
        "referral": ("self", "gp"),
        "free": False,
        "personal_budget": True,
        "reach": "local",
        "delivery": ("in-person", "home"),
        "places": (
            PlaceData(
                address="1 High Street, Bletchley",
                postcode="MK3 6EB",
                accessibility=("step-free",),
                schedules=(monday, ScheduleData(day="wed", opens=time(13), closes=time(17), period="term")),
            ),
        ),
        "costs": (CostData(option="A visit", amount=Decimal("5.50"), amount_description="a session"),),
        "contacts": (ContactData(name="Front desk", phone="01632 960001", email="desk@example.org"),),
        "areas": (AreaData(code="MK3", name="West Bletchley"),),
    }
    return ServiceData(**{**values, **changes})
