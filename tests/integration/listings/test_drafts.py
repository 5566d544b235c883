"""Drafts: who may save them, what is refused by field, and two editors at once."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from providers.listings.data import (
    ContactData,
    CostData,
    OrganisationData,
    PlaceData,
    ScheduleData,
    ServiceData,
)
from providers.listings.errors import EditConflict, NotAllowed
from providers.listings.models import Membership, Organisation, Service
from providers.listings.permissions import user_can_edit_listing, user_can_view_drafts
from providers.listings.services.listings import (
    create_organisation,
    create_service,
    save_draft,
    save_organisation_draft,
)
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(alpha):
    """An organisation's owner."""
    return MembershipFactory(organisation=OrganisationFactory(published=True)).user


@pytest.fixture
def organisation(owner):
    """The owner's organisation."""
    return Organisation.objects.get(memberships__user=owner)


@pytest.fixture
def service(organisation):
    """A draft of the organisation."""
    return ServiceFactory(organisation=organisation, full=True)


def _saved(service):
    return ServiceData.from_service(Service.objects.get(pk=service.pk).get_latest_revision_as_object())


def test_a_draft_reads_back_as_it_was_saved(service):
    assert _saved(service) == full_data(name=service.name)


def test_an_owner_makes_a_service_and_nobody_else(owner, organisation):
    made = create_service(user=owner, organisation=organisation, data=ServiceData(name="New", external_id="A1"))
    assert (made.live, made.external_id, made.state.paused) == (False, "A1", False)
    for user in (PersonFactory(), PersonFactory(officer=True)):
        with pytest.raises(NotAllowed):
            create_service(user=user, organisation=organisation, data=ServiceData(name="New"))


def test_the_same_external_id_twice_is_refused_by_field(organisation):
    create_service(user=None, organisation=organisation, data=ServiceData(name="New", external_id="A1"))
    with pytest.raises(ValidationError) as refused:
        create_service(user=None, organisation=organisation, data=ServiceData(name="Other", external_id="A1"))
    assert list(refused.value.message_dict) == ["external_id"]


def test_an_officer_makes_an_organisation_and_no_provider_does(owner):
    made = create_organisation(user=PersonFactory(officer=True), data=OrganisationData(name="Owls"), owner=owner)
    assert not made.live
    assert made.memberships.get().role == Membership.Role.OWNER
    with pytest.raises(NotAllowed):
        create_organisation(user=owner, data=OrganisationData(name="Owls"))


def test_saving_the_same_again_makes_no_revision(owner, service):
    before = service.latest_revision_id
    assert save_draft(user=owner, service=service, data=_saved(service)).pk == before
    assert service.revisions.count() == 1


def test_the_later_of_two_editors_is_shown_the_others_words(owner, organisation, service):
    other = MembershipFactory(organisation=organisation, user=PersonFactory(name="Ada")).user
    seen = service.latest_revision_id
    save_draft(user=other, service=service, data=full_data(name="Ada's name"), based_on=seen)
    with pytest.raises(EditConflict) as refused:
        save_draft(user=owner, service=service, data=full_data(name="My name"), based_on=seen)
    theirs = refused.value.theirs
    assert (theirs.by, theirs.data.name, theirs.revision_id) == ("Ada", "Ada's name", service.latest_revision_id)
    assert _saved(service).name == "Ada's name"
    save_draft(user=owner, service=service, data=full_data(name="My name"), based_on=theirs.revision_id)
    assert _saved(service).name == "My name"


def test_an_organisations_editors_meet_the_same_way(owner, organisation):
    seen = organisation.latest_revision_id
    data = OrganisationData.from_organisation(organisation)
    save_organisation_draft(user=owner, organisation=organisation, data=replace(data, phone="01632 960002"))
    with pytest.raises(EditConflict):
        save_organisation_draft(
            user=owner, organisation=organisation, data=replace(data, phone="01632 960003"), based_on=seen
        )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"sectors": ("astrology",)}, "sectors"),
        ({"tier": "gold"}, "tier"),
        ({"needs": ("no-such-need",)}, "needs"),
        ({"age_min": 12, "age_max": 4}, "age_max"),
        ({"section_41": True, "setting_type": "mainstream"}, "section_41"),
        ({"summary": "x" * 301}, "summary"),
        ({"name": "Nul \x00 byte"}, "name"),
        ({"places": (PlaceData(postcode="not a postcode"),)}, "places.0.postcode"),
        ({"places": (PlaceData(accessibility=("lift-music",)),)}, "places.0.accessibility"),
        (
            {"places": (PlaceData(schedules=(ScheduleData(day="mon", opens=time(17), closes=time(9)),)),)},
            "places.0.schedules.0.closes",
        ),
        (
            {"places": (PlaceData(schedules=(ScheduleData(day="mon", opens=time(9)),)),)},
            "places.0.schedules.0.closes",
        ),
        (
            {"places": (PlaceData(schedules=(ScheduleData(opens=time(9), closes=time(17)),)),)},
            "places.0.schedules.0.day",
        ),
        ({"costs": (CostData(amount=Decimal(-1)),)}, "costs.0.amount"),
        ({"contacts": (ContactData(email="not an address"),)}, "contacts.0.email"),
    ],
)
def test_bad_content_is_refused_by_field_and_nothing_is_kept(owner, service, change, field):
    with pytest.raises(ValidationError) as refused:
        save_draft(user=owner, service=service, data=full_data(**change))
    assert list(refused.value.message_dict) == [field]
    assert service.revisions.count() == 1


def test_viewers_read_drafts_and_write_nothing(organisation, service):
    viewer = MembershipFactory(organisation=organisation, role=Membership.Role.VIEWER).user
    officer, outsider = PersonFactory(officer=True), PersonFactory()
    assert [user_can_view_drafts(user, service) for user in (viewer, officer, outsider)] == [True, True, False]
    assert not any(user_can_edit_listing(user, service) for user in (viewer, officer, outsider))
    with pytest.raises(NotAllowed):
        save_draft(user=viewer, service=service, data=full_data(name="Mine"))


def test_a_new_place_gets_an_identity_of_its_own(owner, service):
    data = _saved(service)
    other = PlaceData(address="9 New Road", postcode="MK9 3XS")
    save_draft(user=owner, service=service, data=replace(data, places=(other,)))
    assert [place.uuid for place in _saved(service).places] == [other.uuid]
    assert other.uuid != data.places[0].uuid


def test_a_price_that_changes_keeps_the_identity_it_names(owner, service):
    data = _saved(service)
    cheaper = replace(data.costs[0], amount=Decimal("3.00"))
    save_draft(user=owner, service=service, data=replace(data, costs=(CostData(option="Deposit"), cheaper)))
    costs = _saved(service).costs
    assert [cost.option for cost in costs] == ["Deposit", "A visit"]
    assert costs[1].uuid == data.costs[0].uuid
