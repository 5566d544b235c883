"""A council's needs and topics."""

from django.core.cache import cache

from search.index.services.documents import put_document
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.selectors import CACHE_KEY, related_needs, term_labels
from search.taxonomy.services.terms import seed_terms
from search.vocabulary import NEEDS, TOPICS
from tests.contract.listings import listing


def test_a_new_council_has_the_platforms_terms_in_their_order(alpha):
    assert list(term_labels(Vocabulary.NEED)) == [term.code for term in NEEDS]
    assert term_labels(Vocabulary.TOPIC) == {term.code: term.label for term in TOPICS}
    assert Term.objects.get(code="dyslexia").broader.code == "specific-learning-difficulty"


def test_seeding_again_keeps_edited_labels_and_the_councils_own_terms(alpha):
    Term.objects.filter(code="autism").update(label="Autistic people", edited=True)
    Term.objects.filter(code="sleep").update(label="Old label", position=999)
    Term.objects.create(vocabulary=Vocabulary.NEED, code="own", label="Our own", position=500)
    seed_terms()
    labels = term_labels(Vocabulary.NEED)
    assert (labels["autism"], labels["sleep"], labels["own"]) == ("Autistic people", "Sleep", "Our own")
    assert Term.objects.count() == len(NEEDS) + len(TOPICS) + 1


def test_an_edited_label_shows_at_once(alpha):
    assert term_labels(Vocabulary.NEED)["autism"] == "Autism"
    term = Term.objects.needs().get(code="autism")
    term.label = "Autistic people"
    term.save()
    assert term_labels(Vocabulary.NEED)["autism"] == "Autistic people"
    assert "leisure" in set(Term.objects.topics().values_list("code", flat=True))


def test_related_needs_are_broader_and_narrower_but_not_siblings(alpha):
    assert related_needs(["dyslexia"]) == {"dyslexia", "specific-learning-difficulty"}
    assert related_needs(["specific-learning-difficulty"]) == {
        "specific-learning-difficulty", "dyslexia", "dyspraxia", "dyscalculia",
    }  # fmt: skip
    assert related_needs([]) == frozenset()


def test_needs_that_circle_end(alpha):
    first, second = Term.objects.get(code="autism"), Term.objects.get(code="adhd")
    Term.objects.filter(pk=first.pk).update(broader=second)
    second.broader = first
    second.save()
    assert related_needs(["autism"]) == {"autism", "adhd"}


def test_each_council_has_its_own_labels(alpha, beta):
    from tenants.councils.scope import council_scope

    term = Term.objects.needs().get(code="autism")
    term.label = "Alpha's word"
    term.save()
    assert term_labels(Vocabulary.NEED)["autism"] == "Alpha's word"
    with council_scope(beta):
        assert term_labels(Vocabulary.NEED)["autism"] == "Autism"


def test_a_page_of_results_asks_the_cache_for_the_terms_once(alpha, client_for, monkeypatch, settings):
    settings.SEARCH_ENGINE = "postgres"
    for name in "ABC":
        put_document(document=listing(name, needs=("autism",), needs_answered=("autism",)))
    asked = []
    get = cache.get
    monkeypatch.setattr(cache, "get", lambda key, *default: asked.append(key) or get(key, *default))
    page = client_for(alpha).get("/search/?q=autism&need=autism")
    assert page.text.count("Autism") > 3
    assert asked.count(CACHE_KEY) == 1
