"""Fixtures every test shares: real PostgreSQL with a template and two councils, made by production code."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django_tenants.postgresql_backend import base
from hypothesis import settings as hypothesis_settings

from tests import databases, order
from tests.measuring import Measuring
from tests.open_data import DATA, LEFT_OUT

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker, Settings

    from tenants.accounts.models import User
    from tenants.councils.models import Council

TIMES_LONGER = 100
RANDOM_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
EACH_SAYS_ITS_SCHEMAS = ("tests/isolation/", "tests/integration/tenants/")

# A suite that passed yesterday passes today, however busy the machine; `--hypothesis-profile=default` looks for more.
hypothesis_settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis_settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Measure coverage where it says something, and begin with what takes long."""
    config.pluginmanager.register(Measuring())
    config.pluginmanager.register(order)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Content names no test: a zip file says when it was made, and both workers must collect the same names."""
    return argname if isinstance(val, bytes) else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """No test is made of a set or a random id: they differ between processes, and both workers must collect the same
    names."""
    for marker in metafunc.definition.iter_markers("parametrize"):
        values = marker.kwargs.get("argvalues", marker.args[-1])
        if isinstance(values, (set, frozenset)):
            raise pytest.UsageError(f"{metafunc.definition.nodeid} is made of a set: sort it.")
        if any(RANDOM_ID.fullmatch(str(value)) for value in values):
            raise pytest.UsageError(f"{metafunc.definition.nodeid} is made of a random id: take UUID(int=1).")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how this order of tests is had again, and what was left out because the open data aren't beside the checkout.

    Without those, a green run holds less.
    """
    seed = config.getoption("randomly_seed", None)
    if seed is not None:
        terminalreporter.write_line(f"The same order again: --randomly-seed={seed}")
    skipped = terminalreporter.stats.get("skipped", ())
    left_out = sum(LEFT_OUT in str(report.longrepr) for report in skipped)
    if left_out:
        terminalreporter.write_sep("=", f"{left_out} tests left out: no open data at {DATA}", yellow=True)


@dataclass(frozen=True)
class Councils:
    """The two councils of every test."""

    alpha: "Council"
    beta: "Council"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: "DjangoDbBlocker"
) -> Iterator[None]:
    """A database of its own for this run: a copy of the migrated one, with councils alpha and beta."""
    name = connection.settings_dict["TEST"]["NAME"]
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        with databases.owning():
            databases.copy(_migrated(), f"{name}_start")
            databases.use(f"{name}_start")
            _make_councils()
        databases.copy(f"{name}_start", name)
        databases.use(name)
    restore = _copy_anew_instead_of_flushing(name)
    yield
    restore()
    with django_db_blocker.unblock():
        databases.use(before)
        databases.drop(name)
        databases.drop(f"{name}_start")


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """No test leaves a council open or a value in the cache."""
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    yield
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    cache.clear()


@pytest.fixture(autouse=True)
def _messages_go_by_the_platforms_own_app() -> Iterator[None]:
    """A Celery app that a test makes becomes the current one unless told not to: later messages would take its queues
    and its patience."""
    from celery import current_app

    from localoffer.celery import app

    yield
    current = current_app._get_current_object()  # type: ignore[attr-defined] # the stubs lack it
    app.set_current()
    assert current is app, "This test left another Celery app as the current one: make it with set_as_current=False."


@pytest.fixture(autouse=True)
def _rows_of_councils_are_read_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one request or test read of a council says nothing to the next."""
    from tenants.councils import hosts

    monkeypatch.setattr(hosts, "SECONDS_KEPT", 0.0)


@pytest.fixture(autouse=True)
def _a_search_path_is_said_when_it_changes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of all statements would say again which schemas are in sight, as they do where people are served.

    They are said each time where tests ask how councils are kept apart, and to whoever counts statements.
    """
    if not str(request.path.relative_to(databases.ROOT)).startswith(EACH_SAYS_ITS_SCHEMAS):
        monkeypatch.setattr(base, "get_limit_set_calls", lambda: not connection.force_debug_cursor)


@pytest.fixture(autouse=True)
def _no_span_of_time_ends_within_a_test(monkeypatch: pytest.MonkeyPatch, settings: "Settings") -> None:
    """What is counted or kept for a minute, and a code that is good for 30 seconds, outlive the test they are in."""
    from localoffer.cache import ForgivingRedisCache
    from tenants.councils import rate_limits

    seconds_kept = ForgivingRedisCache.get_backend_timeout

    def kept_long(self: ForgivingRedisCache, *timeout: Any) -> float | None:
        seconds = seconds_kept(self, *timeout)
        return seconds * TIMES_LONGER if seconds else seconds

    monkeypatch.setattr(ForgivingRedisCache, "get_backend_timeout", kept_long)
    monkeypatch.setattr(rate_limits, "time", lambda: 1_700_000_000.0)
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture(autouse=True)
def media(settings: "Settings", tmp_path: Path) -> Path:
    """Where uploads go: a folder of the test's own, and of each council's in it."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def _elasticsearch_for_those_that_ask(request: pytest.FixtureRequest, settings: "Settings") -> None:
    """A test that isn't marked `elasticsearch` runs without one, also where one is up: alike in every suite."""
    if not request.node.get_closest_marker("elasticsearch"):
        settings.ELASTICSEARCH_URL = ""


@pytest.fixture(autouse=True)
def _a_busy_machine_fails_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elasticsearch and the broker may take their time, and what one test saw of them says nothing to the next."""
    from localoffer import health
    from localoffer.celery import app
    from search.engines import factory
    from search.index.services import drift

    monkeypatch.setattr(health, "READINESS", health.Readiness())

    monkeypatch.setattr(factory, "INDEXING_SECONDS", 120.0)
    monkeypatch.setattr(drift, "PATIENCE", timedelta(minutes=4))
    for name in ("socket_connect_timeout", "socket_timeout"):
        monkeypatch.setitem(app.conf.broker_transport_options, name, 60)
    factory._breaker.cache_clear()


@pytest.fixture(autouse=True)
def _made_up_names_are_the_same_in_any_order() -> None:
    """Factories number from 101 in each test: “Service 9” would come after “Service 10” wherever that fell."""
    from tests import factories

    for made in (
        factories.OrganisationFactory,
        factories.PageFactory,
        factories.PersonFactory,
        factories.ServiceFactory,
    ):
        made.reset_sequence(101)  # type: ignore[no-untyped-call]


@pytest.fixture
def owning(db: None) -> Iterator[None]:
    """The test is the role that owns the tables, as `localoffer migrate` and `localoffer council create` are."""
    with databases.owning():
        yield


@pytest.fixture
def councils(db: None) -> Councils:
    """Both councils, with the public schema open."""
    from tenants.councils.models import Council

    return Councils(alpha=Council.objects.get(slug="alpha"), beta=Council.objects.get(slug="beta"))


@pytest.fixture
def alpha(councils: Councils) -> Iterator["Council"]:
    """Council alpha (E06000042, alpha.localhost), its schema open; what the test writes is rolled back."""
    yield from _opened(councils.alpha)


@pytest.fixture
def beta(councils: Councils) -> "Council":
    """Council beta (E08000009, beta.localhost). Open it with `council_scope(beta)`, or alone with `in_beta`."""
    return councils.beta


@pytest.fixture
def in_beta(councils: Councils) -> Iterator["Council"]:
    """Council beta with its schema open."""
    yield from _opened(councils.beta)


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """`client_for(council, user=None)`: a browser on a council's host, signed in if a user of it is given."""

    def make(council: "Council", user: "User | None" = None, **options: Any) -> Client:
        from tenants.councils.scope import council_scope

        client = Client(headers={"host": council.domain}, **options)
        if user is not None:
            with council_scope(council):
                client.force_login(user)
        return client

    return make


@pytest.fixture
def with_second_factor() -> Callable[["User"], "User"]:
    """`with_second_factor(user)`: gives a user of the open council the authenticator that the admin asks of staff."""

    def add(user: "User") -> "User":
        from allauth.mfa.models import Authenticator

        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        return user

    return add


def _opened(council: "Council") -> Iterator["Council"]:
    from tenants.councils.scope import council_scope

    with council_scope(council):
        yield council


def _migrated() -> str:
    from tenants.councils.services.migration import migrate_all

    name = databases.migrated_name()
    with databases.only_one(name):
        if databases.exists(name):
            return name
        building = f"{name}_building"
        databases.drop(building)
        with databases.server() as cursor:
            cursor.execute(f'CREATE DATABASE "{building}" TEMPLATE template0')
        databases.use(building)
        migrate_all(progress=lambda _: None)
        connection.close()
        with databases.server() as cursor:
            cursor.execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
    return name


def _make_councils() -> None:
    from tenants.councils.models import DueTask
    from tenants.councils.services.councils import create_council

    create_council(slug="alpha", name="Alpha Council", domain="alpha.localhost", gss_codes=["E06000042"])
    create_council(slug="beta", name="Beta Council", domain="beta.localhost", gss_codes=["E08000009"])
    for slug in ("alpha", "beta"):
        _forget_starter_pages(slug)
    DueTask.objects.all().delete()


def _forget_starter_pages(slug: str) -> None:
    """Tests of search start from an empty table; what starter pages put there is tested with a council of its own."""
    from search.index.models import SearchRow
    from tenants.councils.scope import council_scope

    with council_scope(slug):
        SearchRow.objects.all().delete()


def _copy_anew_instead_of_flushing(name: str) -> Callable[[], None]:
    """After a test that commits, Django empties the public tables: both councils would be lost, their schemas kept."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def copy_anew(self: TransactionTestCase) -> None:
        databases.copy(f"{name}_start", name)

    TransactionTestCase._fixture_teardown = copy_anew  # type: ignore[attr-defined]

    def restore() -> None:
        TransactionTestCase._fixture_teardown = flush  # type: ignore[attr-defined]

    return restore
