"""Looks for viruses in what people upload, where an installation has a scanner.

A file is taken once the scanner has said that it is clean. A scanner that is away or doesn't understand lets nothing
through.
"""

import socket
import struct
from functools import cache
from time import monotonic
from typing import Final, Protocol
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from tenants.files.errors import BadUpload

log = structlog.get_logger(__name__)

SECONDS: Final = 30.0
PORT: Final = 3310
_CHUNK: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096


class ScannerAway(Exception):
    """The scanner can't be reached, or answers something else than a verdict."""


class Scanner(Protocol):
    """Whatever finds viruses."""

    def scan(self, content: bytes) -> str:
        """The name of the virus that is in it; empty when it is clean. Raises ScannerAway."""
        ...


class NullScanner:
    """Where no scanner is set up: everything is clean."""

    def scan(self, content: bytes) -> str:
        """Nothing is found."""
        return ""


class ClamdScanner:
    """ClamAV's daemon, by its INSTREAM command. `url` is `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`."""

    def __init__(self, url: str, seconds: float = SECONDS) -> None:
        self._url = urlsplit(url)
        self._seconds = seconds

    def scan(self, content: bytes) -> str:
        """As the port says. The whole answer must come within that time."""
        try:
            with self._connected() as clamd:
                self._send(clamd, content)
                answer = self._answer(clamd)
        except OSError as error:
            raise ScannerAway(str(error)) from error
        if answer == "stream: OK":
            return ""
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise ScannerAway(answer)

    def _connected(self) -> socket.socket:
        if self._url.scheme == "unix":
            clamd = socket.socket(socket.AF_UNIX)
            clamd.settimeout(self._seconds)
            try:
                clamd.connect(self._url.path)
            except OSError:
                clamd.close()
                raise
            return clamd
        return socket.create_connection((self._url.hostname or "", self._url.port or PORT), self._seconds)

    @staticmethod
    def _send(clamd: socket.socket, content: bytes) -> None:
        """Chunks with their lengths; one of no length ends them. A scanner that has seen enough closes early, and its
        answer is there to be read."""
        try:
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                clamd.sendall(struct.pack(">I", len(chunk)) + chunk)
            clamd.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            return

    def _answer(self, clamd: socket.socket) -> str:
        answer, until = b"", monotonic() + self._seconds
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            clamd.settimeout(max(until - monotonic(), 0.001))
            received = clamd.recv(_LONGEST_ANSWER)
            if not received:
                break
            answer += received
        return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def refuse_viruses(content: bytes) -> None:
    """Ask the scanner that is set up. Raises BadUpload for what it finds, and while it doesn't answer."""
    try:
        found = _scanner(settings.CLAMD_URL).scan(content)
    except ScannerAway as error:
        log.warning("upload_not_scanned", reason=str(error))
        raise BadUpload(
            "We can’t check files for viruses at the moment, so this one was not kept. Try again in a few minutes"
        ) from error
    if found:
        log.warning("upload_with_virus", virus=found)
        raise BadUpload("Our virus scanner found something harmful in this file. It was not kept")


@cache
def _scanner(url: str) -> Scanner:
    return ClamdScanner(url) if url else NullScanner()
