"""Asks other people's web servers for a page, politely and without being led to our own network.

A host is looked up once, every address it has must be public, and the connection goes to just that address, so that a
name which changes its mind between check and use (DNS rebinding) leads nowhere. Redirects are followed by hand, each
through the same gate.
"""

import socket
import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from time import monotonic
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as TookTooLong

from tenants.councils.scope import current_council

MOST_BYTES: Final = 500_000
MOST_REDIRECTS: Final = 5
SECONDS: Final = 20.0
_TIMEOUT: Final = Timeout(connect=5, read=10)
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PORTS: Final = {"http": 80, "https": 443}


class NotReached(Exception):
    """No answer came. The message is a sentence for providers and officers; `offline` when it may be our own fault."""

    def __init__(self, message: str, *, offline: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.offline = offline


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server answered, after redirects. `body` is at most MOST_BYTES long and only kept for HTML."""

    url: str
    status: int
    body: bytes = b""


def fetch(url: str) -> Page:
    """The page at a web address. Raises NotReached, with the reason in plain words."""
    until = monotonic() + SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        page, onward = _ask(url, until)
        if onward is None:
            return page
        url = urljoin(url, onward)
    raise NotReached("It sends visitors round in circles.")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    return ip_address(address).is_global


def _ask(url: str, until: float) -> tuple[Page, str | None]:
    parts = _parts(url)
    target = parts.path or "/"
    try:
        with _pool(parts) as pool:
            response = pool.urlopen(
                "GET",
                f"{target}?{parts.query}" if parts.query else target,
                headers={"Host": parts.netloc, "User-Agent": _name(), "Accept": "text/html,*/*"},
                redirect=False,
                retries=False,
                preload_content=False,
            )
            try:
                onward = response.headers.get("Location") if response.status in _REDIRECTS else None
                return _page(url, response, until), onward
            finally:
                response.close()
    except SSLError as error:
        raise NotReached("Its security certificate isn't valid.") from error
    except (HTTPError, OSError, ValueError) as error:
        late = isinstance(error, TookTooLong) and not isinstance(error, NewConnectionError)
        raise NotReached("It took too long to answer." if late else "It doesn't answer.", offline=True) from error


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        usable = None
    if not usable:
        raise NotReached("It isn't a web address that can be opened.")
    return parts


def _pool(parts: SplitResult) -> HTTPConnectionPool:
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    address = _address(host, port)
    if parts.scheme == "http":
        return HTTPConnectionPool(address, port, timeout=_TIMEOUT)
    return HTTPSConnectionPool(
        address,
        port,
        timeout=_TIMEOUT,
        server_hostname=host,
        assert_hostname=host,
        cert_reqs=ssl.CERT_REQUIRED,
        ca_certs=certifi.where(),
    )


def _address(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReached("There is no such website.", offline=True) from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(map(is_public, addresses)):
        raise NotReached("It isn't on the open internet.")
    return addresses[0]


def _page(url: str, response: BaseHTTPResponse, until: float) -> Page:
    body = b""
    if "html" in response.headers.get("Content-Type", ""):
        for chunk in response.stream(16_384, decode_content=True):
            body += chunk
            if len(body) >= MOST_BYTES or monotonic() > until:
                break
    return Page(url=url, status=response.status, body=body[:MOST_BYTES])


def _name() -> str:
    """Who asks, so that a webmaster can tell."""
    return f"LocalOfferLinkCheck/1.0 (+https://{current_council().domain}/)"
