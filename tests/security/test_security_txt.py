"""Whoever finds a weakness reads whom to tell, in the form that RFC 9116 gives."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/.well-known/security.txt"


@pytest.mark.parametrize("host", ["alpha.localhost", "beta.localhost", "localhost"])
def test_every_host_names_the_installations_contact(councils, host):
    response = Client(headers={"host": host}).get(PAGE)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert fields["Contact"] == "mailto:security@localoffer.example"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=88) < left < timedelta(days=365)


def test_without_a_contact_there_is_no_page_and_no_method_but_reading(councils, settings):
    client = Client(headers={"host": "alpha.localhost"})
    assert client.post(PAGE).status_code == 405
    settings.SECURITY_CONTACT = ""
    assert client.get(PAGE).status_code == 404
