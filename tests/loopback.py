"""The open internet of a test: names of its own, and servers on loopback behind public addresses."""

import socket
import ssl
from dataclasses import dataclass, field

import pytest

from tenants.fetching import fetch, network


@dataclass
class Loopback:
    """`names` are the addresses that each look-up of a host gives, in turn; `servers` the local port behind an address
    and port. Whatever is dialled is in `dialled`; where no server is, nobody answers."""

    names: dict[str, list[str]] = field(default_factory=dict)
    servers: dict[tuple[str, int], int] = field(default_factory=dict)
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    later: dict[str, list[str]] = field(default_factory=dict)
    """What a name is from its second look-up on."""

    def use(self, monkeypatch: pytest.MonkeyPatch, seconds: float = 60.0) -> None:
        """Have everything go out by this network. A busy machine has time to connect."""
        monkeypatch.setattr(network, "INTERNET", network.Network(self.look_up, self.dial, self.trust))
        monkeypatch.setattr(fetch, "_TO_CONNECT", seconds)

    def look_up(self, host: str, seconds: float) -> list[str]:
        """As `network.look_up`; an IP address is itself."""
        known = self.later.get(host) if host in self.asked else None
        self.asked.append(host)
        try:
            socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
        except OSError:
            if host not in self.names:
                raise socket.gaierror(socket.EAI_NONAME, "unknown") from None
            return known or self.names[host]
        return [host]

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        """As `network.dial`."""
        self.dialled.append((address, port))
        local = self.servers.get((address, port))
        if local is None:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", local), timeout=seconds)
