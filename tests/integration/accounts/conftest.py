"""Reading what was mailed."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail


@pytest.fixture
def mailed_code():
    """Gives the code in the newest mail."""
    return lambda: re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]


@pytest.fixture
def mailed_path():
    """Gives the path of the link in the newest mail."""
    return lambda: urlsplit(re.search(r"https?://\S+", mail.outbox[-1].body)[0]).path
