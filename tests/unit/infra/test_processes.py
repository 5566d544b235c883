"""Records of processes: only the very process that was recorded is ever ended."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from infra.local import processes

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)",
]
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, sys, time; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    "print(child.pid, flush=True); time.sleep(600)",
]


@pytest.fixture
def start():
    children = []

    def run(command, name="server"):
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        children.append(child)
        said = child.stdout.readline().strip()
        return processes.Record(name, child.pid, processes.identity_of(child.pid)), said

    yield run
    for child in children:
        child.stdout.close()
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        finally:
            child.wait()


def test_a_running_process_is_alive_and_an_ended_one_is_not(start):
    record, _ = start(SLEEP)
    assert record.is_alive()
    processes.stop(record)
    assert not record.is_alive()


def test_another_process_with_the_same_number_is_left_alone(start):
    record, _ = start(SLEEP)
    earlier = replace(record, identity="another-boot:1")
    assert not earlier.is_alive()
    processes.stop(earlier)
    assert record.is_alive()


def test_a_process_that_ignores_the_signal_is_killed(start):
    record, _ = start(DEAF)
    processes.stop(record, patience=0.2)
    assert not record.is_alive()


def test_children_left_by_a_killed_leader_are_ended_too(start):
    record, child_pid = start(PARENT)
    child = processes.Record("child", int(child_pid), processes.identity_of(int(child_pid)))
    os.kill(record.pid, signal.SIGKILL)
    os.waitpid(record.pid, 0)
    assert child.is_alive()
    processes.stop(record)
    while child.is_alive():  # a kill is carried out when the kernel next runs the process
        os.sched_yield()
    assert not child.is_alive()


def test_a_record_survives_writing_and_reading(tmp_path):
    record = processes.Record("web", 4, "boot:5", port=8000, stop_signal=2)
    processes.save_record(tmp_path, record)
    assert processes.read_record(tmp_path, "web") == record
    assert [each.name for each in processes.list_records(tmp_path)] == ["web"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "web"}'])
def test_a_damaged_record_is_no_record(tmp_path, text):
    (tmp_path / "web.json").write_text(text)
    assert processes.read_record(tmp_path, "web") is None
    assert list(processes.list_records(tmp_path)) == []


def test_stopping_all_names_what_ran_and_forgets_everything(start, tmp_path):
    running, _ = start(SLEEP, "worker")
    gone = processes.Record("beat", running.pid, "another-boot:1")
    for record in (running, gone):
        processes.save_record(tmp_path, record)
    assert processes.stop_all(tmp_path, first=("worker",)) == ["worker"]
    assert list(tmp_path.iterdir()) == []
