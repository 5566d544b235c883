"""The real schools of five councils, from the table to a family's search."""

import pytest
from django.http import QueryDict

from providers.imports.school_tables.convert import schools_to_listings
from providers.imports.services.files import import_listings
from providers.listings.models import Service
from search.engines.factory import index
from search.index.services.rebuild import rebuild_index
from search.parameters import read_parameters
from search.places.services.postcodes import load_postcodes
from search.selectors import find
from tests.open_data import DATA, needs_open_data

SCHOOLS = DATA / "schools/schools.csv"
POSTCODES = DATA / "postcodes/postcodes_demo_councils.csv.gz"
NEAR_URMSTON = "M41 5SH"

pytestmark = needs_open_data("schools/schools.csv", "postcodes/postcodes_demo_councils.csv.gz")


@pytest.fixture
def trafford_schools(in_beta, tmp_path):
    """The schools of Trafford, live in the council of its area."""
    load_postcodes(POSTCODES)
    mapped = schools_to_listings(SCHOOLS, tmp_path / "trafford.csv", "Trafford")
    report = import_listings(path=tmp_path / "trafford.csv", publish=True, dry_run=False)
    assert (report.created, report.rejected) == (mapped.listings, [])
    assert mapped.listings + len(mapped.left_out) == 105
    return report


def special_schools(need):
    """Names and distances a family at the postcode finds, special schools only, nearest first."""
    query = QueryDict(mutable=True)
    query.update({"postcode": NEAR_URMSTON, "sort": "distance"})
    query.setlist("need", [need])
    query.setlist("setting_type", ["special", "non-maintained-special", "independent-special"])
    found = find(parameters=read_parameters(query))
    return found.engine, [(hit.document.name, hit.distance_miles) for hit in found.hits]


def expected(need):
    return set(
        Service.objects.filter(
            needs__code=need, setting_type__in=["special", "non-maintained-special", "independent-special"]
        ).values_list("name", flat=True)
    )


def check_order(need, engine_name):
    engine, found = special_schools(need)
    distances = [distance for _, distance in found]
    assert engine == engine_name
    assert {name for name, _ in found} == expected(need)
    assert len(found) >= 2
    assert distances == sorted(distances)
    return [name for name, _ in found]


@pytest.mark.parametrize("need", ["autism", "learning-difficulty-severe"])
def test_the_nearest_special_schools_for_a_need_come_first(trafford_schools, need):
    check_order(need, "postgres")


@pytest.mark.elasticsearch
def test_elasticsearch_gives_the_same_schools_in_the_same_order(trafford_schools, settings):
    names = check_order("autism", "postgres")
    settings.SEARCH_ENGINE = "elasticsearch"
    try:
        rebuild_index()
        assert check_order("autism", "elasticsearch") == names
    finally:
        index().drop()


def test_all_five_councils_schools_come_in_with_every_row_accounted_for(alpha, tmp_path):
    mapped = schools_to_listings(SCHOOLS, tmp_path / "all.csv")
    report = import_listings(path=tmp_path / "all.csv", publish=False, dry_run=False)
    assert (report.rows, report.created, report.rejected) == (mapped.listings, mapped.listings, [])
    assert mapped.rows == mapped.listings + len(mapped.left_out) == 990
