"""The running demo as a drill sees it: its processes, its pages, its command and its mail."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.parse
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from infra.drills.visitor import Answer, Visitor, one_time_code
from infra.local import processes
from infra.local.errors import LocalError
from infra.local.places import REPOSITORY

COUNCIL = "milton-keynes"
PASSWORD = "local-offer-demo"  # noqa: S105 (printed by the demo for everybody)
COMMAND = REPOSITORY / ".venv" / "bin" / "localoffer"
POLL_SECONDS = 0.5


class RunningDemo:
    """Finds what `make demo` of this checkout has started, and keeps count of what was not as it must be."""

    def __init__(self, local: Path = REPOSITORY / ".local") -> None:
        """Read where the demo is; raises LocalError when none runs."""
        self._records = local / "run"
        web = processes.read_record(self._records, "web")
        if web is None or not web.is_alive():
            raise LocalError("No demo of this checkout is running: start it with make demo in another window.")
        self._port = web.port
        lines = (local / "env").read_text().splitlines()
        self._settings = dict(line.split("=", 1) for line in lines if "=" in line)
        self.failures: list[str] = []

    def fitting(self, names: Iterable[str]) -> list[str]:
        """Return the drills that this demo's engine allows."""
        engine = self._settings["SEARCH_ENGINE"]
        return [name for name in names if engine == "elasticsearch" or not name.startswith("elasticsearch")]

    def must(self, held: bool, what: str) -> None:
        """Print whether something held, and remember it when not."""
        print(f"  {'ok    ' if held else 'FAILED'} {what}", flush=True)
        if not held:
            self.failures.append(what)

    def must_come(self, ready: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait until something holds, at most so long."""
        began = time.monotonic()
        while not (held := ready()) and time.monotonic() - began < seconds:
            time.sleep(POLL_SECONDS)
        self.must(held, f"{what} (after {time.monotonic() - began:.0f} s)")

    def process(self, name: str) -> processes.Record:
        """Return the record of a process; raises LocalError when it doesn't run."""
        record = processes.read_record(self._records, name)
        if record is None or not record.is_alive():
            raise LocalError(f"The demo runs no {name}.")
        return record

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to a process and everything in its group."""
        os.killpg(self.process(name).pid, number)

    @contextmanager
    def kept_down(self, name: str) -> Iterator[None]:
        """Kill a process, and keep the demo from starting it again until the block ends."""
        web = self.process("web").pid
        keeper = int(Path(f"/proc/{web}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(keeper, signal.SIGSTOP)
        try:
            self.signal(name, signal.SIGKILL)
            yield
        finally:
            os.kill(keeper, signal.SIGCONT)

    @contextmanager
    def hanging(self, name: str) -> Iterator[None]:
        """Let a process hang until the block ends."""
        self.signal(name, signal.SIGSTOP)
        try:
            yield
        finally:
            self.signal(name, signal.SIGCONT)

    def visitor(self, council: str = COUNCIL) -> Visitor:
        """Return a new browser on a council's host."""
        return Visitor(f"{council}.localhost", self._port)

    def database(self) -> psycopg.Connection:
        """Return a connection of the role that owns the tables."""
        return psycopg.connect(self._settings["DATABASE_OWNER_URL"])

    def search(self, words: str) -> Answer:
        """Search as a family does."""
        return self.visitor().get(f"/api/search?{urllib.parse.urlencode({'q': words})}")

    def readiness(self) -> dict[str, object]:
        """Return what /readyz says."""
        said: dict[str, object] = json.loads(self.visitor().get("/readyz").text)
        return said

    def signed_in(self, who: str) -> tuple[Visitor, Answer]:
        """Sign one of the demo's people in, with the second factor that staff have; return the last answer too."""
        email = f"{who}@{COUNCIL}.example"
        visitor = self.visitor()
        answer = visitor.send_form("/accounts/login/", "login", login=email, password=PASSWORD)
        if "/2fa/" in answer.location:
            answer = visitor.send_form(answer.location, "code", code=one_time_code(self._secret(email)))
        return visitor, answer

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the `localoffer` command to its end."""
        return subprocess.run([COMMAND, *words], cwd=REPOSITORY, capture_output=True, text=True, check=False)

    def start_command(self, *words: str) -> subprocess.Popen[bytes]:
        """Start the `localoffer` command without waiting for it."""
        return subprocess.Popen([COMMAND, *words], cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def has_no_drift(self) -> bool:
        """Tell whether Elasticsearch holds what the table says."""
        return self.command("search", "check").returncode == 0

    def mails(self) -> int:
        """Return how many mails were written so far."""
        return sum(path.read_text().count("\nSubject: ") for path in Path(self._settings["EMAIL_DIR"]).glob("*.log"))

    def _secret(self, email: str) -> str:
        printed = self.command("demo", "--sign-ins").stdout
        found = re.search(rf"^\s*{re.escape(email)} .* secret (\w+)$", printed, re.MULTILINE)
        if found is None:
            raise LocalError(f"{email} has no second factor in this demo.")
        return found[1]
