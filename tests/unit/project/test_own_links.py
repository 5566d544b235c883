"""Addresses that leave the site are made of the council's own host (`tenants.councils.links`), never of a request's.

Read from the source: whoever asks the request for its host fails here, but for the places that are named.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
ROOMS = ("providers", "search", "tenants", "platform/localoffer", "cms")
OF_A_REQUEST = frozenset(
    {
        "build_absolute_uri",
        "get_current_site",
        "get_host",
        "get_port",
        "_get_raw_host",
        "HTTP_HOST",
        "HTTP_X_FORWARDED_HOST",
        "SERVER_NAME",
        "SERVER_PORT",
    }
)
"""What gives a host that anybody can write into a header."""
OF_WAGTAIL = frozenset({"full_url", "get_full_url", "root_url", "get_admin_base_url"})
"""What gives an address of Wagtail's settings, which know no port and no scheme of ours."""
READS = {
    "tenants/councils/middleware.py": "finds the council of a host",
    "tenants/accounts/requests.py": "tells whether the page before was of the same host",
    "tenants/typed/views.py": "tells whether the page before was of the same host",
}
"""What may ask, and why: none of it makes an address."""


def asks_in(tree: ast.AST) -> Iterator[str]:
    """What a module asks of a request or of Wagtail that would make an address."""
    for node in ast.walk(tree):
        name = {
            ast.Attribute: lambda each: each.attr,
            ast.Name: lambda each: each.id,
            ast.alias: lambda each: each.name.rpartition(".")[2],
            ast.Constant: lambda each: each.value if isinstance(each.value, str) else "",
        }.get(type(node), lambda each: "")(node)
        if name in OF_A_REQUEST | OF_WAGTAIL:
            yield name


@pytest.mark.parametrize("room", ROOMS)
def test_no_address_is_made_of_a_request(room):
    found = {
        f"{path.relative_to(REPOSITORY)}: {name}"
        for path in sorted((REPOSITORY / room).rglob("*.py"))
        if str(path.relative_to(REPOSITORY)) not in READS
        for name in asks_in(ast.parse(path.read_text()))
    }
    assert found == set()


@pytest.mark.parametrize("room", ROOMS)
def test_no_template_makes_one_either(room):
    asked = re.compile("|".join(sorted(OF_A_REQUEST | OF_WAGTAIL | {"fullpageurl"})))
    found = [
        str(path.relative_to(REPOSITORY))
        for path in (REPOSITORY / room).rglob("*")
        if path.suffix in {".html", ".txt", ".jinja", ".xml"} and asked.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("path", READS)
def test_what_may_ask_does(path):
    assert list(asks_in(ast.parse((REPOSITORY / path).read_text())))


@pytest.mark.parametrize(
    "code",
    [
        "url = request.build_absolute_uri(path)",
        "from allauth.utils import build_absolute_uri",
        "site = get_current_site(request)",
        "host = request.META['HTTP_HOST']",
        "address = page.full_url",
    ],
)
def test_a_way_to_make_one_is_recognised(code):
    assert list(asks_in(ast.parse(code)))
