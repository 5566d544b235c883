"""Network addresses: which one a request came from, and which networks a limit counts it by."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

HOUSEHOLD: Final = 64
"""Bits of the IPv6 network that a household or phone has for itself: each may use any address of it."""
SITE: Final = 48
"""Bits of what a provider gives to a site at most; it may have many households, or one person with 65,536 networks."""
SITES_SHARE: Final = 8
"""How many households' share a site gets."""


def networks_from(text: str) -> tuple[Network, ...]:
    """Networks, or addresses, between commas; raises ValueError for one that isn't."""
    return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())


def visitors_address(*, peer: str, forwarded: str, trusted: Iterable[Network]) -> str:
    """The address a request came from: its peer, or what the trusted proxies say of it in `X-Forwarded-For`.

    The header is read from its end, and the first address that isn't a trusted proxy's is the visitor's: what stands
    before it is the visitor's own word. Whatever can't be read ends the reading. IPv4 in IPv6 is IPv4. Empty where the
    peer has no address, as on a Unix socket.
    """
    trusted = tuple(trusted)
    address = _read(peer)
    for said in reversed(forwarded.split(",")):
        if address is None or not any(address in network for network in trusted):
            break
        earlier = _read(said)
        if earlier is None:
            break
        address = earlier
    return "" if address is None else str(address)


def networks_of(address: str) -> list[tuple[str, int]]:
    """The networks that a limit counts an address by, each with how many shares it has.

    An IPv4 address is one of its own. What is no address counts as it stands.
    """
    match _read(address):
        case IPv6Address() as read:
            return [(_network(read, HOUSEHOLD), 1), (_network(read, SITE), SITES_SHARE)]
        case IPv4Address() as read:
            return [(str(read), 1)]
    return [(address, 1)]


def _read(text: str) -> Address | None:
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _network(address: IPv6Address, bits: int) -> str:
    return str(IPv6Network((address, bits), strict=False))
