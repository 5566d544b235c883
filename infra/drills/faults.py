"""The drills: one function for each fault, from the fault to its being made good."""

import csv
import json
import os
import re
import signal
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg

from infra.drills.demo import COUNCIL, RunningDemo

SEARCHES = 12
LONGEST_SEARCH = 3.0
LONGEST_PAGE = 15.0
LONGEST_BEHIND_A_LOCK = 5.0
MIGRATIONS_WAIT = 2
OTHER = "trafford"
SCHEMA = COUNCIL.replace("-", "_")
SECONDS_TO_RECOVER = 150
ROWS = 60
ROWS_OF_SEVERAL_BATCHES = 350


def elasticsearch_killed(demo: RunningDemo) -> None:
    """PostgreSQL answers at once; the demo starts Elasticsearch again, and it catches up."""
    demo.signal("elasticsearch", signal.SIGKILL)
    _postgres_answers(demo)
    _elasticsearch_returns(demo)


def elasticsearch_hangs(demo: RunningDemo) -> None:
    """PostgreSQL answers within the budget; Elasticsearch is asked again once it answers."""
    with demo.hanging("elasticsearch"):
        _postgres_answers(demo)
    _elasticsearch_returns(demo)


def broker_killed(demo: RunningDemo) -> None:
    """Without broker and cache people sign in, edit, send, approve and search; what was handed over is done later."""
    _without_broker(demo, demo.kept_down("valkey"))


def broker_hangs(demo: RunningDemo) -> None:
    """The same where broker and cache take connections and never answer."""
    _without_broker(demo, demo.hanging("valkey"))


def worker_killed(demo: RunningDemo) -> None:
    """A worker's child and then the worker die during an import: nothing that was published is lost."""
    marker = f"drill{int(time.time())}"
    with tempfile.TemporaryDirectory() as folder:
        importing = demo.start_command("listings", "import", COUNCIL, str(_listings(Path(folder), marker)), "--publish")
        demo.must_come(lambda: _found(demo, marker) > 0, SECONDS_TO_RECOVER, "the first rows are found")
        worker = demo.process("worker").pid
        children = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        time.sleep(1)
        os.kill(worker, signal.SIGKILL)
        demo.must(importing.wait() == 0, "the import ends well")
    demo.must_come(lambda: _found(demo, marker) == ROWS, SECONDS_TO_RECOVER, f"all {ROWS} rows are found")
    demo.must_come(demo.has_no_drift, SECONDS_TO_RECOVER, "search check finds no drift")


def postgres_killed(demo: RunningDemo) -> None:
    """PostgreSQL dies during an import: what was published stays, the same file again brings the rest."""
    marker = f"drill{int(time.time())}"
    with tempfile.TemporaryDirectory() as folder:
        file = _listings(Path(folder), marker, ROWS_OF_SEVERAL_BATCHES)
        words = ("listings", "import", COUNCIL, str(file), "--publish")
        importing = demo.start_command(*words)
        demo.must_come(lambda: _found(demo, marker) > 0, SECONDS_TO_RECOVER, "the first rows are found")
        demo.signal("postgres", signal.SIGKILL)
        importing.wait()
        demo.must_come(lambda: demo.search("autism").status == 200, SECONDS_TO_RECOVER, "families can search again")
        demo.must(demo.command(*words).returncode == 0, "the same file again ends well")
    everything = f"all {ROWS_OF_SEVERAL_BATCHES} rows are found"
    demo.must_come(lambda: _found(demo, marker) == ROWS_OF_SEVERAL_BATCHES, SECONDS_TO_RECOVER, everything)
    demo.must_come(demo.has_no_drift, SECONDS_TO_RECOVER, "search check finds no drift")
    _change_and_approve(demo, f"Drill {int(time.time())}")


def reader_blocks(demo: RunningDemo) -> None:
    """Somebody reads a council's tables, as a dump does, while a migration wants one: nobody waits long behind it."""
    with demo.database() as reader, demo.database() as migrating:
        reader.execute(f"LOCK TABLE {SCHEMA}.listings_service IN ACCESS SHARE MODE")
        migrating.execute(f"SET lock_timeout = '{MIGRATIONS_WAIT}s'")
        with ThreadPoolExecutor(1) as beside:
            change = beside.submit(
                _is_refused, migrating, f"ALTER TABLE {SCHEMA}.listings_service ADD COLUMN drill int"
            )
            answers = [demo.visitor().get("/search/?q=autism") for _ in range(SEARCHES)]
            answers += [demo.visitor(OTHER).get("/search/?q=autism") for _ in range(SEARCHES)]
            demo.must(change.result(), "the migration gives its wait up")
    slowest = max(answer.seconds for answer in answers)
    demo.must(all(answer.status == 200 for answer in answers), f"{len(answers)} searches at two councils answer 200")
    demo.must(slowest < LONGEST_BEHIND_A_LOCK, f"the slowest takes {slowest:.2f} s")


def _is_refused(connection: psycopg.Connection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except psycopg.errors.LockNotAvailable:
        return True
    finally:
        connection.rollback()
    return False


DRILLS: dict[str, Callable[[RunningDemo], None]] = {
    "elasticsearch-killed": elasticsearch_killed,
    "elasticsearch-hangs": elasticsearch_hangs,
    "broker-killed": broker_killed,
    "broker-hangs": broker_hangs,
    "worker-killed": worker_killed,
    "postgres-killed": postgres_killed,
    "reader-blocks": reader_blocks,
}


def _without_broker(demo: RunningDemo, fault: AbstractContextManager[None]) -> None:
    marker = f"Drill {int(time.time())}"
    mails = demo.mails()
    with fault:
        demo.must(demo.readiness()["broker"] == "down", "/readyz says that the broker is down")
        _change_and_approve(demo, marker)
        asked = demo.visitor().send_form("/accounts/login/link/", "email", email=f"provider@{COUNCIL}.example")
        demo.must(asked.status == 302, f"the provider asks for a link to sign in ({asked.seconds:.1f} s)")
        found = demo.search("autism")
        demo.must(found.status == 200, f"a search answers 200 ({found.seconds:.1f} s)")
    demo.must_come(lambda: marker in demo.search(marker).text, SECONDS_TO_RECOVER, "families find the change")
    demo.must_come(lambda: demo.mails() > mails, SECONDS_TO_RECOVER, "the link is mailed")


def _postgres_answers(demo: RunningDemo) -> None:
    answers = [demo.search("autism") for _ in range(SEARCHES)]
    slowest = max(answer.seconds for answer in answers)
    demo.must(all(answer.status == 200 for answer in answers), f"{SEARCHES} searches answer 200")
    demo.must(all(_engine(answer.text) == "postgres" for answer in answers), "PostgreSQL answers them")
    demo.must(slowest < LONGEST_SEARCH, f"the slowest takes {slowest:.2f} s")
    engine = demo.readiness()["engine"]
    demo.must(engine == "elasticsearch: down, postgres answers", f"/readyz says “{engine}”")


def _elasticsearch_returns(demo: RunningDemo) -> None:
    answers_again = "Elasticsearch answers again"
    demo.must_come(lambda: _engine(demo.search("autism").text) == "elasticsearch", SECONDS_TO_RECOVER, answers_again)
    demo.must_come(demo.has_no_drift, SECONDS_TO_RECOVER, "search check finds no drift")


def _change_and_approve(demo: RunningDemo, marker: str) -> None:
    provider, answer = demo.signed_in("provider")
    demo.must(answer.status == 302, f"a provider signs in ({answer.seconds:.1f} s)")
    tasks = provider.get("/provider/")
    found = re.search(r"/provider/services/[0-9a-f-]{36}/", tasks.text)
    demo.must(found is not None, f"sees their services ({tasks.seconds:.1f} s)")
    if found is None:
        return
    saved = provider.send_form(f"{found[0]}about/", "summary", summary=f"{marker}: an example.")
    demo.must(saved.status == 302 and saved.seconds < LONGEST_PAGE, f"saves a change ({saved.seconds:.1f} s)")
    sent = provider.send_form(f"{found[0]}submit/", "csrfmiddlewaretoken")
    demo.must(sent.status == 302 and sent.seconds < LONGEST_PAGE, f"sends it to the council ({sent.seconds:.1f} s)")
    officer, answer = demo.signed_in("officer")
    demo.must(answer.status == 302, f"an officer signs in ({answer.seconds:.1f} s)")
    newest = max(map(int, re.findall(r"/admin/review/(\d+)/", officer.get("/admin/review/").text)), default=0)
    approved = officer.send_form(f"/admin/review/{newest}/", "reason", decision="approve")
    demo.must(approved.status == 302 and approved.seconds < LONGEST_PAGE, f"approves it ({approved.seconds:.1f} s)")


def _listings(folder: Path, marker: str, count: int = ROWS) -> Path:
    path = folder / "drill.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["external_id", "name", "summary", "organisation", "sector", "reach"])
        for number in range(count):
            name, summary = f"Drill {number} (example)", f"An example for the drill {marker}."
            rows.writerow([f"drill-{number}", name, summary, "Example Drill Trust", "leisure", "council"])
    return path


def _found(demo: RunningDemo, words: str) -> int:
    total: int = json.loads(demo.search(words).text).get("total", 0)
    return total


def _engine(text: str) -> str:
    engine: str = json.loads(text).get("engine", "")
    return engine
