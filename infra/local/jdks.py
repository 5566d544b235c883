"""Finds JDKs. Standard library alone: it runs before any package is there."""

import os
import re
import subprocess
from pathlib import Path

JVM_FOLDER = Path("/usr/lib/jvm")
NEEDED_MODULE = "jdk.jlink"


def find_jdks() -> list[tuple[int, Path]]:
    """Return the version and home of every JDK with the modules Elasticsearch needs, oldest first."""
    homes = [*([Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []), *JVM_FOLDER.glob("*")]
    resolved = {home.resolve() for home in homes if (home / "bin" / "java").exists()}
    found = [(_java_version(home), home) for home in resolved]
    return sorted((version, home) for version, home in found if version >= 17 and _has_needed_module(home))


def _java_version(home: Path) -> int:
    shown = subprocess.run([home / "bin" / "java", "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', shown)
    return int(match.group(1)) if match else 0


def _has_needed_module(home: Path) -> bool:
    listed = subprocess.run([home / "bin" / "java", "--list-modules"], capture_output=True, text=True, check=False)
    return NEEDED_MODULE in listed.stdout
