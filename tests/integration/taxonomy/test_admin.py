"""Officers keep needs and topics in the admin."""

import pytest
from django.urls import reverse

from providers.listings.data import ServiceData
from search.taxonomy.models import Term
from search.taxonomy.selectors import term_labels
from tests.factories.listings import ServiceFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alpha, client_for, with_second_factor):
    return client_for(alpha, with_second_factor(PersonFactory(officer=True)))


def _url(name, *arguments):
    return reverse(f"taxonomy:{name}", urlconf="localoffer.urls.council", args=arguments)


def _need(code):
    return Term.objects.needs().get(code=code)


def test_the_list_says_where_each_term_is_used(desk):
    ServiceFactory(approved=True, data=ServiceData(name="Sleep", needs=("sleep",)))
    page = desk.get(_url("needs")).content.decode()
    assert "1 live service" in page
    assert "Dyslexia" in page


def test_topics_have_a_page_of_their_own_and_nothing_else_has(desk):
    assert "Short breaks" in desk.get(_url("terms", "topic")).content.decode()
    assert desk.get(_url("terms", "colours")).status_code == 404


def test_the_list_costs_the_same_however_many_terms_there_are(desk, django_assert_max_num_queries):
    for number in range(60):
        Term.objects.create(vocabulary="need", code=f"own-{number}", label=f"Own {number}", broader=_need("sleep"))
    with django_assert_max_num_queries(40):
        desk.get(_url("needs"))


def test_an_officer_adds_renames_merges_and_retires(desk):
    desk.post(_url("add", "need"), {"label": "Selective mutism"})
    term = _need("selective-mutism")
    desk.post(_url("change", term.pk), {"label": "Selective mutism and silence", "broader": _need("anxiety").pk})
    assert term_labels("need")["selective-mutism"] == "Selective mutism and silence"
    desk.post(_url("merge", term.pk), {"into": _need("anxiety").pk})
    assert "selective-mutism" not in term_labels("need")
    desk.post(_url("bring-back", term.pk))
    desk.post(_url("retire", term.pk))
    assert Term.objects.get(pk=term.pk).retired


def test_looking_at_what_a_merge_touches_changes_nothing(desk):
    ServiceFactory(approved=True, data=ServiceData(name="Sleep", needs=("sleep",)))
    page = desk.get(_url("merge", _need("sleep").pk)).content.decode()
    assert "1 live service" in page
    assert not _need("sleep").retired


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("add", {"label": ""}, "Enter the words that families read."),
        ("add", {"label": "Autism"}, "is there already"),
        ("merge", {}, "Choose the term to use instead."),
        ("retire", {}, "meaning of its own"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(desk, name, answers, message):
    before = list(Term.objects.values_list("code", "label", "retired"))
    where = "need" if name == "add" else _need("all-send").pk
    response = desk.post(_url(name, where), answers)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert list(Term.objects.values_list("code", "label", "retired")) == before


def test_others_keep_out(alpha, client_for, with_second_factor):
    for role in ("content_editor", "commissioner"):
        browser = client_for(alpha, with_second_factor(PersonFactory(**{role: True})))
        assert browser.get(_url("needs")).status_code == 403
