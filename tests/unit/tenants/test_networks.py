"""Where a request came from, and which networks it counts for."""

import re

import pytest

from tenants.councils.networks import networks_from, networks_of, visitors_address

TRUSTED = networks_from("10.1.0.0/24, 2001:db8:ff::/48")


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "192.0.2.1", "203.0.113.7"),
        ("10.1.0.9", "192.0.2.1", "192.0.2.1"),
        ("10.1.0.9", "198.51.100.1, 192.0.2.1", "192.0.2.1"),
        ("10.1.0.9", "198.51.100.1, 192.0.2.1, 10.1.0.8", "192.0.2.1"),
        ("10.1.0.9", "10.1.0.7, 10.1.0.8", "10.1.0.7"),
        ("10.1.0.9", "", "10.1.0.9"),
        ("10.1.0.9", "192.0.2.1, nonsense", "10.1.0.9"),
        ("10.1.0.9", "192.0.2.1:1234", "10.1.0.9"),
        ("10.1.1.9", "192.0.2.1", "10.1.1.9"),
        ("::ffff:10.1.0.9", "::ffff:192.0.2.1", "192.0.2.1"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("2001:db8:ff::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"),
        ("2001:DB8:2:0:0::1", "", "2001:db8:2::1"),
        ("fe80::1%eth0", "", "fe80::1"),
        ("", "192.0.2.1", ""),
        ("testserver", "192.0.2.1", ""),
    ],
)
def test_only_trusted_proxies_say_who_the_visitor_is(peer, forwarded, visitor):
    assert visitors_address(peer=peer, forwarded=forwarded, trusted=TRUSTED) == visitor


@pytest.mark.parametrize(
    ("address", "networks"),
    [
        ("192.0.2.1", [("192.0.2.1", 1)]),
        ("::ffff:192.0.2.1", [("192.0.2.1", 1)]),
        ("2001:db8:1:2:3:4:5:6", [("2001:db8:1:2::/64", 1), ("2001:db8:1::/48", 8)]),
        ("2001:db8:1:2::", [("2001:db8:1:2::/64", 1), ("2001:db8:1::/48", 8)]),
        ("2001:db8::1", [("2001:db8::/64", 1), ("2001:db8::/48", 8)]),
        ("", [("", 1)]),
    ],
)
def test_an_ipv6_address_counts_for_its_household_and_its_site(address, networks):
    assert networks_of(address) == networks


@pytest.mark.parametrize("text", ["10.0.0.1/24", "here", "10.0.0.0/99"])
def test_what_is_no_network_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        networks_from(text)
