"""`make clean`: what make can make again goes; people's data stays, and nothing goes from under a running server."""

import os

import pytest

from infra.local import processes
from infra.local.clean import clean
from infra.local.errors import LocalError


@pytest.fixture
def checkout(tmp_path):
    for name in (
        ".venv/bin/python",
        "node_modules/leaflet/leaflet.js",
        "platform/localoffer/static/vendor/leaflet.js",
        "platform/localoffer/static/localoffer/map.js",
        ".mypy_cache/3.11/cache.json",
        ".coverage.host.1",
        "search/index/__pycache__/models.pyc",
        "search/index/models.py",
        ".local/servers/demo/postgres/base",
        ".local/mail/1.eml",
        ".env",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def _files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_packages_assets_and_caches_go_and_source_and_data_stay(checkout):
    clean(checkout)
    assert _files(checkout) == {
        "platform/localoffer/static/localoffer/map.js",
        "search/index/models.py",
        ".local/servers/demo/postgres/base",
        ".local/mail/1.eml",
        ".env",
    }


def test_what_went_is_named(checkout):
    assert set(clean(checkout)) == {
        ".venv",
        "node_modules",
        "platform/localoffer/static/vendor",
        ".mypy_cache",
        ".coverage.host.1",
        "search/index/__pycache__",
    }
    assert clean(checkout) == []


@pytest.mark.parametrize("folder", [".local/run", ".local/test/run"])
def test_nothing_goes_while_a_server_of_the_checkout_runs(checkout, folder):
    (checkout / folder).mkdir(parents=True)
    before = _files(checkout)
    processes.save_record(
        checkout / folder, processes.Record("postgres", os.getpid(), processes.identity_of(os.getpid()))
    )
    with pytest.raises(LocalError, match="postgres"):
        clean(checkout)
    assert _files(checkout) - before == {f"{folder}/postgres.json"}


def test_the_record_of_a_server_that_has_ended_stops_nothing(checkout):
    (checkout / ".local/run").mkdir(parents=True)
    processes.save_record(checkout / ".local/run", processes.Record("postgres", os.getpid(), "another-boot:1"))
    assert ".venv" in clean(checkout)
