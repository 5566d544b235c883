"""`python -m infra.local demo`: the whole platform on this machine, until Ctrl-C.

What an earlier demo left behind is stopped first; what it has already set up is not done again.
"""

import contextlib
import fcntl
import hashlib
import http.client
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from infra.local import elasticsearch, postgres, roles, valkey
from infra.local.environment import ENGINES, broker_and_cache, build_environment, given_broker, write_environment
from infra.local.errors import LocalError
from infra.local.places import REPOSITORY, Places, find_places, make_private
from infra.local.ports import LOOPBACK, require_free
from infra.local.sentence_model import ensure_model
from infra.local.supervisor import Supervisor, run_step, say

BINARIES = REPOSITORY / ".venv" / "bin"
ROOMS = ("platform", "tenants", "cms", "search", "providers")
LIMITS_OF_WORKERS = {
    "DATABASE_LOCK_TIMEOUT_MS": "30000",
    "DATABASE_STATEMENT_TIMEOUT_MS": "600000",
    "DATABASE_IDLE_TIMEOUT_MS": "600000",
}
OURS_FIRST = ("beat", "web", "worker", "mail", "bulk")
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WEB_PROCESSES = 2
WEB_THREADS = 4
READY_SECONDS = 300
PATIENCE_WITH_EARLIER_DEMO = 30


def run_demo() -> None:
    """Serve the demo until Ctrl-C or SIGTERM; raise LocalError when something is in the way or keeps ending."""
    parent = os.getppid()
    port, engine = _chosen_port(), _chosen_engine()
    places = find_places()
    for number in STOP_SIGNALS:  # SIGINT too: a shell's background jobs start with it ignored
        signal.signal(number, _interrupt)
    with _only_demo(places):
        supervisor = Supervisor(places)
        left = supervisor.stop_all(OURS_FIRST)
        if left:
            say(f"Stopped what an earlier demo left running: {', '.join(left)}")
        require_free(port)
        try:
            _serve(supervisor, port, engine, parent)
        except KeyboardInterrupt:
            say("\nStopping")
        finally:
            for number in STOP_SIGNALS:
                signal.signal(number, signal.SIG_IGN)
            supervisor.stop_all(OURS_FIRST)


def _serve(supervisor: Supervisor, port: int, engine: str, parent: int) -> None:
    began = time.monotonic()
    environment = _start_servers(supervisor, port, engine)
    _set_up(supervisor, environment)
    _start_platform(supervisor, environment, port)
    say("Waiting for the first page")
    supervisor.wait_until("web", lambda: _is_ready(supervisor, port), READY_SECONDS, "the platform is starting")
    run_step([BINARIES / "localoffer", "demo", "--sign-ins"], environment, "Listing the sign-ins")
    say(f"\nReady after {time.monotonic() - began:.0f} seconds: http://localhost:{port}")
    say(f"Logs are in {supervisor.places.log}, mail in {environment['EMAIL_DIR']}. Ctrl-C stops everything.")
    started_by_make = "MAKELEVEL" in os.environ
    while not (started_by_make and os.getppid() != parent):  # a make that was killed takes the demo with it
        supervisor.restart_ended()
        time.sleep(0.5)


def _start_servers(supervisor: Supervisor, port: int, engine: str) -> dict[str, str]:
    places = supervisor.places
    elasticsearch_url = elasticsearch.start(supervisor) if engine == "elasticsearch" else ""
    url = os.environ.get("DATABASE_URL") or _start_database(supervisor)
    broker, cache = given_broker() or broker_and_cache(valkey.ensure(supervisor))
    environment = build_environment(
        places,
        database=roles.both(url),
        broker_url=broker,
        cache_url=cache,
        elasticsearch_url=elasticsearch_url,
        engine=engine,
        search_model=ensure_model(),
        settings="localoffer.settings.local",
        port=port,
    )
    for folder in ("EMAIL_DIR", "MEDIA_ROOT", "STATIC_ROOT"):
        make_private(Path(environment[folder]))
    write_environment(places.local / "env", environment)
    if elasticsearch_url:
        elasticsearch.wait(supervisor, elasticsearch_url)
    return environment


def _start_database(supervisor: Supervisor) -> str:
    say("Starting PostgreSQL")
    return postgres.create_database(postgres.ensure(supervisor), "localoffer")


def _set_up(supervisor: Supervisor, environment: dict[str, str]) -> None:
    """Bring tables, styles and demo data up to date, unless nothing of ours has changed since that was last done."""
    stamp = supervisor.places.local / "set-up"
    state = _fingerprint(environment)
    if stamp.exists() and stamp.read_text() == state and _has_tables(environment["DATABASE_OWNER_URL"]):
        return
    command = BINARIES / "localoffer"
    say("Making the tables")
    run_step([command, "migrate"], environment, "Making the tables")
    say("Collecting styles and scripts")
    run_step([command, "collectstatic", "--noinput", "-v", "0"], environment, "Collecting styles and scripts")
    say("Making the demo's councils, people and listings")
    run_step([command, "demo", "--no-sign-ins"], environment, "Making the demo's data")
    stamp.write_text(state)


def _start_platform(supervisor: Supervisor, environment: dict[str, str], port: int) -> None:
    commands = {"web": web_command(port), **celery_commands(supervisor.places.local / "beat-schedule")}
    serving = {**environment, "DATABASE_OWNER_URL": ""}  # as in production, they never learn the owner's password
    for name, (program, *words) in commands.items():
        command: list[str | Path] = [BINARIES / program, *words]
        limits = {} if name == "web" else LIMITS_OF_WORKERS
        supervisor.start(name, command, environment=serving | limits, port=port if name == "web" else 0)


def celery_commands(schedule: Path) -> dict[str, tuple[str, ...]]:
    """The demo's workers, on the queues that production's have, and beat with the file that it keeps."""
    celery = ("celery", "-A", "localoffer.celery")
    return {
        "worker": (*celery, "worker", "--queues", "following,celery", "--concurrency", "2", "--loglevel", "INFO"),
        "mail": (*celery, "worker", "--queues", "mail", "--hostname", "mail@%h", "--pool", "solo"),
        "bulk": (*celery, "worker", "--queues", "bulk", "--hostname", "bulk@%h", "--concurrency", "1"),
        "beat": (*celery, "beat", "--schedule", str(schedule), "--pidfile", "", "--loglevel", "INFO"),
    }


def web_command(port: int, application: str = "localoffer.wsgi") -> tuple[str, ...]:
    """The demo's web server: with no proxy in front that waits for slow visitors, its own threads do."""
    processes = ("--workers", str(WEB_PROCESSES), "--worker-class", "gthread", "--threads", str(WEB_THREADS))
    return ("gunicorn", application, "--bind", f"{LOOPBACK}:{port}", *processes)


def _is_ready(supervisor: Supervisor, port: int) -> bool:
    supervisor.check_all()
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _fingerprint(environment: dict[str, str]) -> str:
    """Return a digest of our own code and data, the installed packages, and which database and engine they feed."""
    digest = hashlib.sha256(environment["SEARCH_ENGINE"].encode())
    digest.update(os.environ.get("DATABASE_URL", "").encode())
    digest.update(os.environ.get("ELASTICSEARCH_URL", "").encode())
    files = [path for room in ROOMS for path in (REPOSITORY / room).rglob("*") if "__pycache__" not in path.parts]
    for path in (REPOSITORY / "requirements-local.txt", *sorted(files)):
        if path.is_file():
            digest.update(str(path.relative_to(REPOSITORY)).encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _has_tables(database_url: str) -> bool:
    with psycopg.connect(database_url) as connection:
        found = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
    return found is not None and found[0] is not None


def _chosen_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit():
        raise LocalError(f"PORT={text} is not a port number: choose one from 1024 to 65535.")
    return int(text)


def _chosen_engine() -> str:
    engine = os.environ.get("ENGINE") or "postgres"
    if engine not in ENGINES:
        raise LocalError(f"ENGINE={engine} is not known: use {' or '.join(ENGINES)}.")
    return engine


@contextlib.contextmanager
def _only_demo(places: Places) -> Iterator[None]:
    """Hold the checkout's demo lock; the kernel lets go of it however a demo ends."""
    with (places.local / "demo.lock").open("wb") as lock:
        deadline = time.monotonic() + (PATIENCE_WITH_EARLIER_DEMO if "MAKELEVEL" in os.environ else 0)
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise LocalError(
                        "A demo of this checkout is already running: stop it with Ctrl-C in its window."
                    ) from None
                time.sleep(0.2)
        yield


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
