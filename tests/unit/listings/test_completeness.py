"""The score rises with what is said and never falls for saying more."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.listings.completeness import completeness
from providers.listings.data import ContactData, FileData, PlaceData, ScheduleData, ServiceData
from providers.portal.pages import PAGES

EVERYTHING = ServiceData(
    name="Sleep club",
    summary="A calm club",
    description="word " * 40,
    tier="targeted",
    topics=("therapies",),
    needs=("autism",),
    age_min=4,
    referral=("self",),
    how_to_access="Ring us.",
    eligibility="Anyone",
    free=True,
    delivery=("in-person",),
    outcomes="Sleep",
    staff_expertise="All trained",
    if_unhappy="Tell us",
    places=(
        PlaceData(postcode="MK9 3XS", accessibility=("step-free",), schedules=(ScheduleData(period="by-arrangement"),)),
    ),
    contacts=(ContactData(phone="01632 960001"),),
    files=(FileData(kind="photo", file_id=1, title="The hall"),),
)
EMPTY = ServiceData(name="Sleep club")
NAMES = [each.name for each in fields(ServiceData) if getattr(EVERYTHING, each.name) != getattr(EMPTY, each.name)]


def test_all_of_it_is_100_and_nothing_is_little():
    assert completeness(EVERYTHING).percent == 100
    assert completeness(EVERYTHING).missing == ()
    assert completeness(EMPTY).percent < 10


@given(st.sets(st.sampled_from(NAMES)))
def test_saying_more_lists_less_and_every_missing_thing_has_a_page(said):
    some = replace(EMPTY, **{name: getattr(EVERYTHING, name) for name in said})
    result = completeness(some)
    assert 0 <= result.percent <= 100
    assert (result.percent == 100) == (not result.missing)
    assert {missing.page for missing in result.missing} <= {page.slug for page in PAGES} | {"files"}
    for name in said:
        less = completeness(replace(some, **{name: getattr(EMPTY, name)}))
        if name != "delivery":  # saying that it is online asks for no place
            assert less.percent <= result.percent
            assert len(less.missing) >= len(result.missing)


@pytest.mark.parametrize(
    ("setting", "asked"), [("special", True), ("specialist-college", True), ("childminder", False)]
)
def test_a_report_that_the_law_asks_of_schools_is_asked_of_schools_alone(setting, asked):
    missing = completeness(replace(EVERYTHING, setting_type=setting)).missing
    assert ("school" in {each.page for each in missing}) == asked
    (page,) = (page for page in PAGES if page.slug == "school")
    assert page.done(replace(EVERYTHING, setting_type=setting)) != asked


def test_what_helps_families_most_comes_first():
    assert [missing.page for missing in completeness(EMPTY).missing][:3] == ["contact", "who", "about"]


def test_an_online_service_is_not_asked_for_a_place():
    online = replace(EVERYTHING, delivery=("online",), places=(PlaceData(schedules=(ScheduleData(period="term"),)),))
    assert completeness(online).percent == 100


def test_a_school_is_asked_for_its_report():
    school = replace(EVERYTHING, setting_type="mainstream")
    assert [missing.page for missing in completeness(school).missing] == ["school"]
