"""Metrics, on rankings that were worked out by hand."""

import pytest

from infra.benchmarks.relevance.metrics import mean, ndcg, reciprocal_rank

GRADES = {"exact": 3, "good": 2, "somewhat": 1, "not": 0}


def test_the_best_order_scores_one():
    assert ndcg(["exact", "good", "somewhat"], GRADES) == 1


def test_a_ranking_upside_down_loses_what_the_discount_takes():
    # gains 1, 3, 7 over 1, 1.585, 2 against 7, 3, 1 over the same
    assert ndcg(["somewhat", "good", "exact"], GRADES) == pytest.approx(6.3928 / 9.3928, abs=1e-4)


def test_what_nobody_judged_counts_as_not_wanted():
    assert ndcg(["unknown", "exact"], GRADES) == ndcg(["not", "exact"], GRADES)


def test_only_what_is_seen_at_first_counts():
    shown = [f"other {number}" for number in range(10)]
    assert ndcg([*shown, "exact"], GRADES) == 0
    assert ndcg([*shown[:9], "exact"], GRADES) > 0


def test_more_good_answers_than_fit_do_not_lower_the_ideal_below_one_page():
    many = {f"listing {number}": 3 for number in range(30)}
    assert ndcg([f"listing {number}" for number in range(10)], many) == 1


def test_a_query_without_anything_worth_finding_cannot_be_scored():
    with pytest.raises(ValueError, match="worth finding"):
        ndcg(["not"], {"not": 0})


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (["good"], 1),
        (["somewhat", "exact"], 1 / 2),
        (["not", "unknown", "good", "exact"], 1 / 3),
        (["somewhat", "not"], 0),
        ([], 0),
    ],
)
def test_the_reciprocal_rank_is_that_of_the_first_good_answer(ranking, expected):
    assert reciprocal_rank(ranking, GRADES) == expected


def test_the_mean_of_nothing_is_nothing():
    assert mean([]) == 0
    assert mean([0, 1]) == 0.5
