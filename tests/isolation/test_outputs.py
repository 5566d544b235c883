"""Nothing unapproved and no hidden place is in anything that a council tells the public.

Hidden places are moved: what is told must not change by a letter. So no list of secrets has to be kept, and a new
address, page or field that tells of one turns this red.
"""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from providers.listings.data import (
    CODE_FIELDS,
    ContactData,
    CostData,
    OrganisationData,
    PlaceData,
    ScheduleData,
    ServiceData,
)
from providers.listings.models import HideAddress, ServiceAtLocation
from providers.listings.questions import QUESTIONS
from providers.listings.services.files import store_logo
from providers.listings.services.listings import save_draft, save_organisation_draft
from providers.listings.services.search_rows import refresh_every_search_row
from providers.review.services.submissions import submit
from search.places.models import Postcode, PostcodeArea
from tenants.councils.scope import council_scope
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data
from tests.factories.files import logo
from tests.isolation.conftest import build_world
from tests.isolation.outputs import outputs_of

MARK = "unapprovedzq"
HERE, ELSEWHERE = "E06000042", "E06000052"
POSTCODES = (
    ("MK9 3XS", 52.0406, -0.7594, HERE),
    ("MK3 6EB", 51.9950, -0.7400, HERE),
    ("MK3 6ZZ", 51.9850, -0.7600, ELSEWHERE),
    ("MK14 5DJ", 52.0642, -0.7771, HERE),
    ("TR14 7AA", 50.2136, -5.2970, ELSEWHERE),
)
"""The family's, two in one sector, and two far apart."""
AREAS = (("MK3 6", 51.99, -0.75), ("MK3", 51.99, -0.74), ("MK14 5", 52.06, -0.77), ("MK14", 52.06, -0.78))
AREAS += (("TR14 7", 50.21, -5.29), ("TR14", 50.22, -5.30), ("MK9 3", 52.04, -0.76), ("MK9", 52.04, -0.75))
SPOTS: tuple[dict[str, Any], ...] = (
    {"hidden": "MK3 6EB", "withheld": "MK14 5DJ", "address": "7 Long Street, Wolverton", "moved": 0.0},
    {"hidden": "MK3 6ZZ", "withheld": "TR14 7AA", "address": "1 Chapel Hill, Camborne", "moved": 0.004},
    {"hidden": "MK3 6EB", "withheld": "", "address": "", "moved": -0.003},
)
"""Where the hidden and the withheld place are moved to: the hidden one stays in its sector."""


@pytest.fixture
def world(councils, with_second_factor, settings):
    settings.SEARCH_REQUESTS_A_MINUTE = 0
    Postcode.objects.bulk_create(
        [
            Postcode(postcode=code, latitude=latitude, longitude=longitude, district=district, source="test")
            for code, latitude, longitude, district in POSTCODES
        ],
        ignore_conflicts=True,
    )
    PostcodeArea.objects.bulk_create(
        [
            PostcodeArea(code=code, latitude=latitude, longitude=longitude, district=HERE, number=90)
            for code, latitude, longitude in AREAS
        ],
        ignore_conflicts=True,
    )
    return build_world(councils.alpha, with_second_factor)


@pytest.fixture
def stranger(world):
    """Somebody who looks after another organisation."""
    with council_scope(world.council):
        person = PersonFactory()
        MembershipFactory(user=person, organisation=OrganisationFactory(published=True), role="owner")
    return person


def put(places, spot):
    """Move the places, as if they had always been there."""
    for level, row in places.items():
        code = spot["hidden" if level == HideAddress.EXACT else "withheld"]
        known = Postcode.objects.filter(pk=code).first()
        ServiceAtLocation.objects.filter(pk=row.pk).update(
            postcode=code,
            address=spot["address"],
            pinned=bool(spot["moved"]),
            latitude=known.latitude + spot["moved"] if known else None,
            longitude=known.longitude + spot["moved"] if known else None,
            district=known.district if known else "",
        )
    refresh_every_search_row()


def _difference(first: str, other: str) -> str:
    """The first place at which two texts differ, with a few letters around it."""
    start = next((at for at, (one, two) in enumerate(zip(first, other, strict=False)) if one != two), len(first))
    return other[max(0, start - 60) : start + 60]


def test_wherever_a_hidden_place_is_the_public_reads_the_same(world, stranger, client_for):
    with council_scope(world.council):
        monday = full_data().places[0].schedules
        places = {}
        for level in (HideAddress.EXACT, HideAddress.ALL):
            place = PlaceData(hide_address=level, accessibility=("hoist",), schedules=monday)
            data = full_data(name=f"Owls {level.name}", places=(place,), areas=(), delivery=("in-person",))
            places[level] = ServiceFactory(approved=True, data=data).service_at_locations.get()
    told = []
    for spot in SPOTS:
        with council_scope(world.council):
            put(places, spot)
        told.append(outputs_of(world, client_for, stranger=stranger))
    first, *others = told
    assert len(first) > 300
    assert any("MK3 6 area" in text for text in first.values())
    for other in others:
        assert first.keys() == other.keys()
        differing = [
            f"{where}: {_difference(first[where], text)!r}" for where, text in other.items() if text != first[where]
        ]
        assert not differing, "tells where a hidden place is:\n" + "\n".join(differing[:10])


CODES = {*CODE_FIELDS, "tier", "reach", "setting_type", "urn", "code", "kind", "postcode", "day", "period", "note"}
"""What has no room for words of one's own, and a note, which needs a date."""
WRITTEN = {"email": f"desk@{MARK}.example", "phone": "01632 960999"} | dict.fromkeys(
    ("url", "sen_report_url", "accessibility_plan_url"), f"https://{MARK}.example/"
)


def marked(value: Any) -> Any:
    """The same content with the mark in each of its texts."""
    texts = [each.name for each in fields(value) if type(getattr(value, each.name)) is str]
    return replace(value, **{name: WRITTEN.get(name, f"{name} {MARK}") for name in texts if name not in CODES})


def marked_data() -> ServiceData:
    """A version of a service with the mark in every text there is, those of its children too."""
    party = ScheduleData(on_date=timezone.localdate() + timedelta(days=9), note=f"Party {MARK}")
    return replace(
        marked(full_data()),
        places=(replace(marked(PlaceData(schedules=(party,))), postcode="MK14 5DJ"),),
        costs=(marked(CostData()),),
        contacts=(marked(ContactData()),),
        answers=((next(iter(QUESTIONS)), f"Answer {MARK}"),),
    )


@pytest.mark.parametrize("sent", [False, True], ids=["a draft", "sent to the council"])
def test_nothing_that_nobody_approved_is_told_to_the_public(world, stranger, client_for, sent):
    with council_scope(world.council):
        live = ServiceFactory(approved=True, data=full_data(name="Owls by night"))
        organisation = live.organisation
        owner = PersonFactory()
        MembershipFactory(user=owner, organisation=organisation, role="owner")
        new = ServiceFactory(organisation=organisation, data=marked_data())
        save_draft(user=owner, service=live, data=marked_data())
        stored = store_logo(user=owner, organisation=organisation, name=f"{MARK}.png", content=logo())
        data = OrganisationData(name=f"Name {MARK}", description=MARK, email=WRITTEN["email"], url=WRITTEN["url"])
        data = replace(data, logo_id=stored.pk)
        save_organisation_draft(user=owner, organisation=organisation, data=data)
        for listing in (live, new, organisation) if sent else ():
            submit(user=owner, listing=listing)
    told = outputs_of(world, client_for, stranger=stranger)
    assert any("Owls by night" in text for text in told.values())
    leaks = [where for where, text in told.items() if MARK in text]
    assert not leaks, f"tells what nobody approved: {leaks[:10]}"
