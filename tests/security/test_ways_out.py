"""One function asks other people's servers. Read from the source: whatever else could go out fails here."""

import ast
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
ROOMS = ("cms", "providers", "search", "tenants", "platform/localoffer")
CLIENTS = {
    *("aiohttp", "ftplib", "http.client", "httplib2", "httpx", "pycurl", "requests", "socket", "telnetlib"),
    *("urllib.request", "urllib3", "xmlrpc"),
}
ALLOWED = {
    "tenants/fetching/fetch.py": "the one way out for what people typed",
    "tenants/fetching/network.py": "its connections",
    "tenants/files/scanner.py": "the virus scanner that an operator set up",
}


def imported(source):
    """The clients that a module imports, also `from urllib import request`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return {client for client in CLIENTS for name in found if name == client or name.startswith(f"{client}.")}


def going_out():
    files = (path for room in ROOMS for path in (REPOSITORY / room).rglob("*.py"))
    return {str(path.relative_to(REPOSITORY)) for path in files if imported(path.read_text())}


def test_nothing_else_goes_out_and_every_exception_is_needed():
    assert going_out() == set(ALLOWED)


@pytest.mark.parametrize(
    "source",
    [
        "import requests",
        "from urllib import request",
        "import urllib.request as u",
        "from httpx import get",
        "import socket",
    ],
)
def test_a_client_is_recognised(source):
    assert imported(source)


@pytest.mark.parametrize(
    "source", ["from urllib.parse import urlsplit", "from http import HTTPStatus", "import sockets"]
)
def test_what_goes_nowhere_is_let_be(source):
    assert not imported(source)
