"""The platform as it is hosted: gunicorn and a worker on the tests' database, with every line that they write."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from infra.local import ports
from infra.local.places import find_places

ROOT = Path(__file__).resolve().parents[2]
BINARIES = Path(sys.executable).parent
NOBODY = "127.0.0.1:1"
"""Where no server is."""
QUEUES = "following,celery,mail"


@dataclass(frozen=True)
class Stack:
    """What runs: the port of the web service, and the folder of its logs."""

    web: int
    folder: Path

    @property
    def logs(self) -> dict[str, list[str]]:
        """The lines of each process, and of the database's own log where this machine started it."""
        files = {path.stem: path for path in self.folder.glob("*.log")}
        own = find_places("test").log / "postgres.log"
        files |= {"postgres": own} if own.exists() else {}
        return {name: path.read_text(errors="replace").splitlines() for name, path in files.items()}


@contextmanager
def running_stack(folder: Path, **changes: str) -> Iterator[Stack]:
    """Web and worker of the tests' database until the end of the block; no search engine and no mail server answers."""
    port = ports.free_port()
    own = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.security.faulty",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
        "DATABASE_URL": own,
        "CELERY_BROKER_URL": f"{os.environ['CELERY_BROKER_URL'].rpartition('/')[0]}/120",
        "SEARCH_ENGINE": "elasticsearch",
        "ELASTICSEARCH_URL": f"http://{NOBODY}",
        "EMAIL_URL": f"smtp://{NOBODY}",
        "LOG_LEVEL": "DEBUG",
        **changes,
    }
    web = ["gunicorn", "localoffer.wsgi", "--bind", f"127.0.0.1:{port}", "--timeout", "120", "--log-level", "debug"]
    worker = [
        "celery",
        "--app",
        "localoffer.celery",
        "worker",
        "--queues",
        QUEUES,
        "--concurrency",
        "1",
        "--loglevel",
        "DEBUG",
    ]
    with ExitStack() as stack:
        for name, command in (("web", web), ("worker", worker)):
            stack.enter_context(_running(command, environment, folder / f"{name}.log"))
        _wait_until(lambda: ports.answers(port), "web", folder)
        yield Stack(port, folder)


def _wait_until(ready, name: str, folder: Path) -> None:
    for _ in range(600):
        if ready():
            return
        signal.sigtimedwait([], 0.2)
    pytest.fail(f"{name} did not start:\n{(folder / f'{name}.log').read_text()[-3000:]}")


@contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [BINARIES / command[0], *command[1:]],
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
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
