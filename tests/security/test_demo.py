"""The demo on a machine with other people: its broker asks who they are, its mail is its own, and nobody freezes it."""

import http.client
import socket
import stat
import sys
from pathlib import Path

import pytest
from redis import AuthenticationError, Redis

from infra.local import ports, processes, valkey
from infra.local.demo import web_command
from infra.local.places import Places, find_places
from infra.local.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[2]


def application(_environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


@pytest.fixture
def supervisor(tmp_path):
    places = Places(local=tmp_path, servers=tmp_path / "servers")
    for folder in (places.log, places.run, places.servers):
        folder.mkdir()
    started = Supervisor(places)
    yield started
    processes.stop_all(places.run)


def test_its_broker_answers_nobody_without_the_password(supervisor):
    url = valkey.ensure(supervisor)
    assert Redis.from_url(url).ping()
    port = supervisor.children["valkey"].port
    with pytest.raises(AuthenticationError):
        Redis(port=port).ping()
    with pytest.raises(AuthenticationError):
        Redis(port=port, password="guessed").ping()
    words = Path(f"/proc/{supervisor.children['valkey'].pid}/cmdline").read_text()
    password = url.split("@")[0].rpartition(":")[2]
    assert len(password) == 32
    assert password not in words
    assert stat.S_IMODE((supervisor.places.local / "valkey.conf").stat().st_mode) == 0o600


def test_a_later_run_finds_the_running_broker_and_its_password(supervisor):
    assert valkey.ensure(supervisor) == valkey.ensure(Supervisor(supervisor.places))


def test_a_broker_that_an_earlier_version_started_is_still_reached(supervisor):
    valkey.ensure(supervisor)
    (supervisor.places.local / "valkey.conf").unlink()
    assert valkey.ensure(supervisor) == f"redis://127.0.0.1:{supervisor.children['valkey'].port}"


def test_its_logs_are_its_own_also_where_an_earlier_run_left_them_open(tmp_path):
    (tmp_path / ".local" / "log").mkdir(parents=True, mode=0o755)
    (tmp_path / "outside").mkdir()
    places = find_places(repository=tmp_path, outside=tmp_path / "outside")
    assert stat.S_IMODE(places.log.stat().st_mode) == 0o700


@pytest.fixture
def web(supervisor):
    port = ports.free_port()
    program, *words = web_command(port, "tests.security.test_demo:application")
    supervisor.start("web", [Path(sys.executable).parent / program, *words], folder=ROOT, port=port)
    supervisor.wait_until("web", lambda: ports.answers(port), 60)
    return port


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n"], ids=["nothing", "a word", "half"]
)
def test_visitors_who_say_nothing_more_keep_nobody_waiting(web, sent):
    silent = [socket.create_connection(("127.0.0.1", web)) for _ in range(2)]
    try:
        for each in silent:
            each.sendall(sent)
        for _ in range(5):
            connection = http.client.HTTPConnection("127.0.0.1", web, timeout=10)
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"ok"
            connection.close()
    finally:
        for each in silent:
            each.close()
