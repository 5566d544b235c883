"""Fetches one file from Maven Central with Maven, showing how far it is."""

import contextlib
import os
import subprocess
import time
from pathlib import Path

from infra.local.errors import LocalError
from infra.local.java_trust import java_trust
from infra.local.supervisor import say

COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
PROGRESS_SECONDS = 5


def fetch(artifact: str, folder: Path, java_home: Path) -> Path:
    """Copy an artifact (`group:name:version:kind`) into a folder of its own with the Maven that is here, and return the
    file. Raises LocalError when Maven can't get it.
    """
    words = [
        *("mvn", "-q", "-B", "-Dstyle.color=never", COPY_GOAL, f"-Dartifact={artifact}"),
        *(f"-DoutputDirectory={folder / 'out'}", f"-Dmaven.repo.local={folder / 'repository'}"),
    ]
    said = _run(words, java_home, folder, "")
    if "PKIX path" in said:
        say("  Java doesn't trust the server: trying again with the certificates this machine trusts")
        said = _run(words, java_home, folder, java_trust(folder / "trusted.p12"))
    found = next((folder / "out").glob("*"), None)
    if found is None:
        raise LocalError(f"The download failed: check the network and try again. Maven said: {said.strip()[:300]}")
    return found


def _run(words: list[str], java_home: Path, folder: Path, java_options: str) -> str:
    options = f"{os.environ.get('MAVEN_OPTS', '')} {java_options}".strip()
    environment = {**os.environ, "JAVA_HOME": str(java_home), "MAVEN_OPTS": options}
    log_path = folder / "maven.log"
    with log_path.open("wb") as log:
        child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)
        try:
            _show_growth(child, folder)
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()
    return log_path.read_text(errors="replace") if child.returncode else ""


def _show_growth(child: subprocess.Popen[bytes], folder: Path) -> None:
    noted = time.monotonic()
    while child.poll() is None:
        try:
            child.wait(timeout=PROGRESS_SECONDS)
        except subprocess.TimeoutExpired:
            say(f"  {_size(folder / 'repository') // 1_000_000} MB in {time.monotonic() - noted:.0f} s")


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # Maven renames its parts
            total += path.stat().st_size
    return total
