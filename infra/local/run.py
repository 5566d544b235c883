"""`python -m infra.local run -- COMMAND`: a command with servers of its own, for tests.

Several runs share one set of servers. Each has a slot, which names its database, its broker and cache databases and
its search indexes, so they don't meet. The last one out stops the servers, unless one of them said `--keep`.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from infra.local import elasticsearch, postgres, processes, roles, valkey
from infra.local.environment import broker_and_cache, build_environment, given_broker, write_environment
from infra.local.errors import LocalError
from infra.local.places import REPOSITORY, Places, find_places
from infra.local.ports import free_port
from infra.local.sentence_model import ensure_model
from infra.local.supervisor import Supervisor, say

PROFILE = "test"
SLOTS = 16
BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
"""What is run starts processes by the dozen: where no bytecode is kept, each compiles all that it imports."""


@dataclass(frozen=True)
class Slot:
    """A run's place among the runs that share the servers."""

    number: int
    lock: IO[bytes]


def run_command(command: Sequence[str], *, with_elasticsearch: bool, keep: bool) -> int:
    """Run a command with its servers, stop them unless they are kept, and return the command's exit status."""
    places = find_places(PROFILE)
    with _take_slot(places) as slot:
        try:
            with _locked(places.local / "start.lock"):
                environment = _start_servers(places, slot.number, with_elasticsearch=with_elasticsearch)
                if keep:
                    (places.local / "keep").touch()
            return _run(command, environment)
        finally:
            with _locked(places.local / "start.lock"):
                slot.lock.close()
                if not (places.local / "keep").exists() and not _others_run(places):
                    processes.stop_all(places.run)


def stop_kept() -> list[str]:
    """Stop the servers that `--keep` left running; return their names. Raises LocalError while a run uses them."""
    places = find_places(PROFILE)
    with _locked(places.local / "start.lock"):
        if _others_run(places):
            raise LocalError("A test run is using the servers: wait for its end, then try again.")
        (places.local / "keep").unlink(missing_ok=True)
        return processes.stop_all(places.run)


def _start_servers(places: Places, slot: int, *, with_elasticsearch: bool) -> dict[str, str]:
    supervisor = Supervisor(places)
    suffix = f"_{slot}" if slot else ""
    url = os.environ.get("DATABASE_URL") or _start_database(supervisor, f"localoffer{suffix}")
    broker, cache = given_broker() or broker_and_cache(valkey.ensure(supervisor), slot)
    elasticsearch_url = elasticsearch.ensure(supervisor) if with_elasticsearch else ""
    environment = build_environment(
        places,
        database=roles.both(url, for_tests=True),
        broker_url=broker,
        cache_url=cache,
        elasticsearch_url=elasticsearch_url,
        engine="elasticsearch" if with_elasticsearch else "postgres",
        search_model=ensure_model(),
        settings="localoffer.settings.test",
        port=free_port(),
    )
    environment["SEARCH_INDEX_PREFIX"] = f"localoffer-test{suffix.replace('_', '-')}"
    environment["PYTEST_DB_SUFFIX"] = f"suite{suffix}"
    write_environment(places.local / f"env{suffix}", environment)
    return environment


def _start_database(supervisor: Supervisor, name: str) -> str:
    return postgres.create_database(postgres.ensure(supervisor, durable=False), name)


def _run(command: Sequence[str], environment: dict[str, str]) -> int:
    binaries = REPOSITORY / ".venv" / "bin"
    path = f"{binaries}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    try:
        child = subprocess.Popen(command, env={**os.environ, **BYTECODE, **environment, "PATH": path}, cwd=REPOSITORY)
    except OSError as error:
        raise LocalError(f"{command[0]} can't be run: {error.strerror}.") from error
    previous = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C reached the child too: wait for its own end
                return child.wait()
    finally:
        signal.signal(signal.SIGTERM, previous)


@contextlib.contextmanager
def _take_slot(places: Places) -> Iterator[Slot]:
    for number in range(SLOTS):
        lock = _slot_file(places, number).open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        try:
            yield Slot(number, lock)
        finally:
            lock.close()
        return
    raise LocalError(f"{SLOTS} test runs are under way: wait for one to end.")


def _others_run(places: Places) -> bool:
    for number in range(SLOTS):
        path = _slot_file(places, number)
        if not path.exists():
            continue
        with path.open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    return False


def _slot_file(places: Places, number: int) -> Path:
    return places.local / f"slot-{number}.lock"


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another run to start or stop its servers")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
