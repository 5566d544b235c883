"""Reading what was mailed."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from tenants.accounts.adapters import SIGNED_IN_AT


@pytest.fixture
def mailed_code() -> Callable[[], str]:
    """Gives the code in the newest mail."""
    return lambda: _found_in_mail(r"^\d{6}$")


@pytest.fixture
def mailed_path() -> Callable[[], str]:
    """Gives the path of the link in the newest mail."""
    return lambda: urlsplit(_found_in_mail(r"https?://\S+")).path


@pytest.fixture
def an_hour_later() -> Callable[[Client], None]:
    """`an_hour_later(client)`: as if whoever is signed in there had done so an hour ago."""

    def wait(client: Client) -> None:
        session = client.session
        session[SIGNED_IN_AT] -= 3600
        session.save()

    return wait


def _found_in_mail(pattern: str) -> str:
    found = re.search(pattern, str(mail.outbox[-1].body), re.MULTILINE)
    assert found, f"No {pattern} in the newest mail"
    return found[0]
