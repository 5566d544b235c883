"""What a service's own words give away or get wrong."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from providers.listings.data import AreaData, CostData, FileData, PlaceData, ScheduleData, ServiceData
from providers.listings.models import HideAddress
from providers.review.hidden_places import exposed_refuge
from providers.review.risks import RiskKind, content_risks

PLACE = PlaceData(address="4 Refuge Lane, Bletchley", postcode="MK3 6EB", hide_address=HideAddress.EXACT)
HARMLESS = ServiceData(
    name="Night Owls",
    description="We meet in Bletchley. Call 01632 960001.",
    age_min=0,
    age_max=25,
    free=False,
    costs=(CostData(amount=Decimal(5)),),
    places=(PLACE,),
)
NOT_PROSE = {"url", "tier", "reach", "setting_type", "urn", "sen_report_url", "accessibility_plan_url", "senco"}
"""Codes, addresses, and the one person whom families are told by name."""


def _found(**changes):
    return [(risk.kind, risk.field) for risk in content_risks(replace(HARMLESS, **changes))]


@pytest.mark.parametrize("field", sorted({each.name for each in fields(ServiceData) if each.type is str} - NOT_PROSE))
def test_every_text_that_families_read_is_looked_through(field):
    assert (RiskKind.WORDS, field) in _found(**{field: "Bullshit."})


def test_a_harmless_listing_has_no_risks():
    assert _found() == []


@pytest.mark.parametrize(
    ("changes", "kind", "field"),
    [
        ({"age_max": 30}, RiskKind.AGES, "age_max"),
        ({"age_min": 26, "age_max": None}, RiskKind.AGES, "age_min"),
        ({"free": True}, RiskKind.COST, "costs"),
        ({"summary": "Bullshit."}, RiskKind.WORDS, "summary"),
        ({"answers": (("expertise", "Ring 07700 900123"),)}, RiskKind.PERSONAL, "answers.expertise"),
        ({"costs": (CostData(option="Pay jo@gmail.com"),)}, RiskKind.PERSONAL, "costs"),
        ({"files": (FileData(kind="photo", file_id=1, title="Sam, DOB 3/5/15"),)}, RiskKind.PERSONAL, "files"),
        ({"how_to_access": "Come to 4  refuge lane."}, RiskKind.HIDDEN, "how_to_access"),
        ({"suits": "Anyone near mk36eb"}, RiskKind.HIDDEN, "suits"),
    ],
)
def test_a_risk_is_named_with_its_field(changes, kind, field):
    assert _found(**changes) == [(kind, field)]


@pytest.mark.parametrize(
    "changes",
    [
        {"age_min": None, "age_max": None},
        {"free": None},
        {"free": True, "costs": (CostData(amount=Decimal(0), option="Parents stay free"),)},
        {"places": (replace(PLACE, hide_address=HideAddress.NO),), "how_to_access": "Come to 4 Refuge Lane."},
        {"places": (replace(PLACE, address="Refuge Lane", postcode=""),), "how_to_access": "Refuge Lane bus stop"},
    ],
)
def test_what_is_right_is_no_risk(changes):
    assert _found(**changes) == []


WITHHELD = replace(PLACE, address="4 Refuge Lane, Wolverton", hide_address=HideAddress.ALL)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"summary": "In the heart of wolverton."}, "summary"),
        ({"eligibility": "Families in MK3."}, "eligibility"),
        ({"how_to_access": "We meet you at MK3 6."}, "how_to_access"),
        ({"areas": (AreaData(code="MK3", name="MK3"),)}, "areas"),
        ({"areas": (AreaData(code="E05009406", name="Bletchley East"),)}, "areas"),
    ],
)
def test_what_tells_where_a_withheld_place_is_is_a_risk(changes, field):
    assert _found(places=(WITHHELD,), **changes) == [(RiskKind.HIDDEN, field)]


@pytest.mark.parametrize(
    "changes",
    [{}, {"areas": (AreaData(code="E06000042", name="Milton Keynes"),)}, {"summary": "In MK30 and Wolvertons."}],
)
def test_a_withheld_place_that_nothing_tells_of_is_no_risk(changes):
    assert _found(places=(WITHHELD,), **changes) == []


@pytest.mark.parametrize(
    ("place", "told"),
    [(PLACE, ["the area"]), (WITHHELD, []), (replace(PLACE, hide_address=HideAddress.NO), ["the address"])],
)
def test_a_refuge_that_shows_a_place_is_pointed_out(place, told):
    found = list(exposed_refuge(replace(HARMLESS, name="Night Owls refuge", places=(place,)), "Night Owls"))
    assert [(each.field, words in each.words) for each, words in zip(found, told, strict=True)] == [
        (f"places.{place.uuid}", True) for _ in told
    ]
    assert not list(exposed_refuge(replace(HARMLESS, places=(place,)), "Night Owls"))


def test_a_note_beside_opening_hours_is_read_too():
    place = PlaceData(schedules=(ScheduleData(day="mon", note="Ring 07700 900123"),))
    assert _found(places=(place,)) == [(RiskKind.PERSONAL, f"places.{place.uuid}")]
