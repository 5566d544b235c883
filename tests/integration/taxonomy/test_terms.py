"""Needs and topics in a council's hands: added, renamed, merged, retired, and followed wherever they are named."""

from dataclasses import replace

import pytest

from cms.pages.models import ContentPage
from providers.listings.data import ServiceData
from providers.listings.services.listings import save_draft
from providers.review.services.submissions import approve, submit
from search.guidance.models import CouncilPhrase
from search.index.models import SearchRow
from search.taxonomy.errors import TermRefused
from search.taxonomy.models import Term
from search.taxonomy.selectors import current_code, related_needs, term_labels
from search.taxonomy.services.terms import add_term, bring_back_term, change_term, merge_terms, retire_term, seed_terms
from search.taxonomy.usage import uses_of
from tenants.audit.models import Entry
from tests.factories.listings import ServiceFactory
from tests.factories.people import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


def _need(code):
    return Term.objects.needs().get(code=code)


def _draft(service):
    service.refresh_from_db()
    return ServiceData.from_service(service.get_latest_revision_as_object())


def _facets(service):
    return SearchRow.objects.get(key=f"service:{service.uuid}").facets


def test_a_council_adds_a_need_of_its_own(officer):
    term = add_term(user=officer, vocabulary="need", label="  Selective  mutism ", broader=_need("anxiety"))
    assert (term.code, term_labels("need")["selective-mutism"]) == ("selective-mutism", "Selective mutism")
    assert "selective-mutism" in related_needs(["anxiety"])
    assert Entry.objects.get(action="taxonomy.add").actor_id == officer.pk


def test_a_code_is_never_given_again(officer):
    first = add_term(user=officer, vocabulary="need", label="PANDAS")
    retire_term(user=officer, term=first)
    assert add_term(user=officer, vocabulary="need", label="Pandas").code == "pandas-2"


@pytest.mark.parametrize("label", ["", "   ", "Autism", "aUTISM"])
def test_empty_and_taken_words_are_refused(officer, label):
    with pytest.raises(TermRefused):
        add_term(user=officer, vocabulary="need", label=label)


def test_only_officers_and_managers_change_terms(alpha):
    with pytest.raises(TermRefused):
        add_term(user=PersonFactory(content_editor=True), vocabulary="need", label="Mine")
    assert add_term(user=PersonFactory(manager=True), vocabulary="need", label="Ours").code == "ours"


def test_what_the_council_edited_stays_when_the_platform_is_updated(officer):
    change_term(user=officer, term=_need("sleep"), label="Sleeping", broader=_need("anxiety"), areas=[])
    seed_terms()
    term = _need("sleep")
    assert (term.label, term.broader.code, term.areas) == ("Sleeping", "anxiety", [])


def test_a_term_never_stands_under_itself(officer):
    with pytest.raises(TermRefused):
        change_term(
            user=officer,
            term=_need("specific-learning-difficulty"),
            label="Specific learning difficulty",
            broader=_need("dyslexia"),
            areas=[],
        )


def test_a_new_label_is_found_in_the_listings_that_carry_it(officer):
    service = ServiceFactory(approved=True, data=ServiceData(name="Night Owls", needs=("sleep",)))
    change_term(user=officer, term=_need("sleep"), label="Bedtime", broader=None, areas=[])
    assert "Bedtime" in str(SearchRow.objects.get(key=f"service:{service.uuid}").body)


def test_merging_moves_live_services_and_what_families_find(officer):
    service = ServiceFactory(published=True, data=ServiceData(name="Tics", needs=("tics-tourettes", "anxiety")))
    merge_terms(user=officer, term=_need("tics-tourettes"), into=_need("anxiety"))
    assert [term.code for term in service.needs.all()] == ["anxiety"]
    assert "tics-tourettes" not in term_labels("need")


def test_merging_moves_what_is_found(officer):
    service = ServiceFactory(approved=True, data=ServiceData(name="Tics", needs=("tics-tourettes",)))
    merge_terms(user=officer, term=_need("tics-tourettes"), into=_need("anxiety"))
    assert "need:anxiety" in _facets(service)
    assert "need:tics-tourettes" not in _facets(service)


def test_a_draft_with_a_merged_term_means_the_new_one_also_when_it_is_approved(officer):
    service = ServiceFactory(approved=True, data=ServiceData(name="Tics"))
    owner = MembershipFactory(organisation=service.organisation).user
    save_draft(user=owner, service=service, data=replace(_draft(service), needs=("tics-tourettes",)))
    submission = submit(user=owner, listing=service)
    merge_terms(user=officer, term=_need("tics-tourettes"), into=_need("anxiety"))
    assert _draft(service).needs == ("anxiety",)
    approve(user=PersonFactory(officer=True), task_state=submission)
    service.refresh_from_db()
    assert [term.code for term in service.needs.all()] == ["anxiety"]
    assert "need:anxiety" in _facets(service)


def test_merging_twice_leads_to_the_last(officer):
    merge_terms(user=officer, term=_need("tics-tourettes"), into=_need("anxiety"))
    merge_terms(user=officer, term=_need("anxiety"), into=_need("social-emotional-mental-health"))
    assert current_code("need", "tics-tourettes") == "social-emotional-mental-health"


def test_merging_a_broader_term_keeps_the_narrower_ones_in_place(officer):
    merge_terms(user=officer, term=_need("specific-learning-difficulty"), into=_need("learning-disability"))
    assert related_needs(["dyslexia"]) == {"dyslexia", "learning-disability"}


def test_merging_into_a_narrower_term_lifts_it(officer):
    merge_terms(user=officer, term=_need("specific-learning-difficulty"), into=_need("dyslexia"))
    assert related_needs(["dyspraxia"]) == {"dyspraxia", "dyslexia"}


def test_a_term_isnt_merged_into_one_further_down_below_it(officer):
    reading = add_term(user=officer, vocabulary="need", label="Reading", broader=_need("dyslexia"))
    with pytest.raises(TermRefused, match="Merge the one between them first"):
        merge_terms(user=officer, term=_need("specific-learning-difficulty"), into=reading)
    assert related_needs(["reading"]) == {"reading", "dyslexia", "specific-learning-difficulty"}


def test_a_term_isnt_merged_into_itself_another_vocabulary_or_a_retired_one(officer):
    topic = Term.objects.topics().get(code="leisure")
    retire_term(user=officer, term=_need("fasd"))
    for into in (_need("sleep"), topic, _need("fasd")):
        with pytest.raises(TermRefused):
            merge_terms(user=officer, term=_need("sleep"), into=into)


def test_what_the_search_itself_needs_stays(officer):
    with pytest.raises(TermRefused, match="meaning of its own"):
        retire_term(user=officer, term=_need("all-send"))


def test_retiring_takes_a_term_out_of_services_pages_and_council_words(officer):
    service = ServiceFactory(approved=True, data=ServiceData(name="Sleep", needs=("sleep", "autism")))
    page = ContentPage.objects.first()
    page.needs = [_need("sleep")]
    page.save_revision().publish()
    phrase = CouncilPhrase.objects.create(phrases="night terrors", needs=["sleep", "anxiety"])
    retire_term(user=officer, term=_need("sleep"))
    phrase.refresh_from_db()
    assert [term.code for term in service.needs.all()] == ["autism"]
    assert not ContentPage.objects.get(pk=page.pk).needs.exists()
    assert not ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object().needs.all()
    assert phrase.needs == ["anxiety"]


def test_a_term_that_comes_back_can_be_chosen_again(officer):
    retire_term(user=officer, term=_need("sleep"))
    bring_back_term(user=officer, term=_need("sleep"))
    assert term_labels("need")["sleep"] == "Sleep"


def test_an_update_of_the_platform_leaves_a_retired_term_retired(officer):
    retire_term(user=officer, term=_need("sleep"))
    seed_terms()
    assert "sleep" not in term_labels("need")


@pytest.mark.parametrize("path", ["/search/?need=tics-tourettes", "/api/search?need=tics-tourettes"])
def test_an_old_link_still_answers_with_the_new_term(officer, alpha, client_for, path):
    ServiceFactory(approved=True, data=ServiceData(name="Calm Club", needs=("anxiety",)))
    merge_terms(user=officer, term=_need("tics-tourettes"), into=_need("anxiety"))
    response = client_for(alpha).get(path)
    assert response.status_code == 200
    assert "Calm Club" in response.content.decode()


def test_words_for_a_merged_need_are_still_understood(officer, alpha, client_for):
    merge_terms(user=officer, term=_need("tics-tourettes"), into=_need("anxiety"))
    response = client_for(alpha).get("/api/search?q=tourettes support")
    assert response.status_code == 200


def test_where_terms_are_used_is_counted(officer):
    service = ServiceFactory(approved=True, data=ServiceData(name="Sleep", needs=("sleep",)))
    save_draft(user=None, service=service, data=replace(_draft(service), needs=("sleep", "autism")))
    CouncilPhrase.objects.create(phrases="night terrors", needs=["sleep"])
    uses = uses_of("need")
    assert dict(uses[_need("sleep").pk]) == {"live services": 1, "drafts": 1, "council words": 1}
    assert dict(uses[_need("autism").pk]) == {"drafts": 1}
