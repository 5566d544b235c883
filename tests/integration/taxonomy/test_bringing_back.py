"""A need or topic that comes back is again where it was: in live services and pages, drafts, what waits, and words."""

from dataclasses import replace

import pytest

from cms.pages.models import ContentPage
from providers.imports.services.files import import_listings
from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.listings.services.listings import save_draft
from providers.review.services.submissions import approve, submit
from search.guidance.models import CouncilPhrase
from search.index.models import SearchRow
from search.taxonomy.models import Retirement, Term
from search.taxonomy.selectors import related_needs
from search.taxonomy.services.terms import bring_back_term, merge_terms, retire_term
from tests.factories.listings import ServiceFactory
from tests.factories.people import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
AWAY = {
    "retired": lambda officer: retire_term(user=officer, term=_need("sleep")),
    "merged": lambda officer: merge_terms(user=officer, term=_need("sleep"), into=_need("anxiety")),
}


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


@pytest.fixture(params=AWAY)
def take_away(request, officer):
    return lambda: AWAY[request.param](officer)


@pytest.fixture
def bring_back(officer):
    return lambda: [(each.name, each.why) for each in bring_back_term(user=officer, term=_need("sleep"))]


def _need(code):
    return Term.objects.needs().get(code=code)


def _live(service):
    return ServiceData.from_service(Service.objects.get(pk=service.pk)).needs


def _newest(service):
    return ServiceData.from_service(Service.objects.get(pk=service.pk).get_latest_revision_as_object()).needs


def _facets(service):
    return {each for each in SearchRow.objects.get(key=f"service:{service.uuid}").facets if each.startswith("need:")}


@pytest.mark.parametrize("needs", [("sleep",), ("autism", "sleep"), ("anxiety", "sleep"), ("autism",)])
def test_live_services_have_it_again_and_families_find_them(take_away, bring_back, needs):
    service = ServiceFactory(approved=True, data=ServiceData(name="Night Owls", needs=needs))
    before = _facets(service)
    take_away()
    assert "sleep" not in _live(service)
    assert bring_back() == []
    assert set(_live(service)) == set(needs)
    assert _facets(service) == before


def test_a_draft_that_was_saved_meanwhile_has_it_again(take_away, bring_back):
    service = ServiceFactory(approved=True, data=ServiceData(name="Night Owls", needs=("sleep", "autism")))
    take_away()
    data = ServiceData.from_service(service.get_latest_revision_as_object())
    save_draft(user=None, service=service, data=replace(data, summary="For all."))
    assert "sleep" not in _newest(service)
    assert bring_back() == []
    assert set(_newest(service)) == set(_live(service)) == {"sleep", "autism"}


def test_what_was_sent_meanwhile_has_it_again_and_goes_live_with_it(take_away, bring_back):
    service = ServiceFactory(approved=True, data=ServiceData(name="Night Owls", needs=("sleep", "autism")))
    owner = MembershipFactory(organisation=service.organisation).user
    take_away()
    service.refresh_from_db()
    data = ServiceData.from_service(service.get_latest_revision_as_object())
    save_draft(user=owner, service=service, data=replace(data, summary="For all."))
    submission = submit(user=owner, listing=service)
    assert bring_back() == []
    approve(user=PersonFactory(officer=True), task_state=submission)
    assert set(_live(service)) == {"sleep", "autism"}


def test_what_went_live_meanwhile_has_it_again(take_away, bring_back):
    service = ServiceFactory(approved=True, data=ServiceData(name="Night Owls", needs=("sleep", "autism")))
    owner = MembershipFactory(organisation=service.organisation).user
    take_away()
    service.refresh_from_db()
    data = ServiceData.from_service(service.get_latest_revision_as_object())
    save_draft(user=owner, service=service, data=replace(data, needs=(*data.needs, "adhd")))
    approve(user=PersonFactory(officer=True), task_state=submit(user=owner, listing=service))
    assert "sleep" not in _live(service)
    assert bring_back() == []
    assert set(_live(service)) == {"sleep", "autism", "adhd"}


def test_what_an_import_published_meanwhile_has_it_again(take_away, bring_back, tmp_path):
    service = ServiceFactory(
        approved=True, data=ServiceData(name="Night Owls", external_id="owls-1", needs=("sleep", "autism"))
    )
    take_away()
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("external_id,name,summary\nowls-1,Night Owls,For all.\n")
    import_listings(path=sheet, publish=True, dry_run=False)
    assert Service.objects.get(pk=service.pk).summary == "For all."
    assert bring_back() == []
    assert set(_live(service)) == {"sleep", "autism"}


def test_whoever_took_the_other_term_out_since_is_told_of(officer, bring_back):
    service = ServiceFactory(approved=True, data=ServiceData(name="Night Owls", needs=("sleep",)))
    AWAY["merged"](officer)
    owner = MembershipFactory(organisation=service.organisation).user
    save_draft(user=owner, service=service, data=ServiceData(name="Night Owls", needs=("autism",)))
    approve(user=PersonFactory(officer=True), task_state=submit(user=owner, listing=service))
    assert bring_back() == [("Night Owls", "Its words were changed after that.")]
    assert _live(service) == ("autism",)


def test_what_is_gone_is_told_of(take_away, bring_back):
    service = ServiceFactory(approved=True, data=ServiceData(name="Night Owls", needs=("sleep",)))
    phrase = CouncilPhrase.objects.create(phrases="night terrors", needs=["sleep"])
    take_away()
    service.delete()
    phrase.delete()
    assert sorted(bring_back()) == [
        ("Night Owls", "It isn’t there any more."),
        ("night terrors", "It isn’t there any more."),
    ]


def test_pages_and_their_drafts_have_it_again(take_away, bring_back):
    page = ContentPage.objects.first()
    page.needs = [_need("sleep")]
    page.save_revision().publish()
    take_away()
    draft = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.summary = "Written meanwhile."
    draft.save_revision()
    assert bring_back() == []
    page = ContentPage.objects.get(pk=page.pk)
    for version in (page, page.get_latest_revision_as_object()):
        assert [term.code for term in version.needs.all()] == ["sleep"]


def test_phrases_mean_what_they_meant(take_away, bring_back):
    phrase = CouncilPhrase.objects.create(phrases="night terrors", needs=["anxiety", "sleep"])
    take_away()
    phrase.refresh_from_db()
    assert phrase.needs == ["anxiety"]
    assert bring_back() == []
    phrase.refresh_from_db()
    assert phrase.needs == ["anxiety", "sleep"]


def test_a_phrase_that_was_changed_since_gets_it_beside_that_and_is_told_of(take_away, bring_back):
    phrase = CouncilPhrase.objects.create(phrases="night terrors", needs=["sleep"])
    take_away()
    CouncilPhrase.objects.filter(pk=phrase.pk).update(needs=["autism"])
    assert [name for name, _ in bring_back()] == ["night terrors"]
    phrase.refresh_from_db()
    assert phrase.needs == ["autism", "sleep"]


def test_it_stands_where_it_stood_with_what_stood_below_it_and_meant_it(officer):
    merge_terms(user=officer, term=_need("sleep"), into=_need("dyslexia"))
    service = ServiceFactory(approved=True, data=ServiceData(name="Night Owls", needs=("dyslexia",)))
    below = related_needs(["specific-learning-difficulty"])
    retire_term(user=officer, term=_need("specific-learning-difficulty"))
    merge_terms(user=officer, term=_need("dyslexia"), into=_need("dyspraxia"))
    assert bring_back_term(user=officer, term=_need("dyslexia")) == []
    left = bring_back_term(user=officer, term=_need("specific-learning-difficulty"))
    assert [each.name for each in left] == []
    assert related_needs(["specific-learning-difficulty"]) == below
    assert _need("sleep").merged_into == _need("dyslexia")
    assert _live(service) == ("dyslexia",)
    assert not Retirement.objects.exclude(term=_need("sleep")).exists()


def test_the_page_says_where_it_is_back_and_what_is_not(officer, alpha, client_for, with_second_factor):
    for name in ("Night Owls", "Sleepyheads"):
        ServiceFactory(approved=True, data=ServiceData(name=name, needs=("sleep",)))
    phrase = CouncilPhrase.objects.create(phrases="night terrors", needs=["sleep"])
    AWAY["retired"](officer)
    phrase.delete()
    client = client_for(alpha, with_second_factor(officer))
    page = client.post(f"/admin/taxonomy/{_need('sleep').pk}/bring-back/", follow=True).content.decode()
    assert "It is back in 2 live services." in page
    assert "“night terrors”: It isn’t there any more." in page
