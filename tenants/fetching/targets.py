"""Web addresses taken apart: what to connect to, and what to ask there."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlsplit

from tenants.fetching.errors import NotReached

PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")
_OPEN_END: Final = re.compile(r"^[^/?#]*//[^/?#]*\][^:/?#]")
"""Something behind the brackets of an IPv6 address that is no port."""
_LONGEST_HOST: Final = 253
_SAFE: Final = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`host` is a name in plain letters or an IP address; `path` is what is asked for, with the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        """What the server is told that it was called."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"


def read_target(url: str) -> Target:
    """The parts of an http or https address on the web's own two ports. Raises NotReached for every other."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:  # UnicodeError of a name that can't be one is such
        host, port = "", None
    odd = any(each.isspace() or not each.isprintable() or each == "\\" for each in url) or _OPEN_END.search(url)
    if odd or not host or parts.scheme not in PORTS or "@" in parts.netloc or port not in {None, *PORTS.values()}:
        raise NotReached("It isn't a web address that can be opened.")
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Target(scheme=parts.scheme, host=host, port=port or PORTS[parts.scheme], path=path + query)


def _host(written: str) -> str:
    """A name as the internet knows it; empty for one that programs read in different ways."""
    if ":" in written:
        return "" if "%" in written else str(ip_address(written))
    name = written.encode("idna").decode("ascii").lower().removesuffix(".")
    if len(name) > _LONGEST_HOST or not _HOST.fullmatch(name):
        return ""
    if _NUMBER.fullmatch(name.rpartition(".")[2]):  # 2130706433, 0x7f.1 and 0177.0.0.1 are addresses to some
        return str(ip_address(name))
    return name
