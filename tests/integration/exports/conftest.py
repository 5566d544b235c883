"""An officer, and a list of ten that is too long to be made within a request."""

from collections.abc import Callable

import pytest
from django.test import Client

from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.councils.models import Council
from tenants.exports import services, sources
from tests.factories import PersonFactory

TEN = sources.Source(
    name="ten",
    title="Ten of them",
    header=("number", "name"),
    may=is_officer,
    keys=lambda query: list(range(10)),
    rows=lambda keys: [(str(key), f"=name({key})") for key in keys],
)


@pytest.fixture(autouse=True)
def _ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 9)
    monkeypatch.setattr(services, "_CHUNK", 4)
    monkeypatch.setattr(sources, "_sources", {"ten": TEN})


@pytest.fixture
def officer(alpha: Council, with_second_factor: Callable[[User], User]) -> User:
    return with_second_factor(PersonFactory.create(officer=True, name="Ona Officer"))


@pytest.fixture
def desk(alpha: Council, officer: User, client_for: Callable[..., Client]) -> Client:
    """The officer's browser."""
    return client_for(alpha, officer)
