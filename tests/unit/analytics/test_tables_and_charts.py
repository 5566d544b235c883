"""CSV that no spreadsheet runs, and charts that draw nothing that is hidden."""

import csv
import io
from datetime import date, timedelta

import pytest

from search.analytics.charts import gap_chart, week_chart
from search.analytics.figures import figure, protect
from search.analytics.reports import WeekFigures, most_first
from search.analytics.tables import Table
from search.analytics.unmet import Gap


def table(*rows, total=()):
    return Table(key="x", title="X", columns=("Name", "Searches"), rows=rows, total=total)


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "'=1", "\uff1d1"])
def test_a_name_that_looks_like_a_formula_stays_text(name):
    ((_, cell),) = [row for row in csv.reader(io.StringIO(table(("A", name)).as_csv())) if row[0] == "A"]
    assert cell == f"'{name}"


def test_csv_has_the_rounded_figures_and_the_words_of_hidden_ones():
    rows = list(
        csv.reader(io.StringIO(table(("A", figure(1238)), ("B", figure(3)), total=("All", figure(1241))).as_csv()))
    )
    assert rows == [["Name", "Searches"], ["A", "1240"], ["B", "fewer than 5"], ["All", "1240"]]


def test_rows_stand_in_the_order_of_what_is_shown_not_of_what_was_counted():
    rows = most_first([("B", figure(12)), ("A", figure(8)), ("C", figure(40))])
    assert [row[0] for row in rows] == ["C", "A", "B"]


def weeks(*counts):
    figures = protect(counts).figures
    first = date(2026, 8, 3)
    return [WeekFigures(first + timedelta(weeks=n), each, figure(0), figure(0)) for n, each in enumerate(figures)]


def test_a_hidden_week_has_no_column():
    chart = week_chart(weeks(40, 3, 80))
    assert [column.all is None for column in chart.columns] == [False, True, False]
    assert chart.columns[2].all.height == pytest.approx(2 * chart.columns[0].all.height, abs=0.2)
    assert chart.lines[-1][1] == "80"


@pytest.mark.parametrize(("highest", "top"), [(0, "10"), (95, "100"), (105, "150"), (110, "150"), (4200, "5,000")])
def test_the_scale_ends_at_a_round_number(highest, top):
    assert week_chart(weeks(highest)).lines[-1][1] == top


def test_columns_stay_within_the_chart():
    chart = week_chart(weeks(*range(5, 109)))
    assert all(column.all.x > 0 and column.all.x + column.all.width <= 100 for column in chart.columns)
    assert sum(bool(column.label) for column in chart.columns) <= 5


def gap(little, near):
    return Gap(need="Sleep", area="MK9", searches=figure(50), little=figure(little), near=near, everywhere=1)


def test_gaps_that_are_hidden_are_not_drawn_and_an_unknown_area_has_no_bar():
    bars = gap_chart([gap(40, 10), gap(20, None), gap(3, 2)])
    assert [(each.demand, each.supply) for each in bars] == [(85, 21.2), (42.5, 0)]
    assert gap_chart([]) == ()
