"""Reading what was mailed."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail

from tenants.accounts.adapters import SIGNED_IN_AT


@pytest.fixture
def mailed_code():
    """Gives the code in the newest mail."""
    return lambda: re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]


@pytest.fixture
def mailed_path():
    """Gives the path of the link in the newest mail."""
    return lambda: urlsplit(re.search(r"https?://\S+", mail.outbox[-1].body)[0]).path


@pytest.fixture
def an_hour_later():
    """`an_hour_later(client)`: as if whoever is signed in there had done so an hour ago."""

    def wait(client):
        session = client.session
        session[SIGNED_IN_AT] -= 3600
        session.save()

    return wait
