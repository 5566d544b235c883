"""The reports that managers and commissioners read: right, and with nothing small in them."""

import csv
import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from search.analytics.models import ServiceWeek
from search.analytics.periods import WEEK
from search.analytics.reports import area_table, need_table, opened_table, overview_of, topic_table, week_table
from search.analytics.selectors import weekly_counts
from search.analytics.supply import supply_by_need
from search.analytics.unmet import gap_table, gaps_of, supply_table
from search.index.services.documents import put_document
from search.places.models import PostcodeArea
from search.vocabulary import ALL_SEND
from tenants.councils.scope import council_scope
from tests.contract.listings import CENTRE, at, listing, north
from tests.integration.analytics.conftest import BEFORE, LAST, PERIOD, add_searches

REPORTS = "/admin/search-analytics/"
SUPPRESSED = "fewer than 5"


def cells(table):
    return {str(row[0]): tuple(map(str, row[1:])) for row in table.rows}


def put(name, *, needs, **given):
    put_document(document=listing(name, needs=needs, **given))


@pytest.fixture
def centre(alpha):
    PostcodeArea.objects.create(code="MK9", latitude=CENTRE[0], longitude=CENTRE[1], district="E06000042", number=1)


def test_searches_are_counted_by_need_topic_area_and_week(alpha):
    add_searches(30, needs=("autism", "sleep"), topics=("therapies",))
    add_searches(10, needs=("sleep",), outcode="MK3", services=0, week=BEFORE)
    add_searches(20, needs=("sleep",), outcode="", services=3, week=BEFORE)
    add_searches(40, needs=("epilepsy",), week=PERIOD.first - WEEK)
    assert cells(need_table(PERIOD)) == {
        "Sleep": ("60", "10", "20", "50%"),
        "Autism": ("30", SUPPRESSED, SUPPRESSED, "–"),
    }
    assert cells(topic_table(PERIOD)) == {"Therapies": ("30", SUPPRESSED, SUPPRESSED, "–")}
    assert {area: row[0] for area, row in cells(area_table(PERIOD)).items()} == {
        "MK9": "30",
        "No place given": "20",
        "MK3": "10",
    }
    overview = overview_of(PERIOD)
    assert [str(each.searches) for each in overview.weeks[-3:]] == [SUPPRESSED, "30", "30"]
    assert (str(overview.searches), str(overview.none), str(overview.few)) == ("60", "10", "20")
    assert overview.little_share == "50%"
    assert [str(cell) for cell in week_table(PERIOD).total] == ["All weeks", "60", "10", "20"]


def test_rows_below_5_are_in_no_table(alpha):
    add_searches(4, needs=("epilepsy",), topics=("money-personal-budgets",), outcode="MK17")
    add_searches(50, needs=("autism",), topics=("therapies",))
    ServiceWeek.objects.create(service=uuid4(), week=LAST, found=4, opened=4)
    tables = [need_table(PERIOD), topic_table(PERIOD), area_table(PERIOD), opened_table(PERIOD)]
    assert [len(table.rows) for table in tables] == [1, 1, 1, 0]
    assert gaps_of(PERIOD, supply_by_need())[0].need == "Autism"
    assert len(gaps_of(PERIOD, supply_by_need())) == 1


def test_the_page_the_pack_and_every_csv_hide_what_is_small(reader):
    """41 in one area and 3 in another: neither a 3 nor a total of 44 is anywhere."""
    add_searches(41)
    add_searches(3, outcode="MK17", needs=("epilepsy",), services=0, week=BEFORE)
    pages = {path: reader.get(f"{REPORTS}{path}") for path in ("", "unmet-need/", "pack/")}
    for path, response in pages.items():
        assert response.status_code == 200, path
        text = strip_tags(re.sub(r"(?s)<(script|head|template).*?</\1>|<svg.*?</svg>", "", response.content.decode()))
        assert "MK17" not in text
        assert "Epilepsy" not in text.replace("Epilepsy\n", "", 1) or path != ""
        assert not re.search(r"(?m)^\s*(3|41|44)\s*$", text), path
    packed = zipfile.ZipFile(io.BytesIO(reader.get(f"{REPORTS}pack.zip").content))
    assert [name for name in packed.namelist() if name.endswith(".csv")] == [
        "1-weeks.csv",
        "2-needs.csv",
        "3-topics.csv",
        "4-areas.csv",
        "5-opened.csv",
        "6-unmet-need.csv",
        "7-supply.csv",
    ]
    for name in packed.namelist()[1:]:
        rows = list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"))))
        assert not {"3", "41", "44"} & {cell for row in rows for cell in row}, name
    weeks = packed.read("1-weeks.csv").decode("utf-8-sig")
    assert SUPPRESSED in weeks
    assert weeks.splitlines()[-1].startswith("All weeks,45,")


def test_a_service_is_reported_by_the_name_that_families_see(alpha):
    uuid = uuid4()
    document = listing("=Night Owls", key=f"service:{uuid}")
    put_document(document=document)
    ServiceWeek.objects.create(service=uuid, week=LAST, found=52, opened=11)
    ServiceWeek.objects.create(service=uuid, week=BEFORE, found=10, opened=2)
    ServiceWeek.objects.create(service=uuid4(), week=LAST, found=9, opened=6)
    table = opened_table(PERIOD)
    assert cells(table) == {"=Night Owls": ("15", "60"), "A service that is no longer shown": ("5", "10")}
    assert "'=Night Owls,15,60" in table.as_csv()


def test_a_provider_can_be_told_of_their_own_listing_week_by_week(alpha):
    uuid = uuid4()
    ServiceWeek.objects.create(service=uuid, week=LAST, found=52, opened=3)
    ServiceWeek.objects.create(service=uuid4(), week=LAST, found=90, opened=90)
    weeks = weekly_counts(uuid, PERIOD)
    assert [each.week for each in weeks] == list(PERIOD.weeks)
    assert (str(weeks[-1].found), str(weeks[-1].opened)) == ("50", SUPPRESSED)
    assert str(weeks[0].found) == SUPPRESSED


def test_unmet_need_puts_searches_and_services_side_by_side(alpha, centre):
    add_searches(40, needs=("sleep",), services=2)
    add_searches(10, needs=("sleep",), services=30)
    add_searches(30, needs=("sleep",), outcode="ZE1", services=0)
    put("Near", needs=("sleep",), places=at(north(4.9), north(4.8)))
    put("Far", needs=("sleep",), places=at(north(5.1)))
    put("Other need", needs=("autism",), places=at(north(1)))
    put("Online", needs=("sleep",), delivery=("online",), places=at(north(1)))
    put("Council-wide", needs=("sleep",), reach="council")
    put("Closed", needs=("sleep",), places=at(north(1)), temporarily_closed=True)
    put("Anyone", needs=(ALL_SEND,), places=at(north(1)))
    assert [tuple(map(str, row)) for row in gap_table(gaps_of(PERIOD, supply_by_need()), supply_by_need()).rows] == [
        ("Sleep", "MK9", "50", "40", "80%", "1", "2"),
        ("Sleep", "ZE1", "30", "30", "100%", "–", "2"),
    ]
    supply = cells(supply_table(PERIOD, supply_by_need()))
    assert supply["Sleep"] == ("80", "70", "2", "2", "4")
    assert supply["Epilepsy"] == (SUPPRESSED, SUPPRESSED, "0", "0", "0")
    assert "1 more service is for any need." in supply_table(PERIOD, supply_by_need()).note


def test_needs_are_called_what_the_council_calls_them(alpha):
    from search.taxonomy.models import Term

    Term.objects.needs().filter(code="sleep").update(label="Sleeping")
    from django.core.cache import cache

    cache.clear()
    add_searches(10, needs=("sleep",))
    assert "Sleeping" in cells(need_table(PERIOD))


def test_a_report_shows_the_weeks_that_are_asked_for(reader):
    add_searches(10, needs=("sleep",), week=LAST - WEEK * 20)
    first, last = LAST - WEEK * 22, LAST - WEEK * 18
    assert "Sleep" not in reader.get(REPORTS).content.decode()
    response = reader.get(f"{REPORTS}?from={first}&to={last}")
    assert "Sleep" in response.content.decode()
    assert (
        reader.get(f"{REPORTS}table.csv?table=needs&from={first}&to={last}")
        .content.decode("utf-8-sig")
        .startswith("Need,Searches")
    )


@pytest.mark.parametrize("path", ["", "unmet-need/", "pack/", "pack.zip", "table.csv"])
def test_weeks_that_cannot_be_read_are_said_and_never_a_fault(reader, path):
    response = reader.get(f"{REPORTS}{path}?from=yesterday&to=2026-13-45")
    assert response.status_code == 400
    assert "Enter a date, like 27/3/2026" in response.content.decode()


def test_a_table_that_there_is_not_is_refused(reader):
    response = reader.get(f"{REPORTS}table.csv?table=people")
    assert (response.status_code, "choose from" in response.content.decode()) == (400, True)


def test_files_are_named_after_the_council_and_the_weeks(reader):
    add_searches(10)
    for path, end in (("table.csv?table=areas", "csv"), ("pack.zip?", "zip")):
        name = reader.get(f"{REPORTS}{path}")["Content-Disposition"]
        assert re.search(rf'filename="alpha-[a-z-]+-{PERIOD.first}-to-\d{{4}}-\d\d-\d\d\.{end}"', name)


def test_the_pack_says_for_what_when_and_how(reader):
    add_searches(50)
    text = reader.get(f"{REPORTS}pack/").content.decode()
    for words in (
        "Alpha Council",
        "joint strategic needs assessment",
        "area SEND inspection",
        PERIOD.words,
        "Services as listed on",
        "rounded to the nearest 5",
        "kept for 2 years",
    ):
        assert words in text
    assert "style=" not in text
    assert "<script" not in text


def test_a_report_without_searches_says_so(reader):
    assert "too few searches" in reader.get(REPORTS).content.decode()
    for path in ("unmet-need/", "pack/"):
        assert "There is nothing to show for these weeks." in reader.get(f"{REPORTS}{path}").content.decode()


def test_a_report_shows_its_own_council_alone(reader, beta):
    with council_scope(beta):
        add_searches(70, needs=("epilepsy",), outcode="M33")
    text = "".join(reader.get(f"{REPORTS}{path}").content.decode() for path in ("", "pack/"))
    assert "M33" not in text
    assert "too few searches" in text


@pytest.mark.parametrize("path", ["", "unmet-need/", "pack/"])
def test_more_searches_ask_the_database_no_more(reader, path, centre):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            reader.get(f"{REPORTS}{path}")
        return sum(not query["sql"].startswith("SET search_path") for query in asked.captured_queries)

    add_searches(10)
    queries()
    few = queries()
    for need in ("sleep", "epilepsy", "anxiety", "hearing"):
        for outcode in ("MK9", "MK1", "MK2", "MK3", "MK4"):
            add_searches(6, needs=(need,), outcode=outcode)
    assert queries() == few
