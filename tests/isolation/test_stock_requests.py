"""Wagtail's and allauth's addresses, asked for nonsense: their faults at it are told as ours never may be, in words."""

from itertools import cycle
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tenants.councils.scope import council_scope
from tests.factories import PersonFactory
from tests.isolation.addresses import URLCONF
from tests.isolation.hostile import BODIES, CORRUPT_GIF, NONSENSE, NUMBERS, fault, names_read
from tests.isolation.stock import STOCK, make_objects

ROLES = ("superuser", "anonymous")
"""Who gets furthest, and who comes to sign in."""


@pytest.fixture
def stock(alpha, client_for, with_second_factor):
    """`stock(role)`: each address with its path, and a browser of that role's own. Who is nobody yet comes to the
    addresses outside the admin alone."""
    person = with_second_factor(PersonFactory(is_superuser=True, is_staff=True, officer=True))
    objects = make_objects(person)
    cookies = client_for(alpha, person).cookies

    def each(role):
        for address in STOCK:
            client = client_for(alpha)
            if role == "superuser":
                client.cookies.update(cookies)
            elif address.pattern.startswith("admin/"):
                continue
            with council_scope(alpha):
                yield address, objects.arguments_of(address), client

    return each


def path_of(address, arguments):
    if address.name == "wagtaildocs_serve":
        return "/documents/1/paper.pdf"
    return "/" if address.name == "wagtail_serve" else reverse(address.name, URLCONF, kwargs=arguments)


@pytest.mark.parametrize("role", ROLES)
def test_nonsense_in_any_parameter_field_or_body_is_answered(stock, monkeypatch, role):
    wrong = []
    for number, (address, arguments, client) in enumerate(stock(role)):
        path, turn = path_of(address, arguments), number % len(NONSENSE)
        nonsense = cycle(NONSENSE[turn:] + NONSENSE[:turn])
        with names_read(monkeypatch) as parameters:
            problems = {"get": fault(client, "get", path)}
        with names_read(monkeypatch) as fields:
            problems["post"] = fault(client, "post", path)
        said = dict(zip(sorted(parameters), nonsense, strict=False))
        problems[f"get {said}"] = fault(client, "get", path, query_params=said)
        for name, body in bodies(fields, nonsense).items():
            problems[f"post {name}"] = fault(client, "post", path, **body)
        wrong += [f"{path} ({address.name}), {how[:300]}: {told}" for how, told in problems.items() if told]
    assert not wrong, "\n".join(wrong)


def bodies(fields, nonsense):
    """What is posted to a view that reads those fields; one that reads none gets one body."""
    if not fields - {"throw-away-typed", "csrfmiddlewaretoken"}:
        return {"broken": BODIES["broken"]}
    said = dict(zip(sorted(fields), nonsense, strict=False))
    names = {*fields, "file", "files[]"}
    files = {name: SimpleUploadedFile("a.gif", CORRUPT_GIF, "image/gif") for name in names}
    return {f"fields {said}": {"data": said}, "files": {"data": files}, **BODIES}


def test_any_number_or_word_in_a_path_is_answered(stock):
    wrong = []
    for address, arguments, client in stock("superuser"):
        for name, value in arguments.items():
            for bad in NUMBERS if isinstance(value, int) else ("\x00", "é\u202e" * 150):
                path = path_of(address, arguments | {name: value})
                path = path.replace(quote(str(value), safe=":@"), quote(bad, safe="."))
                problem = fault(client, "get", path) or fault(client, "post", path)
                wrong += [f"{path} ({address.name}): {problem}"[:600]] if problem else []
    assert not wrong, "\n".join(wrong)
