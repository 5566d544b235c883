"""The supervisor: what ends unexpectedly is told with the end of its log."""

import os
import signal
import sys

import pytest

from infra.local import processes
from infra.local.errors import LocalError
from infra.local.places import Places
from infra.local.supervisor import MOST_RESTARTS, Supervisor, run_step

PATIENCE = 300


@pytest.fixture
def supervisor(tmp_path):
    places = Places(local=tmp_path, servers=tmp_path / "servers")
    places.log.mkdir()
    places.run.mkdir()
    yield Supervisor(places)
    processes.stop_all(places.run)


def python(code):
    return [sys.executable, "-c", code]


def test_a_started_process_is_recorded_and_logs_to_its_file(supervisor):
    record = supervisor.start("web", python("import time; print('hello', flush=True); time.sleep(600)"), port=8000)
    supervisor.wait_until("web", lambda: "hello" in supervisor.log_file("web").read_text(), PATIENCE)
    assert processes.read_record(supervisor.places.run, "web") == record
    assert record.port == 8000
    supervisor.check_all()


def test_a_process_that_ends_is_told_with_the_end_of_its_log(supervisor):
    supervisor.start("worker", python("print('no broker here')"))
    with pytest.raises(LocalError, match=r"worker has stopped\.\n.*worker\.log:\n  no broker here"):
        supervisor.wait_until("worker", lambda: False, PATIENCE)


def test_a_process_that_is_never_ready_is_told(supervisor):
    supervisor.start("web", python("import time; time.sleep(600)"))
    with pytest.raises(LocalError, match="web was not ready after 0 seconds"):
        supervisor.wait_until("web", lambda: False, 0.01)


def kill(record):
    os.kill(record.pid, signal.SIGKILL)
    os.waitpid(record.pid, 0)


def test_a_killed_process_is_started_again_on_its_port_and_keeps_its_log(supervisor, capsys):
    first = supervisor.start("worker", python("import time; print('hello', flush=True); time.sleep(600)"), port=8000)
    supervisor.wait_until("worker", lambda: "hello" in supervisor.log_file("worker").read_text(), PATIENCE)
    kill(first)
    supervisor.restart_ended()
    second = processes.read_record(supervisor.places.run, "worker")
    assert second.pid != first.pid
    assert second.port == 8000
    supervisor.wait_until("worker", lambda: supervisor.log_file("worker").read_text() == "hello\nhello\n", PATIENCE)
    assert capsys.readouterr().out == "worker has stopped: starting it again\n"


def test_a_process_that_runs_is_not_started_again(supervisor):
    record = supervisor.start("worker", python("import time; time.sleep(600)"))
    supervisor.restart_ended()
    assert processes.read_record(supervisor.places.run, "worker") == record


def test_a_process_that_keeps_ending_is_told(supervisor):
    supervisor.start("worker", python("import time; print('no broker here', flush=True); time.sleep(600)"))
    for _ in range(MOST_RESTARTS):
        kill(supervisor.children["worker"])
        supervisor.restart_ended()
    kill(supervisor.children["worker"])
    with pytest.raises(LocalError, match=r"worker has stopped\."):
        supervisor.restart_ended()


def test_the_environment_reaches_the_process(supervisor):
    code = "import os, time; print(os.environ['GREETING'], flush=True); time.sleep(600)"
    supervisor.start("web", python(code), environment={"GREETING": "good day"})
    supervisor.wait_until("web", lambda: "good day" in supervisor.log_file("web").read_text(), PATIENCE)
    supervisor.check("web")


def test_a_missing_program_is_a_sentence(supervisor):
    with pytest.raises(LocalError, match="web can't be started"):
        supervisor.start("web", ["/nowhere/at/all"])


def test_a_failing_step_names_itself():
    with pytest.raises(LocalError, match="Making the tables failed with exit status 3"):
        run_step(python("raise SystemExit(3)"), {}, "Making the tables")


def test_a_step_that_works_says_nothing(capfd):
    run_step(python("pass"), {}, "Making the tables")
    assert capfd.readouterr() == ("", "")
