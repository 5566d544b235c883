"""Browsers of every role at alpha, and pages that others wrote."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.duties.models import PageKind
from cms.duties.services import name_page, sign_page
from tests.factories import PageFactory, PersonFactory

PAGE_DUTY, HEALTH_DUTY, STATEMENT_DUTY, LISTING_DUTY = "4.30.2", "4.40.2", "4.30.16", "4.30.12"


@pytest.fixture
def browser_of(alpha, client_for, with_second_factor):
    return lambda role: client_for(alpha, with_second_factor(PersonFactory(**{role: True})))


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


@pytest.fixture
def manager(alpha):
    return PersonFactory(manager=True)


@pytest.fixture
def named(alpha, officer):
    """`named(code)`: a live page that nobody here wrote, named for a duty."""

    def make(code=PAGE_DUTY, kind=PageKind.PAGE, **page):
        return name_page(user=officer, code=code, page_id=PageFactory(**page).pk, kind=kind)

    return make


@pytest.fixture
def signed(named, officer):
    """The same, signed by an officer for half a year."""

    def make(code=PAGE_DUTY, kind=PageKind.PAGE, **page):
        until = timezone.localdate() + timedelta(days=180)
        return sign_page(user=officer, named_id=named(code, kind, **page).pk, until=until)

    return make
