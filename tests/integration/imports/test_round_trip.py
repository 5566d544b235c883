"""Export then import changes nothing, whatever the listings hold."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from providers.imports.services.files import export_listings, import_listings
from providers.listings.contradictions import contradictions
from providers.listings.data import (
    ContactData,
    CostData,
    OrganisationData,
    PlaceData,
    ScheduleData,
    ServiceData,
)
from providers.listings.models import HideAddress, Service
from providers.listings.services.listings import create_organisation, create_service, save_draft
from providers.listings.services.state import set_waiting_time
from providers.review.services.submissions import publish_directly
from search import vocabulary

DEMO = Path(__file__).resolve().parents[3] / "platform/localoffer/demo/data"
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@'<>&\";,\n "), max_size=30
)
CODES = {
    name: st.lists(st.sampled_from(sorted(words)), max_size=3, unique=True).map(tuple)
    for name, words in (
        ("sectors", vocabulary.SECTOR),
        ("audience", vocabulary.AUDIENCE),
        ("referral", vocabulary.REFERRAL),
        ("delivery", vocabulary.DELIVERY),
        ("needs", {term.code: "" for term in vocabulary.NEEDS}),
        ("topics", {term.code: "" for term in vocabulary.TOPICS}),
        ("accessibility", vocabulary.ACCESSIBILITY),
    )
}
SCHEDULES = st.lists(
    st.one_of(
        st.builds(
            ScheduleData,
            day=st.sampled_from(list(vocabulary.DAY)),
            opens=st.sampled_from([time(9), time(10, 30)]),
            closes=st.sampled_from([time(12), time(23, 59)]),
            period=st.sampled_from(list(vocabulary.PERIOD)),
        ),
        st.builds(ScheduleData, period=st.sampled_from(list(vocabulary.PERIOD))),
        st.builds(
            ScheduleData,
            on_date=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
            opens=st.just(time(10)),
            closes=st.just(time(12)),
            note=WORDS,
        ),
    ),
    max_size=4,
).map(tuple)
PLACES = st.lists(
    st.builds(
        PlaceData,
        address=WORDS,
        postcode=st.sampled_from(["", "MK9 3XS", "LS1 1AA"]),
        hide_address=st.sampled_from(HideAddress),
        accessibility=CODES["accessibility"],
        schedules=SCHEDULES,
    ),
    max_size=3,
).map(tuple)
COSTS = st.lists(
    st.builds(
        CostData,
        option=WORDS,
        amount=st.none() | st.decimals(0, 999, places=2).map(Decimal),
        amount_description=WORDS,
    ),
    max_size=2,
).map(tuple)
CONTACTS = st.lists(
    st.builds(ContactData, name=WORDS, phone=WORDS, email=st.sampled_from(["", "a@example.org"])), max_size=2
).map(tuple)
YES_NO = st.none() | st.booleans()
SERVICES = st.builds(
    ServiceData,
    name=WORDS.filter(str.strip),
    summary=WORDS,
    description=WORDS,
    eligibility=WORDS,
    how_to_access=WORDS,
    outcomes=WORDS,
    suits=WORDS,
    tier=st.sampled_from(["", *vocabulary.TIER]),
    reach=st.sampled_from(list(vocabulary.REACH)),
    setting_type=st.sampled_from(["", *vocabulary.SETTING_TYPE]),
    age_min=st.none() | st.integers(0, 10),
    age_max=st.none() | st.integers(10, 200),
    free=YES_NO,
    personal_budget=YES_NO,
    places=PLACES,
    costs=COSTS,
    contacts=CONTACTS,
    **{name: codes for name, codes in CODES.items() if name != "accessibility"},
).filter(lambda data: not contradictions(age_min=data.age_min, age_max=data.age_max, free=data.free, costs=data.costs))


def export_and_import(path, *, publish):
    export_listings(path=path)
    return import_listings(path=path, publish=publish, dry_run=False)


def state():
    return {
        service.pk: (service.live, service.latest_revision_id, service.live_revision_id, service.organisation_id)
        for service in Service.objects.all()
    }


@pytest.mark.parametrize("slug", ["milton-keynes", "buckinghamshire", "trafford"])
def test_the_demos_listings_come_in_whole_and_go_round(council, tmp_path, slug):
    report = import_listings(path=DEMO / f"{slug}.csv", publish=True, dry_run=False)
    assert (report.rejected, report.unknown_columns) == ([], ())
    assert report.created >= 60
    before = state()
    assert import_listings(path=DEMO / f"{slug}.csv", publish=True, dry_run=False).unchanged == report.created
    for publish in (True, False):
        again = export_and_import(tmp_path / "out.csv", publish=publish)
        assert (again.unchanged, again.rejected) == (report.created, [])
    assert state() == before
    first = (tmp_path / "out.csv").read_bytes()
    export_listings(path=tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == first


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=SERVICES, organisation=WORDS.filter(str.strip), waiting=WORDS)
def test_any_listing_goes_round(council, tmp_path, data, organisation, waiting):
    with transaction.atomic():
        owner = create_organisation(user=None, data=OrganisationData(name=organisation))
        service = create_service(user=None, organisation=owner, data=data)
        set_waiting_time(user=None, service=service, waiting_time=waiting, checked=None)
        before = state()
        report = export_and_import(tmp_path / "out.csv", publish=False)
        assert (report.rejected, report.unchanged) == ([], 1)
        assert state() == before
        transaction.set_rollback(True)


def test_a_listing_nobody_gave_a_key_is_known_by_its_uuid(council, tmp_path):
    owner = create_organisation(user=None, data=OrganisationData(name="Example Trust"))
    service = create_service(user=None, organisation=owner, data=ServiceData(name="From the portal"))
    export_listings(path=tmp_path / "out.csv")
    assert f"\n{service.uuid},From the portal" in (tmp_path / "out.csv").read_text()
    assert import_listings(path=tmp_path / "out.csv", publish=False, dry_run=False).unchanged == 1
    assert Service.objects.count() == 1


def test_an_exported_live_listing_does_not_undo_its_draft(council, tmp_path):
    owner = create_organisation(user=None, data=OrganisationData(name="Example Trust"))
    service = create_service(user=None, organisation=owner, data=ServiceData(name="Live"))
    publish_directly(listing=service, revision=service.latest_revision)
    draft = save_draft(user=None, service=service, data=ServiceData(name="Draft"))
    for publish in (False, True):
        assert export_and_import(tmp_path / "out.csv", publish=publish).unchanged == 1
    service.refresh_from_db()
    assert (service.name, service.latest_revision_id) == ("Live", draft.pk)
    changed = (tmp_path / "out.csv").read_text().replace("Live", "Live and new")
    (tmp_path / "out.csv").write_text(changed)
    report = import_listings(path=tmp_path / "out.csv", publish=True, dry_run=False)
    service.refresh_from_db()
    assert (report.updated, service.name) == (1, "Live and new")
    assert "draft" in report.notes[0].reason
