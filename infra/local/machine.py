"""`python -m infra.local.machine`: have the programs that the whole test suite needs beside Python packages.

Root gets what is missing from Debian; anyone else is told its name in one line, before a package is fetched.
"""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library

from infra.local.errors import LocalError
from infra.local.jdks import find_jdks
from infra.local.places import is_root
from infra.local.supervisor import say

JDK_PACKAGE = "openjdk-17-jdk-headless"


def missing_packages() -> list[str]:
    """Return the Debian packages that the tests need and this machine lacks."""
    missing = [] if shutil.which("chromium") else ["chromium"]
    missing += [] if shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") else ["nginx-light"]
    missing += [] if find_library("atomic") else ["libatomic1"]  # Playwright's driver loads it
    if not os.environ.get("ELASTICSEARCH_URL"):
        missing += [] if shutil.which("mvn") else ["maven"]
        missing += [] if find_jdks() else [JDK_PACKAGE]
    return missing


def prepare() -> None:
    """Install what is missing, as root on Debian; raise LocalError naming it otherwise or when that fails."""
    missing = missing_packages()
    if not missing:
        return
    command = f"apt-get install -y {' '.join(missing)}"
    if not is_root() or shutil.which("apt-get") is None:
        raise LocalError(f"The tests need programs that are not here; as root: {command}")
    say(f"Installing {', '.join(missing)} with apt-get")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
        if subprocess.run(["apt-get", *words], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            raise LocalError(f"apt-get {words[0]} failed: put right what it says above, then run: {command}")


def main() -> int:
    """Run as a command; an error that a person can put right is one sentence and exit status 1."""
    try:
        prepare()
    except LocalError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
