"""The proxy in front of a small web server: what it logs, whom it believes and limits, what its own pages say."""

import contextlib
import http.client
import json
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.security.marked import HEADERS, PATHS, found_in
from tests.security.proxy import running_proxy

FAULT = "X-Fault"


class Web(BaseHTTPRequestHandler):
    """Answers what the request asks for in a header; says what it was told."""

    def do_GET(self):
        fault = self.headers.get(FAULT, "200")
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if fault == "closed":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if fault == "slow":
            self.server.hold.wait(10)
        self.send_response(int(fault) if fault.isdigit() else 200)
        told = json.dumps(dict(self.headers)).encode()
        self.send_header("Cache-Control", "private")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        with contextlib.suppress(OSError):  # who asked has left
            self.wfile.write(told)

    do_POST = do_GET  # noqa: N815 (its name is asked for)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def web():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    server.hold = threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.hold.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def proxy(web, tmp_path_factory):
    with running_proxy(tmp_path_factory.mktemp("proxy"), web.server_port, trusted="127.0.0.1") as running:
        yield running


def ask(proxy, path, *, secure=True, method="GET", body=None, **headers):
    if secure:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", proxy.https, timeout=30, context=context)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", proxy.http, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers={"Host": "alpha.localhost", **named})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def ask_raw(proxy, request):
    with socket.create_connection(("127.0.0.1", proxy.http), timeout=30) as connection:
        connection.sendall(request)
        return connection.recv(65536).decode()


FAULTS = ["200", "302", "403", "404", "429", "500", "503", "closed", "slow"]


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_private_is_written_whatever_became_of_a_request(web, tmp_path, fault):
    with running_proxy(tmp_path, web.server_port, trusted="127.0.0.1") as proxy:
        for path in PATHS.values():
            ask(proxy, path, secure=fault == "200", **HEADERS, **{FAULT: fault})
    expected = {"closed": "502", "slow": "504"}.get(fault, fault)
    assert codes_in(proxy) == [expected] * len(PATHS)
    assert found_in(proxy.lines) == []


def requests_in(proxy):
    """What a proxy that has stopped wrote of each request: nginx writes after it has answered."""
    return [json.loads(line) for line in proxy.lines if line.startswith("{")]


def codes_in(proxy):
    return [line["code"] for line in requests_in(proxy)]


def test_nothing_private_is_written_of_what_is_limited(web, tmp_path):
    with running_proxy(tmp_path, web.server_port, trusted="127.0.0.1", burst=1) as proxy:
        for path in ("search", "api", "suggest") * 3:
            ask(proxy, PATHS[path], **HEADERS)
    assert set(codes_in(proxy)) == {"200", "429"}
    assert found_in(proxy.lines) == []


REFUSED = [
    "GET {path} HTTP/1.1\r\n\r\n",
    "GET {path} with spaces\r\n\r\n",
    "GET {path} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "GET {path}{much} HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n",
]


def test_nothing_private_is_written_of_what_the_proxy_refuses_itself(web, tmp_path):
    with running_proxy(tmp_path, web.server_port) as proxy:
        for path in PATHS.values():
            for request in REFUSED:
                ask_raw(proxy, request.format(path=path, much="x" * 40_000).encode())
            leave_early(proxy, path)
    assert set(codes_in(proxy)) >= {"400", "413", "414"}
    assert found_in(proxy.lines) == []


def leave_early(proxy, path):
    with socket.create_connection(("127.0.0.1", proxy.http), timeout=30) as connection:
        connection.sendall(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc".encode())


def test_nothing_private_is_written_while_nothing_answers(tmp_path):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with running_proxy(tmp_path, nobody.getsockname()[1], trusted="127.0.0.1") as proxy:
            for path in PATHS.values():
                ask(proxy, path, **HEADERS)
    assert set(codes_in(proxy)) == {"502"}
    assert found_in(proxy.lines) == []


def test_a_line_says_what_an_operator_needs(web, tmp_path):
    with running_proxy(tmp_path, web.server_port, trusted="127.0.0.1") as proxy:
        _, told = ask(proxy, "/search/?q=x", **HEADERS)
    (line,) = requests_in(proxy)
    assert line["request_id"] == json.loads(told)["X-Request-ID"]
    assert (line["host"], line["part"], line["network"]) == ("alpha.localhost", "/search/…", "198.51.100.0/24")
    assert line["code"] == line["upstream_code"] == "200"


@pytest.mark.parametrize("secure", [True, False], ids=["https", "http"])
@pytest.mark.parametrize("refused", ["502", "413", "404"])
def test_the_proxys_own_pages_are_as_safe_as_ours(proxy, secure, refused):
    asked = {
        "502": {"path": "/", FAULT: "closed"},
        "413": {"path": "/", "method": "POST", "body": b"x", "Content_Length": str(30 * 1024 * 1024)},
        "404": {"path": "/metrics"},
    }[refused]
    response, _ = ask(proxy, secure=secure, **asked)
    assert str(response.status) == refused
    assert response.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert response.headers.get_all("Referrer-Policy") == ["same-origin"]
    assert response.headers.get_all("X-Frame-Options") == ["DENY"]
    assert response.headers.get_all("Cache-Control") == ["no-store"]
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert bool(response.headers["Strict-Transport-Security"]) is secure


def test_what_the_application_says_of_an_answer_stands_alone(proxy):
    response, _ = ask(proxy, "/")
    assert response.headers.get_all("Cache-Control") == ["private"]
    assert response.headers["Content-Security-Policy"] is None
    assert response.headers["X-Frame-Options"] is None


@pytest.mark.parametrize("host", ["alpha.localhost", "nobody.example"])
def test_the_application_decides_which_hosts_are_led_to_https(proxy, host):
    response, told = ask(proxy, "/", secure=False, Host=host)
    assert response.status == 200
    assert (json.loads(told)["Host"], json.loads(told)["X-Forwarded-Proto"]) == (host, "http")


@pytest.mark.parametrize(
    ("trusted", "said", "passed_on"),
    [
        ("127.0.0.1", "198.51.100.77", "198.51.100.77"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.77", "198.51.100.77"),
        ("127.0.0.0/8,198.51.100.0/24", "203.0.113.9, 198.51.100.77", "203.0.113.9"),
        ("", "198.51.100.77", "127.0.0.1"),
        ("10.0.0.0/8", "198.51.100.77", "127.0.0.1"),
    ],
)
def test_only_trusted_proxies_say_who_the_visitor_is(web, tmp_path, trusted, said, passed_on):
    with running_proxy(tmp_path, web.server_port, trusted=trusted) as proxy:
        _, told = ask(proxy, "/", X_Forwarded_For=said)
    assert json.loads(told)["X-Forwarded-For"] == passed_on


def codes_of(proxy, addresses):
    return {ask(proxy, "/search/", X_Forwarded_For=address)[0].status for address in addresses}


@pytest.mark.parametrize(
    ("address", "is_one"),
    [("2001:db8:1:2::{:x}", True), ("2001:db8:1:{:x}::1", False), ("::ffff:192.0.2.{}", False), ("192.0.2.{}", False)],
)
def test_searches_are_limited_by_household(web, tmp_path, address, is_one):
    with running_proxy(tmp_path, web.server_port, trusted="127.0.0.1", burst=5) as proxy:
        assert codes_of(proxy, [address.format(number) for number in range(1, 10)]) == ({200, 429} if is_one else {200})


@pytest.mark.parametrize("path", ["/search/", "/api/search", "/", "/services/x/"])
def test_a_flood_at_one_council_by_however_many_leaves_the_others_theirs(web, tmp_path, path):
    with running_proxy(tmp_path, web.server_port, trusted="127.0.0.1", host_burst=3) as proxy:
        at_alpha = [ask(proxy, path, X_Forwarded_For=f"192.0.2.{number}")[0].status for number in range(8)]
        at_beta = [ask(proxy, path, X_Forwarded_For="192.0.2.1", Host="beta.localhost")[0].status for _ in range(3)]
        style = ask(proxy, "/static/style.css")[0].status
    assert (at_alpha, at_beta, style) == ([200] * 4 + [429] * 4, [200] * 3, 200)


def test_pages_are_limited_by_household_too(web, tmp_path):
    with running_proxy(tmp_path, web.server_port, trusted="127.0.0.1", burst=3) as proxy:
        assert [ask(proxy, "/", X_Forwarded_For="192.0.2.1")[0].status for _ in range(6)] == [200] * 4 + [429] * 2
        assert ask(proxy, "/", X_Forwarded_For="192.0.2.2")[0].status == 200
        assert ask(proxy, "/", secure=False, X_Forwarded_For="192.0.2.1")[0].status == 429


def test_who_is_limited_reads_our_words_and_when_to_come_back(web, tmp_path):
    with running_proxy(tmp_path, web.server_port, trusted="127.0.0.1", host_burst=1) as proxy:
        for path in ("/", "/search/") * 2:
            ask(proxy, path)
        for path, method in (("/", "GET"), ("/search/?q=x", "GET"), ("/provider/", "POST")):
            page, words = ask(proxy, path, method=method)
            assert (page.status, page.headers["Retry-After"], page.headers["Content-Type"]) == (429, "5", "text/html")
            assert b"This website is very busy at the moment" in words
        answer, words = ask(proxy, "/api/search?q=x")
        assert (answer.status, answer.headers["Retry-After"]) == (429, "5")
        assert list(json.loads(words)["errors"]) == ["website"]
    limited = [line for line in requests_in(proxy) if line["limited"] == "REJECTED"]
    assert [line["part"] for line in limited] == ["/", "/search/…", "/provider/…", "/api/…"]


@pytest.mark.parametrize("fault", ["closed", "slow"])
def test_while_the_application_does_not_answer_our_words_say_when_to_come_back(web, tmp_path, fault):
    with running_proxy(tmp_path, web.server_port) as proxy:
        page, words = ask(proxy, "/", **{FAULT: fault})
        answer, told = ask(proxy, "/api/search", **{FAULT: fault})
    assert (page.headers["Retry-After"], answer.headers["Retry-After"]) == ("30", "30")
    assert b"This website is not there for a moment" in words
    assert list(json.loads(told)["errors"]) == ["website"]


def test_the_applications_own_refusal_stays_its_own(proxy):
    for code in ("429", "503"):
        response, told = ask(proxy, "/", **{FAULT: code})
        assert (response.status, response.headers["Retry-After"]) == (int(code), None)
        assert json.loads(told)["Host"] == "alpha.localhost"


def test_nobody_outside_asks_for_readiness_or_the_proxys_files(proxy):
    for path in ("/readyz", "/metrics", "/.proxy/busy.html"):
        for secure in (True, False):
            assert ask(proxy, path, secure=secure)[0].status == 404
