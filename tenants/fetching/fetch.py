"""Asks other people's web servers for a page, politely and without being led to our own network.

The one way out for what people typed: `tests/security/test_ways_out.py` finds others. A host is looked up once, every
address it has must be public, and the connection goes to just that address, so that a name which changes its mind
between check and use (DNS rebinding) leads nowhere. Redirects are followed by hand, each through the same gate. However
slowly a server speaks, all of it ends in time: a clock of its own shuts the connection.
"""

import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from time import monotonic
from typing import Final
from urllib.parse import urljoin

from tenants.councils.scope import current_council
from tenants.fetching import network
from tenants.fetching.addresses import is_public
from tenants.fetching.errors import NotReached
from tenants.fetching.targets import Target, read_target

MOST_BYTES: Final = 500_000
MOST_REDIRECTS: Final = 5
SECONDS: Final = 20.0
_TO_CONNECT: Final = 5.0
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CHUNK: Final = 16_384
_PACKED: Final = zlib.MAX_WBITS | 32
"""gzip or zlib, whichever it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server answered, after redirects. `body` is at most MOST_BYTES long and only kept for HTML."""

    url: str
    status: int
    body: bytes = b""


def fetch(url: str, *, seconds: float = SECONDS) -> Page:
    """The page at a web address, in at most so many seconds, redirects and all.

    Raises NotReached, with the reason in plain words.
    """
    until = monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        page, onward = _ask(url, until)
        if onward is None:
            return page
        try:
            url = urljoin(url, onward)
        except ValueError as error:
            raise NotReached("It sends visitors to an address that can't be opened.") from error
    raise NotReached("It sends visitors round in circles.")


def _ask(url: str, until: float) -> tuple[Page, str | None]:
    target = read_target(url)
    try:
        with _connected(target, until) as connection, _answer(connection, target) as response:
            onward = response.getheader("Location") if response.status in _REDIRECTS else None
            page = Page(url=url, status=response.status, body=b"" if onward else _body(response))
            _left(until)  # a connection that was shut looks like one that has ended
            return page, onward
    except NotReached:
        raise
    except ssl.SSLCertVerificationError as error:
        raise NotReached("Its security certificate isn't valid.") from error
    except (HTTPException, OSError, ValueError, zlib.error) as error:
        if isinstance(error, TimeoutError) or monotonic() >= until:
            raise NotReached("It took too long to answer.", offline=True, late=True) from error
        raise NotReached("It doesn't answer.", offline=True) from error


@contextmanager
def _connected(target: Target, until: float) -> Iterator[HTTPConnection]:
    """A connection to the address that was checked. At the end of its time it is shut, whatever is waited for."""
    address = _address(target.host, until)
    out = network.INTERNET
    with out.dial(address, target.port, min(_TO_CONNECT, _left(until))) as plain, plain.dup() as line:
        clock = Timer(_left(until), _shut, (line,))
        clock.daemon = True
        clock.start()
        try:
            plain.settimeout(_left(until))
            tls = target.scheme == "https"
            with out.trust.wrap_socket(plain, server_hostname=target.host) if tls else plain as spoken:
                connection = HTTPConnection(target.host, target.port)
                connection.auto_open = 0
                connection.sock = spoken
                yield connection
        finally:
            clock.cancel()


def _address(host: str, until: float) -> str:
    try:
        found = network.INTERNET.look_up(host, _left(until))
    except TimeoutError:
        raise
    except OSError as error:
        raise NotReached("There is no such website.", offline=True) from error
    if not found or not all(map(is_public, found)):
        raise NotReached("It isn't on the open internet.")
    return found[0]


def _answer(connection: HTTPConnection, target: Target) -> HTTPResponse:
    headers = {"Host": target.host_header, "User-Agent": _name(), "Accept": "text/html,*/*", "Connection": "close"}
    connection.request("GET", target.path, headers=headers)
    return connection.getresponse()


def _body(response: HTTPResponse) -> bytes:
    if "html" not in response.getheader("Content-Type", ""):
        return b""
    packed = response.getheader("Content-Encoding", "identity").lower() in {"gzip", "x-gzip", "deflate"}
    unpack = zlib.decompressobj(_PACKED)
    body = b""
    while len(body) < MOST_BYTES and (chunk := response.read(_CHUNK)):
        body += unpack.decompress(chunk, MOST_BYTES - len(body)) if packed else chunk
    return body[:MOST_BYTES]


def _left(until: float) -> float:
    """The seconds until then. Raises TimeoutError when there are none."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _shut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _name() -> str:
    """Who asks, so that a webmaster can tell."""
    return f"LocalOfferLinkCheck/1.0 (+https://{current_council().domain}/)"
