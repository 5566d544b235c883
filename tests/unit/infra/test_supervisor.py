"""The supervisor: what ends unexpectedly is told with the end of its log."""

import sys

import pytest

from infra.local import processes
from infra.local.errors import LocalError
from infra.local.places import Places
from infra.local.supervisor import Supervisor, run_step


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
    supervisor.wait_until("web", lambda: "hello" in supervisor.log_file("web").read_text(), 20)
    assert processes.read_record(supervisor.places.run, "web") == record
    assert record.port == 8000
    supervisor.check_all()


def test_a_process_that_ends_is_told_with_the_end_of_its_log(supervisor):
    supervisor.start("worker", python("print('no broker here')"))
    with pytest.raises(LocalError, match=r"worker has stopped\.\n.*worker\.log:\n  no broker here"):
        supervisor.wait_until("worker", lambda: False, 20)


def test_a_process_that_is_never_ready_is_told(supervisor):
    supervisor.start("web", python("import time; time.sleep(600)"))
    with pytest.raises(LocalError, match="web was not ready after 0 seconds"):
        supervisor.wait_until("web", lambda: False, 0.01)


def test_the_environment_reaches_the_process(supervisor):
    code = "import os, time; print(os.environ['GREETING'], flush=True); time.sleep(600)"
    supervisor.start("web", python(code), environment={"GREETING": "good day"})
    supervisor.wait_until("web", lambda: "good day" in supervisor.log_file("web").read_text(), 20)
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
