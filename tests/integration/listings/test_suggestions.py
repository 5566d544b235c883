"""Needs and topics that are missing: suggested by a provider, decided once by an officer."""

import pytest
from wagtail.models import ModelLogEntry

from providers.listings.errors import ListingError, NotAllowed, WrongState
from providers.listings.models import SuggestedTerm
from providers.listings.services.suggestions import MOST_WAITING, decide_suggestion, suggest_term
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(alpha):
    return ServiceFactory()


@pytest.fixture
def editor(service):
    return MembershipFactory(organisation=service.organisation, role="editor").user


def _suggest(editor, service, words="Selective mutism", vocabulary="need"):
    return suggest_term(user=editor, service=service, vocabulary=vocabulary, words=words)


def test_the_same_words_twice_are_one_suggestion(editor, service):
    first = _suggest(editor, service)
    assert _suggest(editor, service, "  selective   MUTISM ") == first
    assert (first.words, first.status) == ("Selective mutism", "waiting")
    assert ModelLogEntry.objects.filter(action="listing.suggest_term", user=editor).count() == 1


@pytest.mark.parametrize("words", ["", "   ", "autism", "Autism"])
def test_no_words_and_known_words_are_refused(editor, service, words):
    with pytest.raises(ListingError):
        _suggest(editor, service, words)


def test_only_so_many_wait(editor, service):
    for number in range(MOST_WAITING):
        _suggest(editor, service, f"Term {number}")
    with pytest.raises(ListingError, match="Wait until"):
        _suggest(editor, service, "One more")


def test_others_suggest_nothing_here_and_providers_decide_nothing(editor, service):
    other = MembershipFactory(organisation=OrganisationFactory()).user
    viewer = MembershipFactory(organisation=service.organisation, role="viewer").user
    for person in (other, viewer):
        with pytest.raises(NotAllowed):
            _suggest(person, service)
    with pytest.raises(NotAllowed):
        decide_suggestion(user=editor, suggestion=_suggest(editor, service))


def test_an_officer_decides_once(editor, service):
    officer = PersonFactory(officer=True)
    added, declined = _suggest(editor, service), _suggest(editor, service, "Clumsiness")
    with pytest.raises(ListingError):
        decide_suggestion(user=officer, suggestion=added, term="no-such-code")
    assert decide_suggestion(user=officer, suggestion=added, term="anxiety").status == SuggestedTerm.Status.ADDED
    assert decide_suggestion(user=officer, suggestion=declined).status == SuggestedTerm.Status.DECLINED
    with pytest.raises(WrongState):
        decide_suggestion(user=officer, suggestion=added)
