"""The proxy of `infra/proxy/`, started from Debian's nginx: its own file, with other ports and folders."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.local import ports

PROXY = Path(__file__).resolve().parents[2] / "infra" / "proxy"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
STARTS_IN = 30
"""Seconds: patience with a busy machine."""


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its ports, and the files that its standard output and error go to."""

    http: int
    https: int
    folder: Path

    @property
    def lines(self) -> list[str]:
        """Every line that it has written, wherever."""
        return [line for path in sorted(self.folder.glob("*.log")) for line in path.read_text().splitlines()]


@contextmanager
def running_proxy(
    folder: Path,
    web: int,
    *,
    trusted: str = "",
    burst: int | None = None,
    host_burst: int | None = None,
    patience: int = 1,
    config: str | None = None,
) -> Iterator[Proxy]:
    """nginx in front of a port of this machine, until the end of the block.

    `trusted` is its TRUSTED_PROXIES, `burst` how many searches and pages of a household pass in a minute, `host_burst`
    how many of a council, `patience` how many seconds it waits for
    the web server, `config` another nginx.conf than ours.
    """
    assert NGINX, "Install nginx-light: `make test` as root does it."
    proxy = Proxy(http=ports.free_port(), https=ports.free_port(), folder=folder)
    _make_certificate(folder)
    subprocess.run([PROXY / "trust.sh", folder / "trusted"], env={**os.environ, "TRUSTED_PROXIES": trusted}, check=True)
    text = (PROXY / "nginx.conf").read_text() if config is None else config
    for zones, most in (("search|pages", burst), ("host_search|host_pages", host_burst)):
        if most is not None:
            text = re.sub(rf"(zone=(?:{zones}):\d+m rate)=\d+r/s", r"\1=1r/m", text)
            text = re.sub(rf"(zone=(?:{zones}) burst)=\d+", rf"\1={most}", text)
    (folder / "nginx.conf").write_text(_moved(text, proxy, web, patience))
    user = "user root; " if os.geteuid() == 0 else ""
    command = [NGINX, "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr", "-g", f"{user}daemon off;"]
    with (folder / "stdout.log").open("w") as out, (folder / "stderr.log").open("w") as err:
        server = subprocess.Popen(command, stdout=out, stderr=err)
        try:
            _wait(server, proxy)
            yield proxy
        finally:
            server.terminate()
            server.wait(STARTS_IN)


def _moved(text: str, proxy: Proxy, web: int, patience: int) -> str:
    """The same file for this machine; Debian's nginx is older than the image's, and knows no `http2 on`."""
    folder = str(proxy.folder)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    changes = {
        "worker_processes auto;": f"worker_processes 1; pid {folder}/nginx.pid;",
        "server_tokens off;": f"server_tokens off; {temporary}",
        "http2 on;": "",
        "/etc/nginx/mime.types": f"{folder}/mime.types",
        "/etc/nginx/tls": folder,
        "/etc/nginx/pages": str(PROXY / "pages"),
        "/etc/nginx/trusted": f"{folder}/trusted",
        "/dev/stdout": f"{folder}/stdout.log",
        "/dev/stderr": f"{folder}/stderr.log",
        "server web.front:8000;": f"server 127.0.0.1:{web};",
        "server web:8000;": f"server 127.0.0.1:{web};",
        "proxy_read_timeout 30s;": f"proxy_read_timeout {patience}s;",
        "listen 127.0.0.1:8081;": f"listen 127.0.0.1:{ports.free_port()};",
        "listen 80 ": f"listen 127.0.0.1:{proxy.http} ",
        "listen 443 ": f"listen 127.0.0.1:{proxy.https} ",
    }
    for before, after in changes.items():
        text = text.replace(before, after)
    (proxy.folder / "mime.types").write_text("types { text/html html; application/json json; }\n")
    return text


def _make_certificate(folder: Path) -> None:
    subject = [
        "-subj",
        "/CN=localhost",
        "-days",
        "2",
        "-nodes",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
    ]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(["openssl", "req", "-x509", *subject, *files], check=True, capture_output=True)


def _wait(server: "subprocess.Popen[bytes]", proxy: Proxy) -> None:
    for _ in range(STARTS_IN * 10):
        if ports.answers(proxy.http) and ports.answers(proxy.https):
            return
        try:
            server.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError("\n".join(["nginx did not start", *proxy.lines]))
