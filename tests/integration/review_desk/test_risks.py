"""What is pointed out in a change, compared with what is live and with the council's other listings."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.links.models import CheckedLink
from providers.listings.data import ContactData, FileData, OrganisationData, PlaceData, ServiceData
from providers.listings.models import Organisation, Service
from providers.listings.services.files import store_photo
from providers.listings.services.listings import save_draft, save_organisation_draft
from providers.review.risks import RiskKind, risks_of
from tests.factories import OrganisationFactory, ServiceFactory, full_data
from tests.factories.files import photo

pytestmark = pytest.mark.django_db
CONTACT = ContactData(name="Front desk", phone="01632 960001", email="desk@example.org")


@pytest.fixture
def live(organisation):
    data = full_data(url="https://owls.example", places=(PlaceData(address="1 High Street", pin=(52.0, -0.73)),))
    ServiceFactory(organisation=organisation, published=True, data=data)
    return Service.objects.get(name=data.name)


def _risks(live, **changes):
    data = replace(ServiceData.from_service(live), **changes)
    save_draft(user=None, service=live, data=data)
    proposed = Service.objects.get(pk=live.pk).get_latest_revision_as_object()
    return [(risk.kind, risk.words, risk.field) for risk in risks_of(proposed, live)]


def test_a_small_change_has_no_risks(live):
    assert _risks(live, summary="Help with sleep.", contacts=(replace(CONTACT, phone="+44 1632 960 001"),)) == []


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        (
            {"contacts": (replace(CONTACT, phone="01632 960999"),)},
            "The phone number changes. Make sure that the new one is theirs.",
            "contacts",
        ),
        (
            {"contacts": (CONTACT, ContactData(phone="01632 960999"))},
            "The phone number changes. Make sure that the new one is theirs.",
            "contacts",
        ),
        ({"contacts": (replace(CONTACT, email=""),)}, "The e-mail address is taken away.", "contacts"),
        (
            {"url": "https://owls.example.net/"},
            "The website changes. Make sure that the new one is theirs.",
            "url",
        ),
    ],
)
def test_a_changed_contact_is_pointed_out(live, changes, words, field):
    assert _risks(live, **changes) == [(RiskKind.CONTACT, words, field)]


def test_a_contact_added_where_there_was_none_is_not(organisation):
    ServiceFactory(organisation=organisation, published=True, name="Bare")
    risks = _risks(Service.objects.get(name="Bare"), contacts=(CONTACT,))
    assert RiskKind.CONTACT not in {kind for kind, _, _ in risks}


def test_a_move_is_told_in_miles(live):
    place = ServiceData.from_service(live).places[0]
    ((kind, words, field),) = _risks(live, places=(replace(place, address="Somewhere", pin=(52.04, -0.73)),))
    assert (kind, field) == (RiskKind.MOVED, f"places.{place.uuid}")
    assert words == "Place 1 moves 2.8 miles to the north."


def test_a_photo_that_nobody_saw_is_pointed_out(live, organisation):
    stored = store_photo(user=None, organisation=organisation, name="hall.jpg", content=photo())
    files = (FileData(kind="photo", file_id=stored.pk, title="Our hall"),)
    assert _risks(live, files=files) == [(RiskKind.FILES, "Look at “Our hall”, a new photo.", "files")]


def test_a_corrected_pin_is_no_move(live):
    place = ServiceData.from_service(live).places[0]
    assert _risks(live, places=(replace(place, pin=(52.0005, -0.73)),)) == []


def test_a_broken_link_is_told_with_what_went_wrong(live):
    CheckedLink.objects.create(url="https://owls.example", due_at=timezone.now(), problem="There is no such page.")
    assert _risks(live) == [(RiskKind.LINK, "https://owls.example: There is no such page.", "")]


def test_a_probable_double_is_named_with_the_way_to_it(live):
    double = ServiceFactory(name="Night Owls", organisation=OrganisationFactory(name="Example Riders"), published=True)
    proposed = Service.objects.get(pk=live.pk).get_latest_revision_as_object()
    (risk,) = risks_of(proposed, live)
    assert (risk.kind, risk.words) == (RiskKind.DUPLICATE, "Night Owls by Example Riders: the same name.")
    assert risk.address == f"/admin/review/listings/services/{double.uuid}/"


def test_a_suspended_organisation_is_told(live):
    Organisation.objects.update(suspended=True)
    live.refresh_from_db()
    assert [kind for kind, _, _ in _risks(live)] == [RiskKind.ORGANISATION]


def test_an_organisation_is_looked_at_too(organisation):
    OrganisationFactory(name="Example Sleep Trust Ltd", published=True)
    organisation.refresh_from_db()
    data = replace(
        OrganisationData.from_organisation(organisation), phone="01632 960001", description="Ring 07700 900123"
    )
    save_organisation_draft(user=None, organisation=organisation, data=data)
    proposed = Organisation.objects.get(pk=organisation.pk).get_latest_revision_as_object()
    assert [risk.kind for risk in risks_of(proposed, organisation)] == [RiskKind.DUPLICATE, RiskKind.PERSONAL]


def test_it_takes_a_fixed_number_of_queries(live):
    def count():
        proposed = Service.objects.get(pk=live.pk).get_latest_revision_as_object()
        with CaptureQueriesContext(connection) as queries:
            risks_of(proposed, live)
        return len(queries)

    ServiceFactory(name="Night Owls", organisation=OrganisationFactory(published=True), published=True)
    few = count()
    for number in range(4):
        ServiceFactory(name=f"Night Owls {number}", organisation=OrganisationFactory(published=True), published=True)
    assert count() == few
