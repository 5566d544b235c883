"""Beat shows that it lives, and the compose file's health check believes nothing else."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from localoffer.celery import app

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def is_healthy(tmp_path):
    """Asks as the compose file does."""
    beat = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["beat"]
    assert beat["command"][beat["command"].index("--schedule") + 1] == "/tmp/beat-schedule"
    kind, command = beat["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    said = command.replace("$$", "$").replace("/tmp/beat-schedule", str(tmp_path / "beat-schedule"))
    return lambda: subprocess.run(["sh", "-c", said], check=False, stderr=subprocess.DEVNULL).returncode == 0


def test_a_beat_that_ticks_is_healthy_and_one_that_stopped_is_not(is_healthy, tmp_path):
    heartbeat = tmp_path / "beat-schedule.heartbeat"
    assert not is_healthy()
    command = [Path(sys.executable).with_name("celery"), "--app", "localoffer.celery", "beat", "--pidfile", ""]
    environment = {**os.environ, "CELERY_BROKER_URL": f"{app.conf.broker_url.rpartition('/')[0]}/119"}
    beat = subprocess.Popen([*command, "--schedule", tmp_path / "beat-schedule"], cwd=ROOT, env=environment)
    try:
        for _ in range(600):
            if heartbeat.exists():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                beat.wait(0.1)
    finally:
        beat.terminate()
        beat.wait(60)
    assert is_healthy()
    os.utime(heartbeat, (time.time() - 90, time.time() - 90))
    assert not is_healthy()
