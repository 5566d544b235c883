"""Browsers of every role at alpha, and pages that others wrote."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.duties.models import DutyPage, PageKind
from cms.duties.services import name_page, sign_page
from tenants.accounts.models import User
from tenants.councils.models import Council
from tests.factories import PageFactory, PersonFactory

PAGE_DUTY, HEALTH_DUTY, STATEMENT_DUTY, LISTING_DUTY = "4.30.2", "4.40.2", "4.30.16", "4.30.12"


@pytest.fixture
def browser_of(
    alpha: Council, client_for: Callable[..., Client], with_second_factor: Callable[[User], User]
) -> Callable[[str], Client]:
    """`browser_of(role)`: somebody of that role, signed in."""
    return lambda role: client_for(alpha, with_second_factor(PersonFactory.create(**{role: True})))


@pytest.fixture
def officer(alpha: Council) -> User:
    """Who signs."""
    return PersonFactory.create(officer=True)


@pytest.fixture
def manager(alpha: Council) -> User:
    """Who excuses."""
    return PersonFactory.create(manager=True)


@pytest.fixture
def named(alpha: Council, officer: User) -> Callable[..., DutyPage]:
    """`named(code)`: a live page that nobody here wrote, named for a duty."""

    def make(code: str = PAGE_DUTY, kind: PageKind = PageKind.PAGE, **page: str) -> DutyPage:
        return name_page(user=officer, code=code, page_id=PageFactory.create(**page).pk, kind=kind)

    return make


@pytest.fixture
def signed(named: Callable[..., DutyPage], officer: User) -> Callable[..., DutyPage]:
    """The same, signed by an officer for half a year."""

    def make(code: str = PAGE_DUTY, kind: PageKind = PageKind.PAGE, **page: str) -> DutyPage:
        until = timezone.localdate() + timedelta(days=180)
        return sign_page(user=officer, named_id=named(code, kind, **page).pk, until=until)

    return make
