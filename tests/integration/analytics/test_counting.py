"""What a family's search leaves behind, and what it never does."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.analytics.models import SearchRecord, ServiceWeek
from search.analytics.periods import WEEK, WEEKS_KEPT, monday_of
from search.analytics.services import purge
from search.analytics.tasks import purge_old_searches
from search.index.services.documents import put_document
from search.places.models import NamedPlace, Postcode, PostcodeArea
from tenants.councils.scope import council_scope
from tests import databases
from tests.contract.listings import CENTRE, at, listing, north
from tests.factories import PersonFactory, ServiceFactory
from tests.integration.analytics.conftest import add_searches

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def ask(alpha, client_for, django_capture_on_commit_callbacks):
    """A family's request with all that follows its commit."""

    def send(path, *, user=None, method="get", browser=BROWSER, **headers):
        client = client_for(alpha, user)
        with django_capture_on_commit_callbacks(execute=True):
            return getattr(client, method)(path, headers={"user-agent": browser, **headers})

    return send


@pytest.fixture
def postcode(alpha):
    latitude, longitude = CENTRE
    Postcode.objects.create(
        postcode="MK9 3XS", latitude=latitude, longitude=longitude, district="E06000042", ward="E05009413"
    )
    for code, (south, west) in {"MK9": CENTRE, "MK9 3": CENTRE, "MK3": north(-4)}.items():
        PostcodeArea.objects.create(code=code, latitude=south, longitude=west, district="E06000042", number=1)
    NamedPlace.objects.create(
        key="bletchley", name="Bletchley", district="E06000042", latitude=north(-3.9)[0], longitude=longitude
    )


def put(name, **given):
    uuid = str(uuid4())
    document = listing(name, key=f"service:{uuid}", **given)
    put_document(document=type(document)(**{**{f: getattr(document, f) for f in document.__slots__}, "uuid": uuid}))
    return UUID(uuid)


def counted():
    return SearchRecord.objects.get()


def test_a_search_leaves_its_week_needs_topics_outcode_and_counts(ask, postcode):
    put("Sleep clinic", needs=("sleep",), places=at(north(1)))
    put("Autism club", needs=("autism", "sleep"), places=at(north(1)))
    assert ask("/search/?q=sleep+therapies+for+Ana+Smith&need=autism&postcode=MK9+3XS").status_code == 200
    record = counted()
    assert record.week == monday_of(timezone.localdate())
    assert record.needs == ["autism", "sleep"]
    assert record.topics == ["therapies"]
    assert record.outcode == "MK9"
    assert record.services == 1
    assert record.total >= record.services


def test_nothing_of_the_words_the_postcode_or_the_person_is_kept(ask, postcode):
    ask("/search/?q=Ana+Smith+sleep&postcode=MK9+3XS")
    columns = [field.name for field in SearchRecord._meta.get_fields()]
    assert columns == ["id", "week", "needs", "topics", "outcode", "total", "services", "widened"]
    kept = repr(SearchRecord.objects.values_list(*columns[1:]).get()).lower()
    assert "ana" not in kept
    assert "3xs" not in kept
    assert counted().id.version == 4


@pytest.mark.parametrize(
    ("query", "outcode"),
    [("postcode=MK9", "MK9"), ("q=autism+mk9+3xs", "MK9"), ("q=autism+near+bletchley", "MK3"), ("q=autism", "")],
)
def test_a_place_in_any_form_becomes_an_outcode(ask, postcode, query, outcode):
    ask(f"/search/?{query}")
    assert counted().outcode == outcode


def test_a_search_that_finds_nothing_is_kept_as_unmet_need(ask):
    put("Sleep clinic", needs=("sleep",), sectors=("health",))
    ask("/search/?need=autism&sector=health")
    record = counted()
    assert (record.needs, record.services, record.widened) == (["autism"], 0, True)


@pytest.mark.parametrize(
    "path", ["/search/", "/search/?page=1&per_page=10", "/search/?radius=x", "/api/search?q=autism"]
)
def test_what_asks_nothing_or_cannot_be_read_or_is_for_machines_is_not_counted(ask, path):
    put("Club")
    ask(path)
    assert not SearchRecord.objects.exists()
    assert not ServiceWeek.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"method": "head"},
        {"browser": ""},
        {"browser": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"browser": "curl/8.5.0"},
        {"sec-purpose": "prefetch;prerender"},
    ],
    ids=["head", "nobody", "robot", "tool", "prefetch"],
)
def test_machines_are_not_counted(ask, given):
    assert ask("/search/?need=autism", **given).status_code == 200
    assert not SearchRecord.objects.exists()


@pytest.mark.parametrize("role", ["officer", "manager", "provider"])
def test_people_who_are_signed_in_are_not_counted(ask, alpha, role):
    person = PersonFactory(**({} if role == "provider" else {role: True}))
    assert ask("/search/?need=autism", user=person).status_code == 200
    assert not SearchRecord.objects.exists()


def test_services_are_counted_each_time_they_are_shown_and_pages_only_as_shown(ask):
    services = [put(f"Club {number:02}", needs=("autism",)) for number in range(12)]
    for page in (1, 2, 1):
        ask(f"/search/?need=autism&per_page=10&sort=name&page={page}")
    found = dict(ServiceWeek.objects.values_list("service", "found"))
    assert [found[service] for service in services] == [2] * 10 + [1] * 2
    assert SearchRecord.objects.count() == 2
    assert set(ServiceWeek.objects.values_list("opened", flat=True)) == {0}


def test_opening_a_service_from_a_search_is_counted_and_otherwise_not(ask, alpha):
    service = ServiceFactory(approved=True)
    canonical = service.get_absolute_url()
    for path in (
        f"{canonical}?from=search",
        f"/services/{service.uuid}/?from=search",
        canonical,
        f"{canonical}?from=x",
    ):
        ask(path)
    ask(f"{canonical}?from=search", browser="Googlebot/2.1")
    assert ServiceWeek.objects.values_list("service", "found", "opened").get() == (service.uuid, 0, 1)


def test_a_result_links_to_its_service_as_from_a_search(ask):
    put("Club", needs=("autism",))
    assert "?from=search" in ask("/search/?need=autism").content.decode()


def test_counting_takes_one_statement_however_many_results_there_are(ask):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            ask("/search/?need=autism&per_page=50")
        return [query["sql"] for query in asked.captured_queries if "search_analytics" in query["sql"]]

    put("Club", needs=("autism",))
    assert len(statements()) == 1
    for number in range(40):
        put(f"Club {number}", needs=("autism",))
    assert len(statements()) == 1


def test_each_council_counts_its_own(ask, alpha, beta):
    ask("/search/?need=autism")
    with council_scope(beta):
        assert not SearchRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_search_is_answered_although_counting_fails(councils, client_for, caplog):
    with council_scope("alpha"), databases.owning(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_analytics_searchrecord RENAME TO gone")
    response = client_for(councils.alpha).get("/search/?need=autism", headers={"user-agent": BROWSER})
    assert response.status_code == 200
    assert "autism" not in caplog.text.lower()


@pytest.mark.django_db(transaction=True)
def test_a_search_is_counted_while_elasticsearch_is_away(councils, client_for, settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    response = client_for(councils.alpha).get("/search/?need=autism", headers={"user-agent": BROWSER})
    assert response["X-Search-Engine"] == "postgres"
    with council_scope("alpha"):
        assert counted().needs == ["autism"]


def test_what_is_older_than_two_years_is_forgotten(alpha):
    today = date(2026, 11, 18)
    oldest_kept = monday_of(today) - WEEK * (WEEKS_KEPT - 1)
    add_searches(2, week=oldest_kept - WEEK)
    add_searches(3, week=oldest_kept)
    ServiceWeek.objects.create(service=uuid4(), week=oldest_kept - WEEK)
    assert purge(today=today) == 3
    assert set(SearchRecord.objects.values_list("week", flat=True)) == {oldest_kept}


def test_the_daily_task_forgets_in_the_council_that_it_runs_for(alpha, beta):
    long_ago = date(2001, 1, 1)
    with council_scope(beta):
        add_searches(1, week=long_ago)
    add_searches(1, week=long_ago)
    assert purge_old_searches() == 1
    assert not SearchRecord.objects.exists()
    with council_scope(beta):
        assert SearchRecord.objects.count() == 1


def test_every_council_is_told_to_forget_each_day():
    assert purge_old_searches.every <= timedelta(days=1)
