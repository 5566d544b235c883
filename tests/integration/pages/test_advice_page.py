"""What families see on a page of advice, and what its editors may write."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.pages.models import ContentPage
from search.taxonomy.models import Term, Vocabulary
from tests.factories import PageFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def html_of(client_for, council, page) -> str:
    response = client_for(council).get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_it_leads_to_the_services_of_its_topics_and_needs(alpha, client_for):
    for number in range(4):
        ServiceFactory(approved=True, name=f"Night {number}", topics=("therapies",), needs=("sleep",))
    ServiceFactory(approved=True, name="Other need", topics=("therapies",), needs=("autism",))
    ServiceFactory(approved=True, name="Other topic", topics=("leisure",), needs=("sleep",))
    page = PageFactory(topics=["therapies", "parent-carers"], needs=["sleep"])
    html = html_of(client_for, alpha, page)
    assert "Services that can help" in html
    assert sum(f"Night {number}" in html for number in range(4)) == 3
    assert "Other" not in html
    address = html.split("See all 4 services")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert address == "/search/?need=sleep&topic=therapies&topic=parent-carers"
    assert "4 services" in client_for(alpha).get(address).content.decode()


def test_services_that_speak_of_what_the_title_says_come_first(alpha, client_for):
    needs = ("speech-language-communication",)
    others = ("Any toys", "Borrowed toys", "Cooking course")
    for name in (*others, "Talk and play: speech therapy"):
        ServiceFactory(approved=True, name=name, needs=needs)
    html = html_of(client_for, alpha, PageFactory(title="Late to talk", slug="talking", needs=needs))
    shown = [html.index(name) for name in others if name in html]
    assert len(shown) == 2  # equals come by their last change: which two is not said here
    assert all(html.index("Talk and play") < place for place in shown)


@pytest.mark.parametrize("topics", [[], ["housing"]], ids=["about nothing", "no such service"])
def test_it_says_nothing_of_services_where_there_are_none(alpha, client_for, topics):
    ServiceFactory(approved=True, topics=("therapies",))
    assert "Services that can help" not in html_of(client_for, alpha, PageFactory(topics=topics))


def test_it_says_when_it_was_reviewed_or_else_changed(alpha, client_for):
    reviewed = PageFactory(last_reviewed=date(2026, 3, 2))
    assert "Last reviewed 2 March 2026." in html_of(client_for, alpha, reviewed)
    assert "Last changed " in html_of(client_for, alpha, PageFactory())


def test_it_shows_the_way_here_and_the_pages_below_that_everybody_may_read(alpha, client_for):
    top = PageFactory(title="Advice", slug="advice")
    middle = PageFactory(title="Health", slug="health", parent=top)
    PageFactory(title="Shown", slug="shown", parent=middle)
    PageFactory(title="Taken down", slug="down", parent=middle).unpublish()
    hidden = PageFactory(title="For staff", slug="staff", parent=middle)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    html = html_of(client_for, alpha, middle)
    assert 'class="govuk-breadcrumbs__link" href="/advice/"' in html
    assert 'href="/advice/health/shown/"' in html
    assert "Taken down" not in html
    assert "For staff" not in html


def test_it_asks_no_more_of_the_database_however_much_there_is(alpha, client_for):
    def queries(page) -> int:
        browser = client_for(alpha)
        browser.get(page.get_url())
        with CaptureQueriesContext(connection) as asked:
            browser.get(page.get_url())
        return len(asked)

    small = PageFactory(topics=["therapies"])
    PageFactory(parent=small)
    ServiceFactory(approved=True, topics=("therapies",))
    few = queries(small)
    for _ in range(6):
        PageFactory(parent=small)
        ServiceFactory(approved=True, topics=("therapies",), needs=("sleep", "autism"))
    assert queries(small) == few


def form_of(page, **changes) -> dict[str, object]:
    nested = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "kind": page.kind,
        "body": streamfield([]),
        "comments": inline_formset([]),
    }
    return {**nested_form_data(nested), **changes}


@pytest.fixture
def editor(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory(content_editor=True)))


def test_an_editor_ticks_topics_and_needs_with_the_councils_own_among_them(editor):
    own = Term.objects.create(vocabulary=Vocabulary.TOPIC, code="forest-school", label="Forest school", position=90)
    sleep = Term.objects.needs().get(code="sleep")
    page = PageFactory()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Forest school" in editor.get(address).content.decode()
    form = form_of(page, topics=[own.pk], needs=[sleep.pk], last_reviewed="2026-03-02", review_date="2027-03-02")
    response = editor.post(address, {**form, "action-publish": "yes"})
    assert response.status_code == 302, response.context["form"].errors
    page = ContentPage.objects.get(pk=page.pk)
    assert (list(page.topics.all()), list(page.needs.all())) == ([own], [sleep])
    assert page.last_reviewed == date(2026, 3, 2)


def test_a_need_is_no_topic(editor):
    page = PageFactory()
    sleep = Term.objects.needs().get(code="sleep")
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, topics=[sleep.pk]))
    assert "topics" in response.context["form"].errors


def test_days_of_checking_are_refused_field_by_field(alpha):
    page = PageFactory()
    page.last_reviewed = timezone.localdate() + timedelta(days=1)
    page.review_date = timezone.localdate()
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.message_dict) == {"last_reviewed", "review_date"}


def test_a_page_the_frame_links_to_cannot_be_set_to_expire(alpha):
    about = ContentPage.objects.get(slug="about")
    about.expire_at = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        about.clean()
    assert set(refused.value.message_dict) == {"expire_at"}
