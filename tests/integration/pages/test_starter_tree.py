"""The pages of advice that a council gets when it is asked for: what is live, what is a draft, and what stays."""

import pytest

from cms.pages.models import ContentPage, HomePage, PageKind
from cms.starter.services import add_starter_tree
from cms.starter.tree import starter_tree
from search.index.models import SearchRow
from tests.factories import PageFactory

pytestmark = pytest.mark.django_db
PAGES = [page for section in starter_tree() for page in section.pages]


def test_a_new_council_has_none_of_it_until_it_is_asked_for(alpha):
    assert not ContentPage.objects.filter(slug="advice").exists()


def test_general_advice_is_read_and_found_at_once_and_what_has_questions_is_a_draft(alpha, client_for):
    made = {page.slug: page for page in add_starter_tree()}
    assert {page.slug for page in PAGES} <= set(made)
    assert all(made[page.slug].live is not page.asks for page in PAGES)
    assert made["travel-16-to-19"].kind == PageKind.STATEMENT

    browser = client_for(alpha)
    for page in ContentPage.objects.descendant_of(HomePage.objects.get()).live():
        response = browser.get(page.get_url())
        html = response.content.decode()
        assert response.status_code == 200, page.slug
        assert len(response.content) < 60_000, page.slug
        assert "Question to the writer" not in html
        assert html.count("<h1") == 1
        assert page.live_revision == page.latest_revision
    assert browser.get("/advice/statements/travel-16-to-19/").status_code == 404

    index = browser.get("/advice/").content.decode()
    for section in starter_tree():
        for page in section.pages:
            assert (f'href="/advice/{section.page.slug}/{page.slug}/"' in index) is not page.asks

    shown = {f"page:{page.translation_key}" for page in made.values() if page.live}
    assert set(SearchRow.objects.filter(key__in=shown, deleted=False).values_list("key", flat=True)) == shown
    hidden = {f"page:{page.translation_key}" for page in made.values() if not page.live}
    assert not SearchRow.objects.filter(key__in=hidden, deleted=False).exists()
    assert add_starter_tree() == []


def test_only_what_is_missing_is_added_and_what_people_wrote_stays_where_they_put_it(alpha):
    own = PageFactory(slug="advice", title="Our advice")
    for page in PAGES[2:]:
        PageFactory(slug=page.slug, title=f"Our own {page.slug}", parent=own)
    made = {page.slug for page in add_starter_tree()}
    assert made == {"early-years", *(page.slug for page in PAGES[:2])}
    kept = ContentPage.objects.get(slug=PAGES[-1].slug)
    assert kept.title.startswith("Our own")
    assert kept.get_parent().title == "Our advice"


def test_without_advice_its_address_leads_to_what_pages_there_are(alpha, client_for):
    response = client_for(alpha).get("/advice/")
    assert (response.status_code, response["Location"]) == (302, "/search/?kind=page")
