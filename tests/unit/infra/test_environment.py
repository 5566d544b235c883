"""The environment file that `.venv/bin/localoffer` reads, and what an outside broker means."""

import stat

import pytest

from infra.local import environment
from infra.local.places import Places
from infra.local.roles import DatabaseUrls


@pytest.fixture
def folders(tmp_path):
    return Places(local=tmp_path, servers=tmp_path / "servers")


def build(folders, **changes):
    given = {
        "database": DatabaseUrls(owner="postgresql://owner@localhost/one", serve="postgresql://serve@localhost/one"),
        "broker_url": "redis://localhost/0",
        "cache_url": "redis://localhost/1",
        "elasticsearch_url": "",
        "engine": "postgres",
        "search_model": "",
        "settings": "localoffer.settings.local",
        "port": 8000,
    }
    return environment.build_environment(folders, **{**given, **changes})


def test_the_file_holds_a_line_for_each_variable_and_is_private(folders):
    variables = build(folders, port=9000)
    path = folders.local / "env"
    environment.write_environment(path, variables)
    lines = dict(line.split("=", 1) for line in path.read_text().splitlines())
    assert lines == variables
    assert lines["PORT"] == lines["PUBLIC_PORT"] == "9000"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in folders.local.glob("*.draft")] == []


def test_the_secret_key_is_made_once(folders):
    assert build(folders)["SECRET_KEY"] == build(folders)["SECRET_KEY"]
    assert len(build(folders)["SECRET_KEY"]) >= 50


def test_runs_that_share_a_broker_never_share_a_database():
    urls = [url for slot in range(16) for url in environment.broker_and_cache("redis://localhost", slot)]
    assert len(set(urls)) == 32


@pytest.mark.parametrize(
    ("broker", "cache", "expected"),
    [
        ("", "", None),
        ("redis://b:6379/5", "", ("redis://b:6379/5", "redis://b:6379/1")),
        ("redis://b", "redis://c/2", ("redis://b", "redis://c/2")),
    ],
)
def test_an_outside_broker_brings_its_cache(monkeypatch, broker, cache, expected):
    monkeypatch.setenv("CELERY_BROKER_URL", broker)
    monkeypatch.setenv("CACHE_URL", cache)
    assert environment.given_broker() == expected
