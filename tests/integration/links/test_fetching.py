"""Pages are asked for over the open internet alone, and an answer always comes to an end."""

from socket import AF_INET, SOCK_STREAM

import pytest

from providers.links import fetcher
from providers.links.fetcher import MOST_BYTES, NotReached, fetch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:5432/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
    ],
)
def test_nothing_of_our_own_network_is_asked(alpha, url):
    with pytest.raises(NotReached, match="open internet"):
        fetch(url)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://user:word@example.org/", ""],
)
def test_only_plain_web_addresses_are_opened(alpha, url):
    with pytest.raises(NotReached, match="web address"):
        fetch(url)


def test_a_redirect_into_our_own_network_is_refused(alpha, site, monkeypatch):
    start = site.put("/", status=302, Location="http://10.0.0.8/secret")
    with pytest.raises(NotReached, match="open internet"):
        fetch(start)


def test_a_name_with_one_address_in_our_own_network_is_refused(alpha, monkeypatch):
    found = [(AF_INET, SOCK_STREAM, 0, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.8")]
    monkeypatch.setattr("providers.links.fetcher.socket.getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(NotReached, match="open internet"):
        fetch("http://two-faced.example/")


def test_redirects_lead_to_the_last_page(alpha, site):
    start = site.put("/", status=301, Location="/new")
    site.put("/new", "<p>Hello</p>")
    page = fetch(start)
    assert (page.status, page.body, page.url) == (200, b"<p>Hello</p>", f"{site.address}/new")


def test_redirects_in_a_circle_come_to_an_end(alpha, site):
    start = site.put("/", status=302, Location="/")
    with pytest.raises(NotReached, match="circles"):
        fetch(start)


def test_no_more_of_a_page_is_read_than_is_needed(alpha, site):
    assert len(fetch(site.put("/", "x" * (MOST_BYTES * 2))).body) == MOST_BYTES


def test_what_is_no_page_is_not_read(alpha, site):
    page = fetch(site.put("/report", "%PDF-1.7", Content_Type="application/pdf"))
    assert (page.status, page.body) == (200, b"")


def test_a_closed_port_may_be_our_own_fault(alpha, site, monkeypatch):
    with pytest.raises(NotReached) as refused:
        fetch("http://127.0.0.1:9/")
    assert refused.value.offline


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4009:80b::200e"])
def test_the_open_internet_may_be_asked(address):
    assert fetcher.is_public(address)
