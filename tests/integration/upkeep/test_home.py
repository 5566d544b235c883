"""What the admin's home page tells an officer of listings that need care."""

from datetime import timedelta

import pytest
from django.utils import timezone

from providers.listings.models import ListingState
from providers.listings.services.suggestions import suggest_term
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def test_an_officer_is_told_what_is_out_of_date_and_which_words_wait(desk, live):
    service = live("Sleep club")
    quiet = desk.get("/admin/").text
    assert "should have been checked" not in quiet
    assert "for an answer" not in quiet
    ListingState.objects.filter(service=service).update(review_due=timezone.localdate() - timedelta(days=1))
    owner = MembershipFactory(organisation=service.organisation).user
    suggest_term(user=owner, service=service, vocabulary="topic", words="Stargazing")
    text = desk.get("/admin/").text
    assert "1 listing should have been checked by now." in text
    assert "1 suggested need or topic waits for an answer." in text
