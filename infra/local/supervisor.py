"""Starts servers, watches them and says what went wrong in a sentence."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from signal import SIGTERM

from infra.local import processes
from infra.local.errors import LocalError
from infra.local.places import REPOSITORY, Places, popen_identity

LINES_SHOWN = 15
MOST_RESTARTS = 3
RESTARTS_COUNT_FOR = 60


def say(message: str) -> None:
    """Print a line of progress at once, even through a pipe."""
    print(message, flush=True)


class Supervisor:
    """Starts children in process groups of their own, each with a log file and a record."""

    def __init__(self, places: Places) -> None:
        """Keep logs and records in these places."""
        self.places = places
        self.children: dict[str, processes.Record] = {}
        self._starts: dict[str, Callable[[], processes.Record]] = {}
        self._restarts: dict[str, list[float]] = {}

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path = REPOSITORY,
        port: int = 0,
        stop_signal: int = SIGTERM,
        as_server_user: bool = False,
    ) -> processes.Record:
        """Start a process whose output goes to `log/<name>.log`, and record it for whoever must stop it.

        A child that is started again adds to its log. Raises LocalError when the program can't be run at all.
        """
        self._starts[name] = partial(
            self.start,
            name,
            command,
            environment=environment,
            folder=folder,
            port=port,
            stop_signal=stop_signal,
            as_server_user=as_server_user,
        )
        identity = popen_identity() if as_server_user else {}
        with self.log_file(name).open("ab" if name in self.children else "wb") as log:
            try:
                child = subprocess.Popen(
                    [str(word) for word in command],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    cwd=folder,
                    env={**os.environ, **(environment or {})},
                    start_new_session=True,
                    **identity,  # type: ignore[call-overload]
                )
            except OSError as error:
                raise LocalError(f"{name} can't be started: {error}.") from error
        started = processes.identity_of(child.pid) or ""
        child.returncode = 0  # its end is watched through /proc, not through this object
        record = processes.Record(name, child.pid, started, port, stop_signal)
        processes.save_record(self.places.run, record)
        self.children[name] = record
        return record

    def log_file(self, name: str) -> Path:
        """Return the path of a child's log."""
        return self.places.log / f"{name}.log"

    def wait_until(self, name: str, ready: Callable[[], bool], seconds: float, patience_note: str = "") -> None:
        """Wait until `ready` answers true; raise LocalError when the child ends or the time is over."""
        started = time.monotonic()
        noted = started
        while not ready():
            self.check(name)
            now = time.monotonic()
            if now - started > seconds:
                raise LocalError(f"{name} was not ready after {seconds:.0f} seconds.\n{self.last_lines(name)}")
            if patience_note and now - noted > 5:
                say(f"  {patience_note} ({now - started:.0f} s)")
                noted = now
            time.sleep(processes.POLL_SECONDS)

    def check(self, name: str) -> None:
        """Raise LocalError, with the end of its log, when a child of ours has ended."""
        record = self.children.get(name)
        if record is not None and not record.is_alive():
            raise LocalError(f"{name} has stopped.\n{self.last_lines(name)}")

    def check_all(self) -> None:
        """Raise LocalError when any child of ours has ended."""
        for name in self.children:
            self.check(name)

    def restart_ended(self) -> None:
        """Start again every child of ours that has ended, and say so.

        Raises LocalError, with the end of its log, for one that keeps ending.
        """
        for name, record in list(self.children.items()):
            if record.is_alive():
                continue
            now = time.monotonic()
            recent = [then for then in self._restarts.get(name, []) if now - then < RESTARTS_COUNT_FOR]
            if len(recent) >= MOST_RESTARTS:
                self.check(name)
            say(f"{name} has stopped: starting it again")
            processes.stop(record)
            self._starts[name]()
            self._restarts[name] = [*recent, now]

    def stop_all(self, first: tuple[str, ...] = ()) -> list[str]:
        """Stop our children and everything recorded, those named in `first` before the others; return their names."""
        self.places.run.mkdir(parents=True, exist_ok=True)  # someone may have removed .local meanwhile
        for record in self.children.values():
            processes.save_record(self.places.run, record)
        self.children.clear()
        return processes.stop_all(self.places.run, first)

    def last_lines(self, name: str) -> str:
        """Return the end of a child's log with the log's path."""
        path = self.log_file(name)
        lines = path.read_text(errors="replace").splitlines()[-LINES_SHOWN:] if path.exists() else []
        return "\n".join([f"The end of {path}:", *(f"  {line}" for line in lines)])


def run_step(command: Sequence[str | Path], environment: Mapping[str, str], what: str) -> None:
    """Run a command to its end with its output shown; raise LocalError naming the step when it fails."""
    sys.stdout.flush()
    words = [str(word) for word in command]
    status = subprocess.run(words, env={**os.environ, **environment}, cwd=REPOSITORY, check=False).returncode
    if status:
        raise LocalError(f"{what} failed with exit status {status}: its own message is above.")
