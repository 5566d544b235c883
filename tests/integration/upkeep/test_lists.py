"""The lists of what needs care: who is in which, narrowing them, their files, and that they stay quick."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from providers.imports.listing_csv.columns import COLUMNS
from providers.links.models import CheckedLink
from providers.listings.completeness import completeness
from providers.listings.data import ServiceData
from providers.listings.models import ListingState, Service
from providers.upkeep.gaps import completeness_of
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data

pytestmark = pytest.mark.django_db
HOME = "/admin/upkeep/"
EXPORT = "/admin/exports/ask/"
LISTS = ["", "incomplete/", "nobodys/", "broken-links/", "all/"]


def _due(service, days):
    ListingState.objects.filter(service=service).update(review_due=timezone.localdate() - timedelta(days=days))


def test_what_is_due_or_stale_is_out_of_date_and_the_longest_due_comes_first(desk, live):
    for name, days in (("Due lately", 1), ("Due long", 90), ("Not due", -5)):
        _due(live(name), days)
    text = desk.get(HOME).text
    assert "Not due" not in text
    assert text.index("Due long") < text.index("Due lately")


def test_the_emptiest_listing_comes_first_with_what_would_help_most(desk, live):
    live("Some", summary="Sleep help.", needs=("sleep",))
    live("Empty")
    ServiceFactory(organisation=OrganisationFactory(published=True), published=True, data=full_data(name="Full one"))
    text = desk.get(f"{HOME}incomplete/").text
    assert text.index("Empty") < text.index("Some")
    assert "Add a phone number or an e-mail address." in text
    assert "Full one" not in text
    assert "Full one" in desk.get(f"{HOME}incomplete/?below=100").text


def test_many_listings_are_weighed_as_one_is(alpha, live):
    live("Some", summary="Sleep help.", needs=("sleep",))
    organisation = OrganisationFactory(published=True)
    ServiceFactory(organisation=organisation, published=True, data=full_data(name="Full one"))
    services = Service.objects.all()
    one_by_one = {each.pk: completeness(ServiceData.from_service(each)) for each in services}
    assert completeness_of(services) == one_by_one


@pytest.mark.parametrize(
    ("role", "active", "listed"), [("owner", True, False), ("viewer", True, True), ("owner", False, True)]
)
def test_a_listing_is_nobodys_without_an_active_person_who_writes(desk, live, role, active, listed):
    service = live("Night Owls")
    MembershipFactory(organisation=service.organisation, role=role, user=PersonFactory(is_active=active))
    assert ("Night Owls" in desk.get(f"{HOME}nobodys/").text) is listed


def test_a_link_that_failed_twice_is_listed_with_its_fault(desk, live):
    live("Night Owls", url="https://owls.example/")
    live("Riders", url="https://riders.example/")
    for url, failures in (("https://owls.example/", 2), ("https://riders.example/", 1)):
        CheckedLink.objects.create(url=url, failures=failures, problem="It was not found.", due_at=timezone.now())
    text = desk.get(f"{HOME}broken-links/").text
    assert "It was not found." in text
    assert "Riders" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=owls", {"Night Owls"}),
        ("needs=sleep", {"Night Owls"}),
        ("needs=none", {"Riders"}),
        ("sector=health", {"Riders"}),
    ],
)
def test_all_listings_are_narrowed(desk, live, query, found):
    live("Night Owls", needs=("sleep",))
    live("Riders", sectors=("health",))
    text = desk.get(f"{HOME}all/?{query}").text
    assert {name for name in ("Night Owls", "Riders") if f"{name}</a>" in text} == found


def test_a_filter_that_makes_no_sense_is_400_beside_the_list(desk, live):
    live("Night Owls")
    answer = desk.get(f"{HOME}all/?sector=nonsense")
    assert (answer.status_code, "Night Owls" in answer.text) == (400, True)


def test_a_list_comes_as_files_that_no_spreadsheet_runs(desk, live):
    live("=1+1", organisation=OrganisationFactory(name="@Trust", published=True))
    live("Riders")
    asked = {"list": "all", "query": "q=trust"}
    answer = desk.post(EXPORT, {**asked, "type": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["name"], row["organisation"]) for row in rows] == [("'=1+1", "'@Trust"), ("Riders", "Riders Trust")]
    book = load_workbook(io.BytesIO(desk.post(EXPORT, {**asked, "type": "xlsx"}).getvalue()))
    assert [row[0] for row in book.active.iter_rows(values_only=True)] == ["name", "'=1+1", "Riders"]


def test_a_list_is_narrowed_in_its_file_as_on_its_page(desk, live):
    live("Night Owls", needs=("sleep",))
    live("Riders")
    text = desk.post(EXPORT, {"list": "all", "query": "needs=sleep", "type": "csv"}).getvalue().decode()
    assert ("Night Owls" in text, "Riders" in text) == (True, False)
    answer = desk.post(EXPORT, {"list": "all", "query": "sector=nonsense"}, follow=True)
    assert "There is no such choice." in answer.text


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_as_much_of_the_database_for_many_as_for_few(desk, live, path, django_assert_max_num_queries):
    def make(numbers):
        for number in numbers:
            service = live(f"Service {number}", needs=("sleep",), url=f"https://{number}.example/")
            CheckedLink.objects.create(url=service.url, failures=2, problem="Gone.", due_at=timezone.now())
            _due(service, number)

    make(range(2))
    desk.get(HOME + path)
    with django_assert_max_num_queries(80) as few:
        desk.get(HOME + path)
    make(range(2, 8))
    with django_assert_max_num_queries(len(few)):
        desk.get(HOME + path)


@pytest.mark.parametrize("role", ["manager", "commissioner", "content_editor", "partner"])
def test_the_lists_are_for_officers_alone(alpha, client_for, with_second_factor, role):
    browser = client_for(alpha, with_second_factor(PersonFactory(**{role: True})))
    assert {browser.get(HOME + path).status_code for path in LISTS} <= {302, 403}


def test_a_day_is_written_in_words(desk, live):
    service = live("Night Owls")
    ListingState.objects.filter(service=service).update(review_due=date(2026, 3, 1), last_assured=date(2025, 9, 1))
    text = desk.get(HOME).text
    assert "Due since 1 March 2026." in text
    assert "Last checked on 1 September 2025." in text


def test_everything_of_all_listings_comes_as_both_kinds_of_file(desk, live):
    live("=1+1", summary="Sleep help.")
    table = desk.post(EXPORT, {"list": "listings", "type": "csv"}).getvalue().decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(table))
    book = load_workbook(io.BytesIO(desk.post(EXPORT, {"list": "listings", "type": "xlsx"}).getvalue()))
    assert [[cell or "" for cell in line] for line in book.active.iter_rows(values_only=True)] == [header, row]
    assert (tuple(header), "'=1+1" in row) == (COLUMNS, True)
