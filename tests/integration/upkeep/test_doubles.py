"""Probable duplicates: found for all as the review desk finds them for one, compared, merged, taken apart."""

import pytest
from django.db import connection

from providers.listings.data import ContactData, PlaceData
from providers.listings.likeness import DescribedService, similar_services
from providers.listings.models import Service
from providers.upkeep.duplicates import double_organisations, double_services
from providers.upkeep.models import MergedOrganisation, MergedService, NotDouble
from providers.upkeep.name_likeness import likeness, nearly_same, trigrams
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
HOME = "/admin/upkeep/duplicates/"
NAMES = ("Sunny Bank Primary", "Sunny Bank Primary School", "Sunnybank Primary School", "Night Owls", "The Night Owls")


def _two(live):
    return live("Night Owls", summary="Sleep help."), live("The Night Owls", summary="Help with sleep.")


def _asked(one, other, **values):
    return {"kind": "service", "one": str(one.uuid), "other": str(other.uuid), **values}


def test_names_are_as_alike_as_the_database_says(alpha):
    with connection.cursor() as cursor:
        for one in NAMES:
            for other in NAMES:
                cursor.execute("SELECT similarity(%s, %s)", [one, other])
                assert likeness(trigrams(one), trigrams(other)) == pytest.approx(cursor.fetchone()[0], abs=1e-6)


def test_no_pair_is_missed_by_comparing_only_some():
    names = dict(enumerate(f"{first} {second}" for first in NAMES for second in ("group", "club", "CIC")))
    every = {
        (one, other)
        for one in names
        for other in names
        if one < other and likeness(trigrams(names[one]), trigrams(names[other])) >= 0.6
    }
    assert {(one, other) for one, other, _ in nearly_same(names, least=0.6)} == every


def test_doubles_of_all_are_those_that_the_review_points_out_one_by_one(live):
    phone, place = (ContactData(phone="01632 960001"),), (PlaceData(postcode="MK3 6EB"),)
    live("Night Owls", contacts=phone)
    live("The Night Owls", places=place)
    live("Calm evenings", contacts=phone, places=place, url="https://owls.example/")
    live("Sleep help", contacts=(ContactData(phone="+44 1632 960001"),), places=place)
    live("Riders", url="https://owls.example/")
    shared = OrganisationFactory(published=True)
    live("First group", organisation=shared, contacts=phone, places=place)
    live("Other club", organisation=shared, contacts=phone, places=place)
    one_by_one = set()
    for service in Service.objects.all():
        described = DescribedService.of(service)
        for each in similar_services([described])[0]:
            one_by_one.add((*sorted((service.pk, each.listing.pk)), each.score, f"{each.words}."))
    assert set(double_services()) == one_by_one
    assert one_by_one


def test_organisations_with_the_same_website_are_pointed_out(desk, alpha):
    for name in ("Owls", "Sleep Trust"):
        OrganisationFactory(name=name, url="https://owls.example/", published=True)
    assert [each[2:] for each in double_organisations()] == [(40, "The same website.")]
    assert "Sleep Trust" in desk.get(f"{HOME}?show=organisations").text


def test_what_is_not_the_same_is_not_shown_again(desk, live):
    one, other = _two(live)
    assert "Nearly the same name." in desk.get(HOME).text
    desk.post(f"{HOME}not/", _asked(one, other))
    assert NotDouble.objects.count() == 1
    assert "No two services look the same" in desk.get(HOME).text


def test_that_two_are_not_the_same_is_listed_and_taken_back(desk, live):
    one, other = _two(live)
    desk.post(f"{HOME}not/", _asked(one, other))
    assert "The Night Owls" in desk.get(f"{HOME}distinct/").text
    desk.post(f"{HOME}distinct/{NotDouble.objects.get().pk}/again/")
    assert "Nothing was said yet" in desk.get(f"{HOME}distinct/").text
    assert "Nearly the same name." in desk.get(HOME).text


def test_two_are_compared_and_merged_after_a_look_at_what_that_does(desk, live):
    kept, gone = _two(live)
    page = desk.get(f"{HOME}compare/", _asked(kept, gone)).text
    assert 'name="field-summary"' in page
    assert 'name="field-needs"' not in page
    values = {"field-summary": "gone", "field-name": "kept"}
    asked = desk.post(f"{HOME}compare/", _asked(kept, gone, **values)).text
    assert "gets from the other: summary" in asked
    assert not MergedService.objects.exists()
    desk.post(f"{HOME}compare/", _asked(kept, gone, confirmed="yes", **values))
    kept.refresh_from_db()
    assert (kept.name, kept.summary) == ("Night Owls", "Help with sleep.")
    assert "No two services look the same" in desk.get(HOME).text


def test_what_was_merged_is_listed_and_taken_apart(desk, live):
    kept, gone = _two(live)
    desk.post(f"{HOME}compare/", _asked(kept, gone, confirmed="yes"))
    assert "The Night Owls" in desk.get("/admin/upkeep/merged/").text
    here = f"/admin/upkeep/merged/services/{gone.uuid}/"
    assert "Yes, take them apart" in desk.get(here).text
    desk.post(here)
    assert not MergedService.objects.exists()
    assert "stands by itself already" in desk.get(here, follow=True).text


def test_a_merge_that_cannot_be_says_why(desk, live):
    kept, gone = _two(live)
    desk.post(f"{HOME}compare/", _asked(kept, gone, confirmed="yes"))
    answer = desk.post(f"{HOME}compare/", _asked(kept, gone, confirmed="yes"))
    assert (answer.status_code, "merged already" in answer.text) == (409, True)


def test_two_organisations_are_merged(desk, live):
    one, other = (service.organisation for service in _two(live))
    asked = {**_asked(one, other), "kind": "organisation"}
    assert "You can take the two apart again" in desk.get(f"{HOME}compare/", asked).text
    desk.post(f"{HOME}compare/", {**asked, "confirmed": "yes"})
    assert MergedOrganisation.objects.get().kept == one
    assert "The Night Owls Trust" in desk.get("/admin/upkeep/merged/?show=organisations").text
    desk.post(f"/admin/upkeep/merged/organisations/{other.uuid}/")
    assert not MergedOrganisation.objects.exists()


@pytest.mark.parametrize("given", [{}, {"one": "nonsense", "other": "nonsense"}])
def test_a_comparison_of_nothing_leads_back_to_the_list(desk, given):
    assert desk.get(f"{HOME}compare/", given).status_code == 302


@pytest.mark.parametrize("role", ["manager", "commissioner", "content_editor", "partner"])
def test_only_officers_compare_and_merge(alpha, live, client_for, with_second_factor, role):
    browser = client_for(alpha, with_second_factor(PersonFactory(**{role: True})))
    kept, gone = _two(live)
    assert browser.get(HOME).status_code in {302, 403}
    assert browser.post(f"{HOME}compare/", _asked(kept, gone, confirmed="yes")).status_code in {302, 403}
    assert browser.post(f"{HOME}not/", _asked(kept, gone)).status_code in {302, 403}
    assert (MergedService.objects.count(), NotDouble.objects.count()) == (0, 0)
