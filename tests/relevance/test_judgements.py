"""The judged collection is whole: every judgement is of a query and a listing that are there, and says why."""

from collections import Counter, defaultdict

import pytest

from infra.benchmarks.relevance.collection import TEXT_ONLY, judged_councils, listing_files, listings
from infra.benchmarks.relevance.judgements import grades_of, is_held_out, judgements, queries, rules
from infra.benchmarks.relevance.metrics import GOOD
from infra.benchmarks.relevance.open_data import COLUMNS
from search import vocabulary
from tests.open_data import needs_open_data


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Each council's listings."""
    folder = tmp_path_factory.mktemp("listings")
    return {council.slug: listings(listing_files(council, folder)) for council in judged_councils()}


def test_there_are_many_queries_of_each_council_and_each_kind_of_person():
    asked = queries()
    assert len({query.key for query in asked}) == len(asked) >= 80
    councils = Counter(query.council for query in asked)
    assert set(councils) == {council.slug for council in judged_councils()}
    assert min(councils.values()) >= 40
    assert {"parent", "young person", "SENCO", "helpline"} <= {query.who for query in asked}


def test_a_third_is_held_out_by_its_name_alone():
    asked = [query for query in queries() if query.council != TEXT_ONLY.slug]
    assert [query.held_out for query in asked] == [is_held_out(query.key) for query in asked]
    assert 0.3 < sum(query.held_out for query in asked) / len(asked) < 0.4


def test_parameters_are_ones_that_a_search_takes():
    needs = {term.code for term in vocabulary.NEEDS}
    for query in queries():
        assert query.words
        assert not query.need or query.need in needs
        assert not query.age or 0 <= int(query.age) <= 25


def test_every_judgement_has_a_grade_and_a_reason_and_is_made_once():
    made = [(judgement.query, judgement.key) for judgement in judgements()]
    assert len(set(made)) == len(made)
    for judgement in (*judgements(), *rules()):
        assert judgement.grade in (0, 1, 2, 3)
        assert len(judgement.reason) >= 5


def test_every_query_has_a_good_answer_that_was_judged():
    best = defaultdict(int)
    for judgement in (*judgements(), *rules()):
        best[judgement.query] = max(best[judgement.query], judgement.grade)
    asked = {query.key for query in queries()}
    assert asked <= set(best)
    assert min(best[key] for key in asked) >= GOOD


@needs_open_data("schools/schools.csv")
def test_every_judged_listing_is_in_the_collection(found):
    council = {query.key: query.council for query in queries()}
    unknown = [each for each in judgements() if each.key not in found[council.get(each.query, TEXT_ONLY.slug)]]
    assert unknown == []


@needs_open_data("schools/schools.csv")
def test_every_rule_covers_something_and_its_own_judgements_win(found):
    asked = {query.key: query for query in queries()}
    for rule in rules():
        query = asked[rule.query]
        covered = {key for key, listing in found[query.council].items() if rule.covers(listing)}
        assert covered
        grades = grades_of(query, found[query.council])
        own = {each.key: each.grade for each in judgements() if each.query == query.key}
        assert {key: grades[key] for key in own} == own
        assert all(grades[key] >= rule.grade for key in covered - set(own))


@needs_open_data("schools/schools.csv")
def test_open_data_say_nothing_that_their_tables_do_not(found):
    assert not {"needs", "age_min", "age_max", "eligibility"} & set(COLUMNS)
    charities = [listing for key, listing in found["trafford"].items() if key.startswith("charity-")]
    assert len(charities) > 500
    assert not any(listing.outcodes or listing.needs or listing.topics for listing in charities)
