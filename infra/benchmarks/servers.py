"""The platform's own processes, started as the demo starts them, and plain HTTP to them."""

import gzip
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.local.errors import LocalError
from infra.local.places import REPOSITORY
from infra.local.ports import LOOPBACK, free_port

BINARIES = Path(sys.executable).parent
SECONDS_TO_START = 90
SECONDS_TO_STOP = 15


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, its body as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@dataclass(frozen=True, slots=True)
class Web:
    """A running web server of ours."""

    port: int

    def get(self, host: str, path: str, accept: str = "gzip") -> Reply:
        """Fetch a path of a council's host as a browser does. Raises LocalError for anything but 200."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}", "Accept-Encoding": accept})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            reply = Reply(response.status, headers, response.read())
        finally:
            connection.close()
        if reply.status != 200:
            raise LocalError(f"{host}{path} answered {reply.status}.")
        return reply


@contextmanager
def web_server(engine: str, log: Path, database: str) -> Iterator[Web]:
    """One gunicorn worker on a free port that searches a database (its URL) with an engine."""
    port = free_port()
    command = ["gunicorn", "localoffer.wsgi", "--bind", f"{LOOPBACK}:{port}", "--workers", "1"]
    web = Web(port)
    environment = {"DATABASE_URL": database, "SEARCH_ENGINE": engine, "PUBLIC_PORT": str(port)}
    with _running(command, log, environment) as process:
        _wait_until_ready(web, process, log)
        yield web


@contextmanager
def worker(log: Path) -> Iterator[None]:
    """A Celery worker with one process."""
    queues = ("--queues", "following,celery,mail")
    command = ["celery", "--app", "localoffer.celery", "worker", *queues, "--concurrency", "1", "--loglevel", "WARNING"]
    with _running(command, log, {}):
        yield


@contextmanager
def _running(command: list[str], log: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [BINARIES / command[0], *command[1:]],
            env={**os.environ, **environment},
            cwd=REPOSITORY,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait_until_ready(web: Web, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            web.get("localhost", "/healthz")
        except (OSError, LocalError):
            time.sleep(0.1)
        else:
            return
    raise LocalError(f"The web server did not start:\n{log.read_text()}")
