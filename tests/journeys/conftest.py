"""A whole demo of its own (web, worker, database, engine) and a real browser to walk through it."""

import os
import secrets
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from elasticsearch import Elasticsearch
from playwright.sync_api import Browser, Page, expect, sync_playwright
from psycopg import sql
from redis import Redis

from infra.local.ports import free_port
from tests import databases
from tests.journeys.accessibility import WITHOUT_SCRIPTS
from tests.journeys.people import Site

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BINARIES = Path(sys.executable).parent
START_ATTEMPTS = 1200
"""Every patience here is for a slow machine: it costs nothing where all is well."""
PAGE_PATIENCE = 60_000
STATE_PATIENCE = 30_000
OWN_DATABASES = 18
"""How far a demo's databases of Redis are from those of the tests beside it: the uploads' worker has the one before."""
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the journeys together and as they are written, in whatever order the others run: they share one demo.

    What one of them sets or suspends there holds for those that follow.
    """
    journeys = [item for item in items if HERE in item.path.parents]
    if journeys:
        first = items.index(journeys[0])
        items[:] = [item for item in items if item not in journeys]
        items[first:first] = sorted(journeys, key=lambda item: item.location)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """The demo, served on a free port with a worker, on Elasticsearch. Its database is a copy of the migrated one."""
    state = tmp_path_factory.mktemp("demo")
    port = free_port()
    prefix = f"journeys-{secrets.token_hex(4)}"
    databases.copy(databases.migrated_name(), prefix)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "localoffer.settings.local",
        "DATABASE_URL": _address_of("DATABASE_URL", prefix),
        "DATABASE_OWNER_URL": _address_of("DATABASE_OWNER_URL", prefix),
        "CELERY_BROKER_URL": _own(settings.CELERY_BROKER_URL),
        "CACHE_URL": _own(settings.CACHES["default"]["LOCATION"]),
        "SEARCH_ENGINE": "elasticsearch",
        "SEARCH_INDEX_PREFIX": prefix,
        "SEARCH_TIMEOUT_MS": "20000",
        "SEARCH_POSTGRES_TIMEOUT_MS": "60000",
        "PUBLIC_PORT": str(port),
        "PLATFORM_HOST": "localhost",
        "EMAIL_DIR": str(state / "mail"),
        "MEDIA_ROOT": str(state / "media"),
        "STATIC_ROOT": str(state / "static"),
        "PYTHONWARNINGS": "default",
    }
    for command in (["migrate"], ["demo"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([BINARIES / "localoffer", *command], env=environment, check=True, cwd=ROOT)
    environment["DATABASE_OWNER_URL"] = ""
    web = [
        *(BINARIES / "gunicorn", "localoffer.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "2", "--timeout", "120"),
    ]
    worker = [
        BINARIES / "celery",
        "--app",
        "localoffer.celery",
        "worker",
        "--queues",
        "following,celery,mail,bulk",
        "--concurrency",
        "2",
        "--loglevel",
        "WARNING",
    ]
    beat = [
        *(BINARIES / "celery", "--app", "localoffer.celery", "beat"),
        *("--schedule", state / "beat", "--pidfile", "", "--loglevel", "WARNING"),
    ]
    with (
        _running(web, environment, state / "web.log"),
        _running(worker, environment, state / "worker.log"),
        _running(beat, environment, state / "beat.log"),
    ):
        _wait_for(f"http://127.0.0.1:{port}/readyz", state / "web.log")
        yield Site(port=port, mail=state / "mail")
    _drop_indexes(prefix)
    _server(sql.SQL("DROP DATABASE {} WITH (FORCE)"), prefix)


def _own(url: str) -> str:
    """An empty database of Redis that no other test's processes listen to or clear, nor another demo's."""
    server, _, number = url.rpartition("/")
    address = f"{server}/{int(number) + OWN_DATABASES}"
    with Redis.from_url(address) as redis:
        redis.flushdb()
    return address


def _drop_indexes(prefix: str) -> None:
    with Elasticsearch(os.environ["ELASTICSEARCH_URL"]) as client:
        for index in client.indices.get(index=f"{prefix}-*"):
            client.indices.delete(index=index)


def _address_of(variable: str, database: str) -> str:
    """A database beside the tests' own, for the role of this variable."""
    return urlunsplit(urlsplit(os.environ[variable])._replace(path=f"/{database}"))


def _server(statement: sql.SQL, database: str) -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute(statement.format(sql.Identifier(database)))


@contextmanager
def _running(command: list[object], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=environment,
            cwd=ROOT,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait_for(address: str, log: Path) -> None:
    for _ in range(START_ATTEMPTS):
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            signal.sigtimedwait([], 0.25)
    pytest.fail(f"The demo did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Gone with its module: Django refuses its tables while Playwright's loop runs."""
    assert Path(CHROMIUM).exists(), "Install chromium: `make test` as root does it."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), timeout=180_000)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[object]:
    """Opens pages, each with cookies of its own; `javascript=False` and `width` as asked."""
    contexts = []
    expect.set_options(timeout=STATE_PATIENCE)

    def open_page(*, javascript: bool = True, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=javascript, locale="en-GB"
        )
        contexts.append(context)
        if not javascript:
            WITHOUT_SCRIPTS.add(context)
        context.set_default_timeout(PAGE_PATIENCE)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
