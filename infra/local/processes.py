"""Processes that outlive nobody: each is recorded with its start time, so that a later run can find and end it.

A process number alone is no proof (numbers are used again), so a record also holds the boot and the start time.
"""

import contextlib
import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

POLL_SECONDS = 0.05
SECONDS_TO_DIE = 5


@dataclass(frozen=True)
class Record:
    """What is known of one started process."""

    name: str
    pid: int
    identity: str
    port: int = 0
    stop_signal: int = signal.SIGTERM

    def is_alive(self) -> bool:
        """Tell whether this very process (not another with its number) still runs."""
        return identity_of(self.pid) == self.identity


def identity_of(pid: int) -> str | None:
    """Return what tells a process from an earlier or later one with its number, or None where it has ended."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, started = after_name[0], after_name[19]
    if state == "Z":
        return None
    return f"{_this_boot()}:{started}"


def save_record(folder: Path, record: Record) -> None:
    """Write a record in one step, so that a reader never sees half of it."""
    draft = folder / f".{record.name}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(record)))
    draft.replace(folder / f"{record.name}.json")


def read_record(folder: Path, name: str) -> Record | None:
    """Return the record of that name, or None where there is none that can be read."""
    try:
        return Record(**json.loads((folder / f"{name}.json").read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def forget(folder: Path, name: str) -> None:
    """Remove a record."""
    (folder / f"{name}.json").unlink(missing_ok=True)


def list_records(folder: Path) -> Iterator[Record]:
    """Yield every record in a folder."""
    for path in sorted(folder.glob("*.json")):
        record = read_record(folder, path.stem)
        if record is not None:
            yield record


def stop(record: Record, patience: float = 20) -> None:
    """End a process kindly, and after `patience` seconds firmly, with all its descendants in its process group."""
    if record.is_alive():
        os.kill(record.pid, record.stop_signal)
        _wait_for_end(record, patience)
    _kill_group(record)
    _wait_for_end(record, SECONDS_TO_DIE)


def stop_all(folder: Path, first: tuple[str, ...] = ()) -> list[str]:
    """Stop every recorded process, those named in `first` before the others; return the names of those that ran."""
    records = sorted(list_records(folder), key=lambda each: (each.name not in first, each.name))
    stopped = [record.name for record in records if record.is_alive()]
    for record in records:
        stop(record)
        forget(folder, record.name)
    return stopped


def _wait_for_end(record: Record, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while record.is_alive() and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    _reap(record.pid)


def _kill_group(record: Record) -> None:
    """Kill what is left of the group; a group whose leader's number was given to another process is not ours."""
    if identity_of(record.pid) not in (None, record.identity) or not record.identity.startswith(_this_boot()):
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(record.pid, signal.SIGKILL)


def _this_boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def _reap(pid: int) -> None:
    with contextlib.suppress(ChildProcessError):  # it was started by an earlier run
        os.waitpid(pid, os.WNOHANG)
