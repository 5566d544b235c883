"""What families can find follows what is live, in the same transaction."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from providers.listings.data import ContactData, OrganisationData, PlaceData
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import HideAddress, ListingState, Service, ServiceAtLocation
from providers.listings.projection import key_of
from providers.listings.selectors import shown_services
from providers.listings.services.checks import confirm_still_correct
from providers.listings.services.listings import (
    change_owner,
    save_draft,
    save_organisation_draft,
)
from providers.listings.services.search_rows import (
    refresh_every_search_row,
    refresh_search_row,
    refresh_search_rows,
    search_rows_refreshed_once,
)
from providers.listings.services.state import set_archived, set_paused, set_temporarily_closed, set_waiting_time
from providers.listings.services.suspension import lift_suspension, suspend
from providers.review.services.submissions import publish_directly, submit
from search.documents import SearchDocument
from search.index.models import SearchRow
from search.places.models import Postcode, PostcodeArea
from search.taxonomy.models import Term
from search.taxonomy.selectors import needs_answered
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data

pytestmark = pytest.mark.django_db


def _found(service):
    row = SearchRow.objects.filter(key=key_of(service), deleted=False).first()
    return None if row is None else SearchDocument.from_json(row.body)


@pytest.fixture
def service(alpha):
    """A live service with everything."""
    return ServiceFactory(full=True, approved=True)


@pytest.fixture
def owner(service):
    """Its organisation's owner."""
    return MembershipFactory(organisation=service.organisation).user


def _publish(service, data):
    publish_directly(listing=service, revision=save_draft(user=None, service=service, data=data))


def test_a_live_service_is_found_with_its_words(service):
    found = _found(service)
    assert (found.name, found.organisation, found.url) == (
        service.name,
        service.organisation.name,
        service.get_absolute_url(),
    )
    assert (found.needs, found.topics) == (("autism", "sleep"), ("therapies",))
    assert found.labels == ("Autism", "Sleep", "Therapies")
    assert found.open_days == ("mon", "wed")
    assert found.cost == "A visit: £5.50 a session"
    assert found.how_to_access == "Contact them yourself, Ask your GP"
    assert found.phone == "01632 960001"
    assert found.accessibility == ("step-free",)
    assert found.updated is not None


def test_a_draft_is_not_found(alpha):
    assert _found(ServiceFactory(full=True)) is None


def test_a_service_of_an_organisation_that_is_not_live_is_not_found(service):
    service.organisation.unpublish()
    assert _found(service) is None
    assert not shown_services().filter(pk=service.pk).exists()
    service.organisation.refresh_from_db()
    publish_directly(listing=service.organisation, revision=service.organisation.latest_revision)
    assert _found(service) is not None


def test_unpublishing_and_deleting_take_it_away(service):
    other = ServiceFactory(approved=True)
    other.unpublish()
    assert _found(other) is None
    key = key_of(service)
    service.delete()
    assert SearchRow.objects.get(key=key).deleted


def test_a_publish_that_is_rolled_back_is_not_found(service):
    name = service.name
    point = transaction.savepoint()
    _publish(service, full_data(name="Never"))
    assert _found(service).name == "Never"
    transaction.savepoint_rollback(point)
    assert _found(service).name == name


def test_an_organisations_new_name_reaches_its_services(service):
    organisation = service.organisation
    data = replace(OrganisationData.from_organisation(organisation), name="Barn Owls")
    revision = save_organisation_draft(user=None, organisation=organisation, data=data)
    assert _found(service).organisation != "Barn Owls"
    publish_directly(listing=organisation, revision=revision)
    assert _found(service).organisation == "Barn Owls"


def test_a_councils_new_label_reaches_its_services(service):
    term = Term.objects.get(vocabulary="need", code="sleep")
    term.label = "Sleeping"
    term.save()
    assert "Sleeping" in _found(service).labels


@pytest.mark.parametrize(
    ("needs", "answered"),
    [
        ((), set()),
        (("all-send",), {"all-send"}),
        (("dyslexia",), {"dyslexia", "specific-learning-difficulty"}),
        (("all-send", "dyslexia"), {"all-send", "dyslexia", "specific-learning-difficulty"}),
    ],
)
def test_a_filter_by_need_looks_at_broader_terms_too(alpha, needs, answered):
    assert set(needs_answered(needs)) == answered


def test_a_need_that_is_put_under_another_is_answered_by_both_ones_services_at_once(alpha):
    of_sleep, of_medical = (
        ServiceFactory(approved=True, data=full_data(needs=(code,))) for code in ("sleep", "medical")
    )
    sleep, medical = (Term.objects.get(vocabulary="need", code=code) for code in ("sleep", "medical"))

    def answered():
        return [set(_found(service).needs_answered) for service in (of_sleep, of_medical)]

    sleep.broader = medical
    sleep.save()
    assert answered() == [{"sleep", "medical"}] * 2
    sleep.broader = None
    sleep.save()
    assert answered() == [{"sleep"}, {"medical"}]
    Term.objects.create(vocabulary="need", code="naps", label="Naps", broader=sleep)
    assert answered() == [{"sleep", "naps"}, {"medical"}]


@pytest.fixture
def points(alpha):
    """One postcode with its own point and its sector's centre, and one in another council."""
    Postcode.objects.bulk_create(
        [
            Postcode(postcode="MK9 3XS", latitude=52.0411, longitude=-0.7571, district="E06000042", source="test"),
            Postcode(postcode="M33 7ZF", latitude=53.4240, longitude=-2.3220, district="E08000009", source="test"),
        ]
    )
    PostcodeArea.objects.bulk_create(
        [PostcodeArea(code="MK9 3", latitude=52.0400, longitude=-0.7600, district="E06000042", number=300)]
    )


def test_a_place_is_shown_where_it_is(points):
    service = ServiceFactory(
        approved=True, data=full_data(places=(PlaceData(address="1 Silbury Street, Milton Keynes", postcode="mk93xs"),))
    )
    (place,) = _found(service).places
    assert (place.label, place.latitude, place.longitude) == ("Milton Keynes, MK9 3XS", 52.0411, -0.7571)
    assert not place.out_of_area


def test_a_hidden_address_is_nowhere_in_the_document(points):
    hidden = PlaceData(address="1 Secret Street, Milton Keynes", postcode="MK9 3XS", hide_address=HideAddress.EXACT)
    service = ServiceFactory(approved=True, data=full_data(places=(hidden,)))
    (place,) = _found(service).places
    assert (place.label, place.latitude, place.longitude) == ("MK9 3 area", 52.0400, -0.7600)
    text = str(SearchRow.objects.get(key=key_of(service)).body)
    for secret in ("Secret Street", "3XS", "52.0411"):
        assert secret not in text


def test_a_listing_is_found_by_what_its_page_shows_of_whom_to_ask_and_where_it_is(points):
    shown = PlaceData(address="Otter House, 12 Park Road, Milton Keynes", postcode="MK9 3XS")
    contacts = (ContactData(phone="01908 555 020", email="jo@otters.example"),)
    data = full_data(places=(shown,), contacts=contacts, url="https://otters.example.org")
    found = _found(ServiceFactory(approved=True, data=data))
    assert found.found_by == ("01908 555 020", "jo@otters.example", "https://otters.example.org", shown.address)


def test_a_hidden_address_in_an_area_of_few_postcodes_is_told_by_the_next_wider_one(points):
    PostcodeArea.objects.filter(pk="MK9 3").update(number=2)
    PostcodeArea.objects.create(code="MK9", latitude=52.05, longitude=-0.77, district="E06000042", number=500)
    hidden = PlaceData(address="1 Secret Street", postcode="MK9 3XS", hide_address=HideAddress.EXACT)
    (place,) = _found(ServiceFactory(approved=True, data=full_data(places=(hidden,)))).places
    assert (place.label, place.latitude, place.longitude) == ("MK9 area", 52.05, -0.77)


def test_of_two_hidden_addresses_in_one_area_nothing_differs(points):
    Postcode.objects.create(postcode="MK9 3ZZ", latitude=52.0, longitude=-0.7, district="E06000060", source="test")
    told = []
    for postcode in ("MK9 3XS", "MK9 3ZZ"):
        hidden = PlaceData(address=f"1 {postcode} Street", postcode=postcode, hide_address=HideAddress.EXACT)
        (place,) = _found(ServiceFactory(approved=True, data=full_data(places=(hidden,)))).places
        told.append(replace(place, uuid=""))
    assert told[0] == told[1]


def test_a_withheld_place_is_nowhere_and_only_that_there_is_one_is_told(points):
    withheld = PlaceData(
        address="1 Secret Street, Bletchley",
        postcode="MK9 3XS",
        pin=(52.0444, -0.7555),
        hide_address=HideAddress.ALL,
        accessibility=("hoist",),
    )
    service = ServiceFactory(approved=True, data=full_data(places=(withheld,), areas=(), delivery=("in-person",)))
    found = _found(service)
    assert (found.places, found.place_withheld, found.accessibility) == ((), True, ("hoist",))
    assert found.travels
    row = SearchRow.objects.get(key=key_of(service))
    assert not row.places.exists()
    for secret in ("Secret", "Bletchley", "3XS", "MK9", "52.04"):
        assert secret not in str(row.body)


def test_a_place_in_another_council_is_said_to_be(points):
    service = ServiceFactory(approved=True, data=full_data(places=(PlaceData(address="Sale", postcode="M33 7ZF"),)))
    assert _found(service).out_of_area


def test_a_countys_own_districts_are_in_its_area(alpha):
    Council.objects.filter(pk=alpha.pk).update(gss_codes=["E10000030"])
    Postcode.objects.create(postcode="GU1 3EL", latitude=51.23, longitude=-0.57, district="E07000209", source="test")
    places = (PlaceData(address="Guildford", postcode="GU1 3EL"),)
    with council_scope(alpha):
        assert not _found(ServiceFactory(approved=True, data=full_data(places=places))).out_of_area


def test_a_postcode_nobody_knows_gives_no_point_but_is_kept(alpha):
    service = ServiceFactory(approved=True, data=full_data(places=(PlaceData(postcode="MK99 9ZZ"),)))
    assert _found(service).places == ()
    assert Service.objects.get(pk=service.pk).service_at_locations.get().postcode == "MK99 9ZZ"


def test_what_changes_without_review_is_found_at_once(service, owner):
    set_temporarily_closed(user=owner, service=service, closed=True, note="Flood")
    confirm_still_correct(user=owner, service=service)
    found = _found(service)
    assert found.temporarily_closed
    assert found.last_assured is not None
    assert not found.stale
    state = set_temporarily_closed(user=owner, service=service, closed=False)
    assert (state.closed_note, _found(service).temporarily_closed) == ("", False)


@pytest.mark.parametrize("hide", [set_paused, set_archived])
def test_a_listing_put_away_is_not_found_until_it_is_back(service, hide):
    officer = PersonFactory(officer=True)
    flag = hide.__name__.removeprefix("set_")
    hide(user=officer, service=service, **{flag: True})
    assert _found(service) is None
    assert not shown_services().exists()
    hide(user=officer, service=service, **{flag: False})
    assert _found(service) is not None


def test_nobody_else_changes_a_listings_state(service, owner):
    outsider = PersonFactory()
    for refused in (
        lambda: set_temporarily_closed(user=outsider, service=service, closed=True),
        lambda: confirm_still_correct(user=PersonFactory(officer=True), service=service),
        lambda: set_waiting_time(user=outsider, service=service, waiting_time="8 weeks", checked=None),
        lambda: set_paused(user=outsider, service=service, paused=True),
        lambda: set_archived(user=outsider, service=service, archived=True),
        lambda: suspend(user=owner, listing=service, reason="No."),
        lambda: change_owner(user=owner, service=service, organisation=service.organisation),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert _found(service) is not None


def test_what_waits_for_review_is_not_put_away(service, owner):
    save_draft(user=owner, service=service, data=full_data(name="Changed"))
    submit(user=owner, listing=service)
    with pytest.raises(WrongState):
        set_archived(user=owner, service=service, archived=True)


def test_a_service_moves_with_its_found_name(service):
    other = OrganisationFactory(name="Tawny Owls", published=True)
    change_owner(user=PersonFactory(officer=True), service=service, organisation=other)
    assert _found(service).organisation == "Tawny Owls"


def test_a_waiting_time_is_kept_with_its_day(service, owner):
    state = set_waiting_time(user=owner, service=service, waiting_time="8 weeks", checked=None)
    assert state.waiting_time == "8 weeks"


def test_refreshing_a_service_that_is_gone_is_no_error(alpha):
    refresh_search_row(service_id=0)
    assert not SearchRow.objects.exists()


def test_every_document_is_made_anew_from_what_is_live(service):
    hidden = ServiceFactory(approved=True)
    SearchRow.objects.filter(key=key_of(service)).update(body={})
    ListingState.objects.filter(service=hidden).update(paused=True)
    assert refresh_every_search_row() == 2
    assert _found(service).name == service.name
    assert _found(hidden) is None


def test_refreshing_many_services_reads_no_more_often_than_refreshing_one(alpha):
    def reads():
        with CaptureQueriesContext(connection) as asked:
            refresh_every_search_row()
        return sum(query["sql"].startswith("SELECT") for query in asked.captured_queries)

    ServiceFactory(approved=True)
    reads_for_one = reads()
    for _ in range(9):
        ServiceFactory(approved=True)
    assert reads() == reads_for_one


def _hidden_services(organisation, number):
    """Live services with a need, each at a hidden address with a postcode of its own, as rows alone."""
    need = Term.objects.get(code="autism")
    rows = Service.objects.bulk_create(
        Service(organisation=organisation, name=f"Owls {organisation.pk} {each}", live=True) for each in range(number)
    )
    ListingState.objects.bulk_create(ListingState(service=row) for row in rows)
    Service.needs.through.objects.bulk_create(Service.needs.through(service=row, term=need) for row in rows)
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=row, postcode=f"MK{each} 6EB", hide_address=HideAddress.EXACT)
        for each, row in enumerate(rows, start=1)
    )


def test_an_organisations_services_follow_it_in_as_many_queries_for_50_as_for_1(alpha):
    asked = []
    for number in (1, 10, 50):
        organisation = OrganisationFactory(published=True)
        _hidden_services(organisation, number)
        officer = PersonFactory(officer=True)
        refresh_search_rows(service_ids=organisation.services.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            suspend(user=officer, listing=organisation, reason="A concern.")
            lift_suspension(user=officer, listing=organisation)
        asked.append(len(queries))
        assert SearchRow.objects.filter(kind="service", deleted=False).count() >= number
    assert len(set(asked)) == 1, asked


def _pause_both(owner, service, second):
    set_paused(user=owner, service=service, paused=True)
    assert _found(service) is not None
    set_paused(user=PersonFactory(), service=second, paused=True)


def test_what_a_block_changes_is_refreshed_once_and_taken_back_with_it(service, owner):
    second = ServiceFactory(organisation=service.organisation, published=True)
    with CaptureQueriesContext(connection) as queries, search_rows_refreshed_once():
        for each in (service, second, service):
            refresh_search_row(service_id=each.pk)
    assert sum('FROM "listings_costoption"' in query["sql"] for query in queries) == 1
    with pytest.raises(NotAllowed), search_rows_refreshed_once():
        _pause_both(owner, service, second)
    assert _found(service) is not None
    assert not ListingState.objects.get(service=service).paused
    with search_rows_refreshed_once():
        set_paused(user=owner, service=service, paused=True)
    assert _found(service) is None
