"""The way out: names looked up, connections opened. Tests put loopback in its place.

Nothing here reads proxies, certificates or credentials from the environment.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

import certifi

Found = list[str] | OSError | UnicodeError


def look_up(host: str, seconds: float) -> list[str]:
    """The IP addresses of a host. The system's own resolver knows no limit of time, so it is waited for no longer.

    Raises OSError, TimeoutError.
    """
    answers: SimpleQueue[Found] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            answers.put([str(each[4][0]) for each in found])
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty as error:
        raise TimeoutError from error
    if isinstance(answer, Exception):
        raise OSError(str(answer)) from answer
    return answer


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address. Raises OSError."""
    return socket.create_connection((address, port), timeout=seconds)


def _trusting_certifi() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Network:
    """What `fetch` goes out by."""

    look_up: Callable[[str, float], list[str]] = look_up
    dial: Callable[[str, int, float], socket.socket] = dial
    trust: ssl.SSLContext = field(default_factory=_trusting_certifi)


INTERNET: Final = Network()
