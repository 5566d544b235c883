"""A school with a website of its own on a real server, which the checker may reach."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from providers.listings.data import ServiceData
from providers.listings.models import Service
from tenants.councils.models import Council
from tests.factories.listings import OrganisationFactory, ServiceFactory
from tests.loopback import Loopback


@dataclass
class Site:
    """What the server answers by path: status, body and further headers."""

    address: str
    pages: dict[str, tuple[int, str, dict[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, body: str = "", status: int = 200, **headers: str) -> str:
        self.pages[path] = (status, body, {name.replace("_", "-"): value for name, value in headers.items()})
        return f"{self.address}{path}"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            status, body, headers = found.pages.get(self.path, (404, "", {}))
            self.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(address="http://school.example")
    loopback = Loopback({"school.example": ["8.8.8.8"]}, {("8.8.8.8", 80): server.server_port})
    loopback.use(monkeypatch)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def school(alpha: Council, site: Site) -> Service:
    organisation = OrganisationFactory.create(name="Example School", kind="school", published=True)
    data = ServiceData(
        name="Example School",
        sectors=("education",),
        setting_type="special",
        url=f"{site.address}/",
        sen_report_url=f"{site.address}/report",
        sen_report_date=date(2026, 9, 1),
    )
    return ServiceFactory.create(organisation=organisation, data=data, published=True)
