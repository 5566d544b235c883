"""Has a stranger's document read by a process of its own, which ends where its limits are.

A few kilobytes may unpack to gigabytes: that ends the reader and no process that answers requests.
"""

import os
import subprocess
import sys
from typing import Final

import structlog

from tenants.files.errors import BadUpload
from tenants.files.kinds import TEXTS, Document

log = structlog.get_logger(__name__)

MEMORY: Final = 1024**3
CPU_SECONDS: Final = 15
SECONDS: Final = 22.0
"""Gunicorn ends the process that waits after half a minute."""
_TOO_MUCH: Final = "The document is too much work to read. Save it again as a simpler one, or split it"


def take_document(content: bytes, kinds: tuple[str, ...] = TEXTS) -> Document:
    """As `tenants.files.documents.read_document`, within limits of memory and time. Raises BadUpload."""
    head, _, rest = _answer(content, kinds).partition(b"\n")
    said = head.decode("ascii", "replace").split()
    if said == ["refused"]:
        raise BadUpload(rest.decode())
    if len(said) == 2 and said[0] == "taken":
        return Document(rest, said[1])
    log.warning("document_not_read", length=len(content))
    raise BadUpload(_TOO_MUCH)


def _answer(content: bytes, kinds: tuple[str, ...]) -> bytes:
    """What the reader said; nothing where it was ended."""
    command = [sys.executable, "-P", "-B", "-m", "tenants.files.reader", str(MEMORY), str(CPU_SECONDS), *kinds]
    try:
        done = subprocess.run(  # noqa: S603 (a program of ours)
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""
