"""The benchmarks' own arithmetic and materials. Their numbers are measured by `make bench`, never here."""

import os
from itertools import count

import pytest

from infra.benchmarks import timing
from infra.benchmarks.__main__ import main
from infra.benchmarks.listings import Spot, documents
from infra.benchmarks.queries import beginnings, families_queries, query_string
from infra.benchmarks.results import merged
from infra.benchmarks.table import COLUMNS, Table, Target, compared, joined
from infra.benchmarks.timing import Spread, in_turns, in_words
from search.vocabulary import ALL_SEND, NEEDS, TOPICS

SPOTS = tuple(Spot(f"MK{number} 1AA", 52 + number / 100, -0.7) for number in range(40))
LABELS = {term.code: term.label for term in (*NEEDS, *TOPICS)}


def made(number, **options):
    return list(documents(number, spots=SPOTS, labels=LABELS, **options))


def test_the_same_seed_makes_the_same_listings_and_another_seed_others():
    assert made(50) == made(50)
    assert made(50) != made(50, seed=1)


def test_synthetic_listings_say_so_and_no_two_share_a_key():
    listings = made(300)
    assert all("synthetic" in each.name for each in listings)
    assert len({each.key for each in listings}) == 300


def test_listings_are_as_mixed_as_real_ones():
    listings = made(500)
    assert 0.1 < sum(ALL_SEND in each.needs for each in listings) / 500 < 0.3
    assert {len(each.places) for each in listings} == {0, 1, 2, 3}
    assert {each.reach for each in listings} == {"local", "council", "region", "national"}
    assert len({need for each in listings for need in each.needs}) > 20
    words = sorted(len(each.description.split()) for each in listings)
    assert 40 < words[250] < 120


def test_there_are_more_than_sixty_different_queries_and_no_gap_is_left_in_them():
    queries = [query_string(query) for query in families_queries(SPOTS)]
    assert len(set(queries)) == len(queries) >= 60
    assert not any("%7B" in query for query in queries)


def test_beginnings_are_what_stands_in_the_box_while_typing():
    typed = list(beginnings())
    assert {"au", "auti", "autism"} <= set(typed)
    assert len(typed) == len(set(typed))


def test_a_spread_is_the_median_and_the_95th_percentile_in_milliseconds():
    spread = Spread.of([number / 1000 for number in range(101)])
    assert (spread.p50, spread.p95) == (pytest.approx(50), pytest.approx(95))
    assert Spread.of([0.25]) == Spread(250, 250)


@pytest.mark.parametrize(
    ("milliseconds", "words"), [(4.24, "4.2 ms"), (180.4, "180 ms"), (2500, "2.50 s")], ids=["few", "many", "seconds"]
)
def test_times_read_well(milliseconds, words):
    assert in_words(milliseconds) == words


def test_work_is_timed_in_turns_and_every_second_time_the_other_way_round(monkeypatch):
    clock = count()
    monkeypatch.setattr(timing, "perf_counter", lambda: next(clock))
    done = []
    case = {"ours": lambda: done.append("ours"), "theirs": lambda: done.append("theirs")}
    times = in_turns([case], rounds=2, warm_ups=1)
    assert done == ["ours", "theirs", "ours", "theirs", "theirs", "ours"]
    assert times == {"ours": [1, 1], "theirs": [1, 1]}


def test_a_target_holds_up_to_its_limit_as_the_table_shows_it():
    assert Target(limit=3).holds(3.004)
    assert not Target(limit=3).holds(3.02)
    assert Target(limit=4, at_least=True).holds(4)
    assert not Target(limit=4, at_least=True).holds(3.9)
    assert str(Target(limit=4, at_least=True)) == "at least 4×"
    assert str(Target(limit=60, unit=" kB")) == "within 60 kB"


def test_a_row_without_a_target_only_tells():
    assert compared("find", "4 ms", "2 ms", 2) == ("find", "4 ms", "2 ms", "2.00×", "", "")
    assert compared("find", "4 ms", "2 ms", 2, Target(limit=1.5))[-1] == "NO"


def test_a_table_is_the_same_in_a_terminal_and_in_markdown():
    table = Table(title="Speed", columns=("measure", "ours"), rows=(("search", "4 ms"),), notes=("On loopback.",))
    assert table.as_text().splitlines() == [
        "Speed", "", "measure  ours", "-------------", "search   4 ms", "", "- On loopback.",
    ]  # fmt: skip
    assert table.as_markdown().splitlines() == [
        "## Speed", "", "| measure | ours |", "|---|---|", "| search | 4 ms |", "", "- On loopback.",
    ]  # fmt: skip


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="2 cells"):
        Table(title="Speed", columns=("measure", "ours"), rows=(("search",),))


def test_tables_of_the_usual_columns_are_printed_as_one():
    row = ("search", "4 ms", "2 ms", "2.00×", "within 3×", "yes")
    one, two = (Table(title=title, rows=(row,), notes=("On loopback.",)) for title in ("One", "Two"))
    other = Table(title="Other", columns=("name",), rows=(("x",),))
    both, last = joined([one, other, two], "Speed")
    assert (both.title, both.columns, both.rows, both.notes) == ("Speed", COLUMNS, (row, row), ("On loopback.",))
    assert last is other
    assert joined([other], "Speed") == [other]


def test_a_run_of_some_measures_keeps_the_tables_of_the_others():
    one, two = (Table(title=title, columns=("number",), rows=((title.lower(),),)) for title in ("One", "Two"))
    page = merged("", [one, two], "Made on Monday.")
    newer = merged(page, [Table(title="One", columns=("number",), rows=(("new",),))], "Made on Tuesday.")
    assert newer.count("# What") == 1
    assert newer.index("## One\n\nMade on Tuesday.\n\n| number |") < newer.index("| new |") < newer.index("## Two")
    assert "## Two\n\nMade on Monday.\n\n| number |\n|---|\n| two |\n" in newer
    assert "| one |" not in newer


@pytest.mark.parametrize("missing", ["DATABASE_OWNER_URL", "ELASTICSEARCH_URL"])
def test_without_its_servers_it_says_what_to_run_and_changes_nothing(monkeypatch, capsys, missing):
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://localhost/none")
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://localhost:1")
    monkeypatch.setenv(missing, "")
    before = dict(os.environ)
    assert main(["weighing"]) == 1
    assert "run make bench" in capsys.readouterr().err
    assert dict(os.environ) == before
