"""Pages are read and posted to: any other method is refused at every address, ours and libraries', before all else."""

import pytest
from django.urls import resolve, reverse

from localoffer.methods import methods_of
from tests.isolation.addresses import URLCONF, every_address
from tests.isolation.hostile import ODD_METHODS
from tests.isolation.stock import WORDS
from tests.isolation.test_addresses import arguments_of, keys_of

pytestmark = pytest.mark.django_db


class _Nothing:
    keys = {}


def path_of(address):
    """The address of an object that isn't there."""
    if address.name in {"wagtaildocs_serve", "wagtail_serve"}:
        return {"wagtaildocs_serve": "/documents/1/paper.pdf", "wagtail_serve": "/"}[address.name]
    if address.ours:
        arguments = arguments_of(address, keys_of("nonexistent", _Nothing, _Nothing))
    else:
        arguments = {name: WORDS.get(name, 1) for name in address.arguments}
    return reverse(address.name, URLCONF, kwargs=arguments)


@pytest.mark.parametrize("method", ODD_METHODS)
def test_every_address_refuses_it_and_says_what_it_takes(alpha, client_for, method):
    client, wrong = client_for(alpha), []
    for address in every_address():
        path = path_of(address)
        answer = client.generic(method, path)
        allowed = answer.headers.get("Allow", "")
        if answer.status_code != 405 or not allowed or not set(allowed.split(", ")) <= {"GET", "HEAD", "POST"}:
            wrong.append(f"{method} {path} ({address.name}): {answer.status_code}, Allow: {allowed}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_so_do_the_addresses_for_machines(db, client, path):
    answer = client.delete(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/search/", ["GET", "HEAD"]),
        ("/admin/exports/ask/", ["POST"]),
        ("/accounts/", ["GET", "HEAD", "POST"]),
        ("/admin/pages/1/edit/", ["GET", "HEAD", "POST"]),
        ("/admin/", ["GET", "HEAD"]),
    ],
)
def test_what_a_view_takes_is_told_by_the_view(path, methods):
    assert list(methods_of(resolve(path, URLCONF).func)) == methods
