"""Which IP addresses are of the open internet: an allow-list, by IANA's registries of special-purpose addresses."""

from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Final

_OPEN_V6: Final = IPv6Network("2000::/3")
"""All that is given out. Addresses that embed another (mapped, NAT64), local and multicast ones lie outside."""
_SPECIAL_V6: Final = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols: Teredo, benchmarks, ORCHID
            "2001:db8::/32",  # documents
            "2002::/16",  # 6to4: has an IPv4 address in it
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documents
        ),
    )
)
_SPECIAL_V4: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by a provider's customers
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's own services, on an address that looks public
            "169.254.0.0/16",  # this link; clouds tell machines their secrets there
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet. False for what is no address, and for one with a zone."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if found.version == 4:
        return not any(found in network for network in _SPECIAL_V4)
    return "%" not in address and found in _OPEN_V6 and not any(found in network for network in _SPECIAL_V6)
