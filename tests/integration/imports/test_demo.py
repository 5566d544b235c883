"""The demo, loaded as `make demo` does, here with one of its councils."""

import base64
from collections import Counter

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from localoffer.demo import load
from localoffer.demo.councils import COUNCILS
from localoffer.demo.people import PASSWORD, PEOPLE, PROVIDER
from providers.listings.models import ListingState, Membership, Service
from providers.review.models import ReviewTaskState
from search.index.models import SearchRow
from tenants.accounts.models import User
from tenants.councils.models import Council
from tenants.councils.scope import council_scope


@pytest.fixture
def only_milton_keynes(transactional_db, monkeypatch):
    """One demo council, on a database without the councils of the other tests: theirs have its GSS code."""
    Council.objects.real().delete()
    monkeypatch.setattr(load, "COUNCILS", COUNCILS[:1])
    return COUNCILS[0]


@pytest.mark.usefixtures("owning")
def test_the_demo_is_whole_and_a_second_load_changes_nothing(only_milton_keynes):
    said = []
    load.load_demo(said.append)
    assert said == [
        "Loading postcodes",
        "Making Milton Keynes City Council",
        "Importing the listings of Milton Keynes City Council",
        "Reading what the listings of Milton Keynes City Council say",
    ]
    council = Council.objects.get(slug="milton-keynes")
    assert (council.domain, council.gss_codes) == (only_milton_keynes.host, ["E06000042"])
    with council_scope(council):
        assert Service.objects.filter(live=True).count() >= 60
        assert SearchRow.objects.filter(deleted=False).count() >= 60
        assert Counter(ReviewTaskState.objects.values_list("status", flat=True)) == {"in_progress": 3, "rejected": 1}
        assert not ListingState.objects.filter(last_assured=None, service__live=True).exists()
        assert 0 < SearchRow.objects.filter(stale=True).count() < 20
        check_people(only_milton_keynes)
        before = list(Service.objects.values_list("pk", "latest_revision_id"))
    load.load_demo(said.append)
    assert len(said) == 4
    with council_scope(council):
        assert list(Service.objects.values_list("pk", "latest_revision_id")) == before


def check_people(council):
    request = RequestFactory().post("/accounts/login/")
    for person in PEOPLE:
        user = authenticate(request, email=person.email(council), password=PASSWORD)
        assert user is not None
        assert user.is_staff is bool(person.role)
        assert Authenticator.objects.filter(user=user).exists() is bool(person.role)
    provider = User.objects.get(email=PROVIDER.email(council))
    assert Membership.objects.filter(user=provider, role=Membership.Role.OWNER).count() == 3


def test_production_refuses_the_demo(settings):
    settings.SETTINGS_MODULE = load.PRODUCTION
    with pytest.raises(ImproperlyConfigured, match="production"):
        load.load_demo(print)


def test_the_sign_ins_name_every_person_and_every_second_factor():
    text = load.sign_ins()
    assert PASSWORD in text
    for council in COUNCILS:
        assert council.host in text
        for person in PEOPLE:
            assert person.email(council) in text
            assert person.secret(council) in text
            assert len(base64.b32decode(person.secret(council))) in (0, 20)
