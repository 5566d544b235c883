"""Who in the area can use a service: chosen by the provider, read by the council and by families."""

from dataclasses import replace

import pytest

from providers.listings.data import AreaData
from providers.listings.services.listings import save_draft
from providers.portal.selectors import pending_changes
from search.places.models import Postcode, PostcodeArea, Ward
from tests.factories import put_live

pytestmark = pytest.mark.django_db

BLETCHLEY, WOLVERTON, ELSEWHERE = "E05009407", "E05009425", "E05014001"
MILTON_KEYNES, CENTRAL_BEDFORDSHIRE, LEEDS = "E06000042", "E06000056", "E08000035"


@pytest.fixture(autouse=True)
def _places(alpha):
    for model in (Postcode, PostcodeArea, Ward):
        model.objects.all().delete()
    Ward.objects.bulk_create(
        Ward(code=code, name=name, district=district, latitude=52, longitude=-0.7)
        for code, name, district in (
            (WOLVERTON, "Wolverton Ward", MILTON_KEYNES),
            (BLETCHLEY, "Bletchley East", MILTON_KEYNES),
            (ELSEWHERE, "Aspley Ward", CENTRAL_BEDFORDSHIRE),
        )
    )
    PostcodeArea.objects.bulk_create(
        PostcodeArea(code=code, latitude=52, longitude=-0.7, district=district, number=9)
        for code, district in (
            ("MK3", MILTON_KEYNES),
            ("MK17", MILTON_KEYNES),
            ("MK17 9", MILTON_KEYNES),
            ("MK17 8", CENTRAL_BEDFORDSHIRE),
            ("LS1 4", LEEDS),
        )
    )
    Postcode.objects.bulk_create(
        Postcode(postcode=code, latitude=52, longitude=-0.7, district=MILTON_KEYNES, ward=ward, source="test")
        for code, ward in (("MK3 6EB", BLETCHLEY), ("MK12 5AA", WOLVERTON))
    )


@pytest.fixture
def url(service):
    return f"/provider/services/{service.uuid}/areas/"


def choices(page, name):
    return list(page.context["form"].fields[name].choices)


def areas(draft):
    return [(area.code, area.name) for area in draft.areas]


def test_the_page_offers_the_councils_wards_and_the_councils_around(portal, url):
    page = portal.get(url)
    assert choices(page, "wards") == [(BLETCHLEY, "Bletchley East ward"), (WOLVERTON, "Wolverton ward")]
    assert choices(page, "councils") == [
        (MILTON_KEYNES, "Milton Keynes"),
        (CENTRAL_BEDFORDSHIRE, "Central Bedfordshire"),
    ]
    assert page.context["form"]["limited"].value() == "all"


def test_the_task_list_leads_there(portal, service, url):
    assert url in portal.get(f"/provider/services/{service.uuid}/").text


def test_chosen_areas_are_saved_with_the_names_families_know(portal, service, url, draft_of):
    answers = {"limited": "some", "wards": [BLETCHLEY], "councils": [CENTRAL_BEDFORDSHIRE], "outcodes": "mk3; MK17 mk3"}
    assert portal.post(url, answers).status_code == 302
    assert areas(draft_of(service)) == [
        (BLETCHLEY, "Bletchley East ward"),
        (CENTRAL_BEDFORDSHIRE, "Central Bedfordshire"),
        ("MK3", "MK3"),
        ("MK17", "MK17"),
    ]
    shown = portal.get(url).context["form"]
    assert (shown["limited"].value(), shown["wards"].value()) == ("some", [BLETCHLEY])
    assert (shown["councils"].value(), shown["outcodes"].value()) == ([CENTRAL_BEDFORDSHIRE], "MK3, MK17")


def test_everybody_clears_the_areas(portal, owner, service, url, draft_of):
    given = draft_of(service)
    save_draft(user=owner, service=service, data=_with(given, AreaData(code="MK3", name="MK3")))
    assert portal.post(url, {"limited": "all"}).status_code == 302
    assert draft_of(service).areas == ()


def test_saving_what_is_there_keeps_names_order_and_another_councils_ward(portal, owner, service, url, draft_of):
    there = (
        AreaData(code="MK3", name="West Bletchley"),
        AreaData(code=ELSEWHERE, name="Aspley"),
        AreaData(code=LEEDS, name="Leeds"),
    )
    save_draft(user=owner, service=service, data=_with(draft_of(service), *there))
    form = portal.get(url).context["form"]
    answers = {name: form[name].value() for name in form.fields}
    assert portal.post(url, answers).status_code == 302
    assert [(area.uuid, area.name) for area in draft_of(service).areas] == [(area.uuid, area.name) for area in there]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"limited": "some"}, "Choose at least one area"),
        ({"limited": "all", "wards": [BLETCHLEY]}, "clear the areas below"),
        ({"limited": "some", "outcodes": "MK99"}, "We don&#x27;t know the postcode district MK99"),
        ({"limited": "some", "outcodes": "Bletchley"}, "We don&#x27;t know the postcode district Bletchley"),
        ({"limited": "some", "wards": ["E05999999"]}, "Choose one of the answers that are offered"),
        ({"limited": "some", "councils": ["nonsense"]}, "Choose one of the answers that are offered"),
        ({}, "Choose which families can use it"),
        ({"limited": "some", "outcodes": "MK3," * 200}, "800 of 300 characters: shorten it by 500"),
    ],
)
def test_what_cannot_be_is_answered_by_the_field(portal, service, url, draft_of, answers, message):
    page = portal.post(url, answers)
    assert page.status_code == 422
    assert message in page.text
    assert draft_of(service).areas == ()


def test_a_council_without_named_wards_is_asked_for_the_rest(portal, url):
    Ward.objects.all().delete()
    page = portal.get(url)
    assert page.status_code == 200
    assert "wards" not in page.context["form"].fields


def test_the_review_reads_the_areas_in_words(portal, service, url):
    portal.post(url, {"limited": "some", "wards": [BLETCHLEY], "outcodes": "MK3"})
    service.refresh_from_db()
    change = next(change for change in pending_changes(service) if change.name == "areas")
    assert (change.label, change.after) == ("Only for families living in", f"Bletchley East ward ({BLETCHLEY})\nMK3")


@pytest.mark.parametrize(
    ("postcode", "sentence"),
    [
        ("", "Only for families living in Bletchley East ward or MK17</p>"),
        ("MK3 6EB", "MK17. MK3 6EB is in that area"),
        ("MK12 5AA", "<strong>MK12 5AA is not in that area</strong>"),
        ("MK17 9ZZ", "MK17</p>"),
    ],
    ids=["anyone", "inside", "outside", "roughly-known"],
)
def test_families_read_who_it_is_for(
    portal, service, organisation, url, alpha, client_for, filled, owner, draft_of, postcode, sentence
):
    save_draft(user=owner, service=service, data=filled(draft_of(service)))
    portal.post(url, {"limited": "some", "wards": [BLETCHLEY], "outcodes": "MK17"})
    for listing in (organisation, service):
        listing.refresh_from_db()
        put_live(listing)
    page = client_for(alpha).get(service.get_absolute_url(), {"postcode": postcode} if postcode else {})
    assert sentence in page.text


def _with(data, *given):
    return replace(data, areas=given)
