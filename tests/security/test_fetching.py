"""Pages are asked for over the open internet alone, at the address that was checked, and an answer comes to an end."""

import gzip
import socket
import ssl
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from itertools import repeat
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tenants.fetching import network
from tenants.fetching.addresses import is_public
from tenants.fetching.errors import NotReached
from tenants.fetching.fetch import MOST_BYTES, MOST_REDIRECTS, fetch
from tenants.fetching.targets import read_target
from tests.loopback import Loopback
from tests.security.odd_hosts import ODD_HOSTS, PRIVATE, PUBLIC

pytestmark = pytest.mark.django_db
OUTSIDE = "8.8.8.8"
OK = b"HTTP/1.1 200 OK\r\n"
HEAD = OK + b"Content-Type: text/html\r\n"


@contextmanager
def server(speak: Callable[[socket.socket, bytes], object], tls: ssl.SSLContext | None = None):
    """A server on loopback that speaks as it is told to whoever connects; gives its port."""

    def serve():
        with suppress(OSError):
            while True:
                line, _ = listening.accept()
                Thread(target=answer, args=(line,), daemon=True).start()

    def answer(line):
        with suppress(OSError, ssl.SSLError), line:
            spoken = tls.wrap_socket(line, server_side=True) if tls else line
            with spoken:
                asked = b""
                while b"\r\n\r\n" not in asked and (got := spoken.recv(4096)):
                    asked += got
                speak(spoken, asked)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=serve, daemon=True).start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)


def saying(answer):
    return lambda line, asked: line.sendall(answer)


def page(body, headers=b"", kind=b"text/html"):
    return OK + b"Content-Type: " + kind + b"\r\n" + headers + b"Content-Length: %d\r\n\r\n" % len(body) + body


def onward(location):
    return b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location.encode() + b"\r\n\r\n"


@pytest.fixture
def internet(alpha, monkeypatch):
    made = Loopback({"site.example": [OUTSIDE]})
    made.use(monkeypatch)
    return made


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_no_open_network_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_open_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", [each for each in PRIVATE if "%" not in each])
def test_nothing_of_our_own_network_is_connected_to(internet, address):
    host = f"[{address}]" if ":" in address else address
    internet.names["inside.example"] = [address]
    for url in (f"http://{host}/", "https://inside.example/"):
        with pytest.raises(NotReached, match="open internet"):
            fetch(url)
    assert internet.dialled == []


@pytest.mark.parametrize("url", ODD_HOSTS)
def test_an_odd_address_is_not_even_looked_up(internet, url):
    with pytest.raises(NotReached, match="web address"):
        fetch(url)
    assert (internet.asked, internet.dialled) == ([], [])


@pytest.mark.parametrize(
    ("url", "host", "port", "header", "path"),
    [
        ("http://Example.ORG./a?b=c#d", "example.org", 80, "example.org", "/a?b=c"),
        ("https://example.org:443", "example.org", 443, "example.org", "/"),
        ("https://example.org:80/", "example.org", 80, "example.org:80", "/"),
        ("http://münchen.example/ü", "xn--mnchen-3ya.example", 80, "xn--mnchen-3ya.example", "/%C3%BC"),
        ("http://１.1.1.1/", "1.1.1.1", 80, "1.1.1.1", "/"),
        ("http://[2606:4700::1111]/%20a", "2606:4700::1111", 80, "[2606:4700::1111]", "/%20a"),
    ],
)
def test_an_address_is_taken_apart(url, host, port, header, path):
    target = read_target(url)
    assert (target.host, target.port, target.host_header, target.path) == (host, port, header, path)


def test_one_address_inside_is_enough_to_refuse_a_name(internet):
    internet.names["two-faced.example"] = [OUTSIDE, "10.0.0.8"]
    with pytest.raises(NotReached, match="open internet"):
        fetch("http://two-faced.example/")
    assert internet.dialled == []


def test_a_name_that_changes_its_mind_is_looked_up_once(internet):
    internet.names["rebinding.example"] = [OUTSIDE]
    internet.later["rebinding.example"] = ["127.0.0.1"]
    with server(saying(page(b"<p>Hello</p>"))) as port:
        internet.servers[OUTSIDE, 80] = port
        assert fetch("http://rebinding.example/").body == b"<p>Hello</p>"
    assert (internet.asked, internet.dialled) == (["rebinding.example"], [(OUTSIDE, 80)])


def test_each_redirect_is_looked_up_and_checked_anew(internet):
    internet.names["rebinding.example"] = [OUTSIDE]
    internet.later["rebinding.example"] = ["127.0.0.1"]
    with server(saying(onward("http://rebinding.example/again"))) as port:
        internet.servers[OUTSIDE, 80] = port
        with pytest.raises(NotReached, match="open internet"):
            fetch("http://rebinding.example/")
    assert internet.dialled == [(OUTSIDE, 80)]


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://10.0.0.8/secret", "open internet"),
        ("http://[::ffff:169.254.169.254]/latest/meta-data/", "open internet"),
        ("//127.0.0.1/", "open internet"),
        ("http://site.example:6379/", "web address"),
        ("http://2130706433/", "web address"),
        ("file:///etc/passwd", "web address"),
        ("http://a@site.example/", "web address"),
        ("http://[", "can't be opened"),
        ("/round", "circles"),
    ],
)
def test_a_redirect_goes_through_the_same_gate(internet, location, message):
    with server(saying(onward(location))) as port:
        internet.servers[OUTSIDE, 80] = port
        with pytest.raises(NotReached, match=message):
            fetch("http://site.example/")
    assert set(internet.dialled) == {(OUTSIDE, 80)}
    assert len(internet.dialled) <= MOST_REDIRECTS + 1


def test_redirects_lead_to_the_last_page(internet):
    def speak(line, asked):
        line.sendall(page(b"<p>New</p>") if asked.startswith(b"GET /new") else onward("/new?a=b"))

    with server(speak) as port:
        internet.servers[OUTSIDE, 80] = port
        found = fetch("http://site.example/")
    assert (found.status, found.body, found.url) == (200, b"<p>New</p>", "http://site.example/new?a=b")


def test_the_server_is_told_the_host_that_was_asked_for(internet):
    heard = []

    def speak(line, asked):
        heard.append(asked)
        line.sendall(page(b"x"))

    with server(speak) as port:
        internet.servers[OUTSIDE, 80] = port
        fetch("http://SITE.example./a")
    (asked,) = heard
    assert asked.startswith(b"GET /a HTTP/1.1\r\n")
    assert asked.count(b"Host: ") == asked.count(b"\r\nHost: site.example\r\n") == 1
    assert b"LocalOfferLinkCheck/1.0 (+https://alpha.localhost/)" in asked


def test_proxies_of_the_environment_are_not_asked(internet, monkeypatch):
    with server(saying(page(b"proxy"))) as proxy, server(saying(page(b"site"))) as port:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
        internet.servers[OUTSIDE, 80] = port
        assert fetch("http://site.example/").body == b"site"


def dribbled(before, piece=b""):
    """Sends something, and then a little for ever, often enough that no single read gives up."""

    def speak(line, asked):
        line.sendall(before)
        line.settimeout(0.02)
        for _ in repeat(None):
            with suppress(TimeoutError):
                if not line.recv(1):
                    return
            line.sendall(piece)

    return speak


DRIBBLES = {
    "nothing at all": dribbled(b""),
    "a status for ever": dribbled(b"HTTP/1.1 200 ", b"x"),
    "headers for ever": dribbled(HEAD + b"a: ", b"x"),
    "100 Continue for ever": dribbled(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a body that never comes": dribbled(HEAD + b"Content-Length: 100\r\n\r\nx"),
    "a body byte by byte": dribbled(HEAD + b"Content-Length: 100000\r\n\r\n", b"x"),
    "chunks of a byte": dribbled(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "a body without an end": dribbled(HEAD + b"\r\n", b"x"),
}


@pytest.mark.parametrize("speak", DRIBBLES.values(), ids=DRIBBLES.keys())
def test_a_server_that_dribbles_is_left_when_the_time_is_over(internet, speak):
    with server(speak) as port:
        internet.servers[OUTSIDE, 80] = port
        with pytest.raises(NotReached, match="took too long") as late:
            fetch("http://site.example/", seconds=0.3)
    assert late.value.late


def test_a_handshake_that_never_ends_is_left_when_the_time_is_over(internet):
    with server(dribbled(b"")) as port:
        internet.servers[OUTSIDE, 443] = port
        with pytest.raises(NotReached, match="took too long"):
            fetch("https://site.example/", seconds=0.3)


def test_redirects_share_one_span_of_time(internet):
    """Each of them answers soon enough; all of them together don't."""

    def speak(line, asked):
        line.settimeout(0.1)
        with suppress(TimeoutError):
            line.recv(1)
        line.sendall(onward("/round"))

    with server(speak) as port:
        internet.servers[OUTSIDE, 80] = port
        with pytest.raises(NotReached, match="took too long"):
            fetch("http://site.example/", seconds=0.3)


def test_a_resolver_that_never_answers_is_left_when_the_time_is_over(alpha, monkeypatch):
    waiting = socket.socketpair()
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *args, **kwargs: waiting[0].recv(1))
    with pytest.raises(NotReached, match="took too long"):
        fetch("http://site.example/", seconds=0.2)
    waiting[1].close()
    waiting[0].close()


def test_a_name_that_is_not_there_may_be_our_own_fault(internet):
    with pytest.raises(NotReached, match="no such website") as refused:
        fetch("http://nobody.example/")
    assert refused.value.offline


def test_a_closed_port_may_be_our_own_fault(internet):
    with pytest.raises(NotReached, match="doesn't answer") as refused:
        fetch("http://site.example/")
    assert refused.value.offline


@pytest.mark.parametrize("packed", [False, True])
def test_no_more_of_a_page_is_read_than_is_needed(internet, packed):
    body = b"x" * MOST_BYTES * 20
    answer = page(gzip.compress(body), b"Content-Encoding: gzip\r\n") if packed else page(body)
    with server(saying(answer)) as port:
        internet.servers[OUTSIDE, 80] = port
        assert len(fetch("http://site.example/").body) == MOST_BYTES


def test_a_packed_page_is_unpacked(internet):
    with server(saying(page(gzip.compress(b"<p>Hello</p>"), b"Content-Encoding: gzip\r\n"))) as port:
        internet.servers[OUTSIDE, 80] = port
        assert fetch("http://site.example/").body == b"<p>Hello</p>"


def test_what_is_no_page_is_not_read(internet):
    with server(saying(page(b"%PDF-1.7", kind=b"application/pdf"))) as port:
        internet.servers[OUTSIDE, 80] = port
        found = fetch("http://site.example/")
    assert (found.status, found.body) == (200, b"")


NO_ANSWERS = {
    "nothing": b"",
    "another protocol": b"SSH-2.0-OpenSSH\r\n",
    "no status": b"HTTP/1.1 abc\r\n\r\n",
    "not packed as it says": page(b"abc", b"Content-Encoding: gzip\r\n"),
    "many headers": OK + b"a: b\r\n" * 2000 + b"\r\n",
    "a long header": OK + b"a: " + b"x" * 100_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("answer", NO_ANSWERS.values(), ids=NO_ANSWERS.keys())
def test_what_is_no_answer_is_none(internet, answer):
    with server(saying(answer)) as port:
        internet.servers[OUTSIDE, 80] = port
        with pytest.raises(NotReached, match="doesn't answer"):
            fetch("http://site.example/")


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """`certified(host)`: what a server of that host speaks TLS with, and what trusts it."""
    folder = tmp_path_factory.mktemp("tls")

    def make(host):
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
        now = datetime.now(UTC)
        try:
            known = x509.IPAddress(ip_address(host))
        except ValueError:
            known = x509.DNSName(host)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([known]), critical=False)
            .sign(key, hashes.SHA256())
        )
        written = certificate.public_bytes(serialization.Encoding.PEM)
        plain = serialization.NoEncryption()
        secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        file = folder / f"{host}.pem"
        file.write_bytes(written + secret)
        serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        serving.load_cert_chain(file)
        return serving, ssl.create_default_context(cadata=written.decode())

    return make


@pytest.mark.parametrize("url", ["https://site.example/", "https://8.8.8.8/"])
def test_a_certificate_is_held_against_the_host_that_was_asked_for(internet, certified, monkeypatch, url):
    serving, internet.trust = certified("site.example")
    told = []
    serving.sni_callback = lambda line, name, context: told.append(name)
    internet.use(monkeypatch)
    with server(saying(page(b"<p>Hello</p>")), serving) as port:
        internet.servers[OUTSIDE, 443] = port
        if "8.8" in url:
            with pytest.raises(NotReached, match="certificate"):
                fetch(url)
        else:
            assert fetch(url).body == b"<p>Hello</p>"
            assert told == ["site.example"]
    assert internet.dialled == [(OUTSIDE, 443)]


def test_a_certificate_that_nobody_vouches_for_is_refused(internet, certified):
    serving, _ = certified("site.example")
    with server(saying(page(b"x")), serving) as port:
        internet.servers[OUTSIDE, 443] = port
        with pytest.raises(NotReached, match="certificate"):
            fetch("https://site.example/")
