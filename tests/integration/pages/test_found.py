"""A page of advice is found exactly as long as everybody may read it, and says what is live."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.pages.models import ContentPage, HomePage
from cms.pages.projection import document_of, key_of
from cms.pages.services import follow_the_clock, refresh_every_page, refresh_pages_under
from search.documents import SearchDocument
from search.index.models import SearchRow
from search.parameters import Parameters
from search.selectors import find
from search.taxonomy.models import Term
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.services.councils import create_council
from tests.contract.searching import elasticsearch_of, no_index_left  # noqa: F401
from tests.factories import PageFactory, ServiceFactory

pytestmark = pytest.mark.django_db

BODY = [
    ("text", "<h2>Before bed</h2><p>Turn <b>screens</b> off.</p><ul><li>Dim the lights</li></ul>"),
    ("steps", [{"title": "Keep a diary", "text": "For two weeks."}]),
    ("notice", {"title": "Snoring?", "text": "See a GP."}),
]


@pytest.fixture
def page(alpha):
    return PageFactory(title="Sleep", slug="sleep", body=BODY, topics=["parent-carers"], needs=["sleep"])


@pytest.fixture
def below(page):
    return PageFactory(title="Melatonin", slug="melatonin", parent=page)


def found(page) -> SearchDocument | None:
    row = SearchRow.objects.filter(key=key_of(page), deleted=False).first()
    return SearchDocument.from_json(row.body) if row else None


def advice(**asked) -> list[str]:
    return [hit.document.name for hit in find(parameters=Parameters(kind="page", **asked)).hits]


def restrict(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_published_page_is_a_document_of_plain_words(page):
    document = found(page)
    assert (document.kind, document.name, document.url) == ("page", "Sleep", "/sleep/")
    assert (document.topics, document.needs, document.labels) == (
        ("parent-carers",),
        ("sleep",),
        ("Sleep", "Help for parent carers"),
    )
    assert document.updated == timezone.localdate(page.last_published_at)
    assert (document.reach, document.delivery, document.places, document.organisation) == ("council", (), (), "")
    assert "<" not in document.description
    for words in ("Before bed", "screens", "Dim the lights", "Keep a diary", "For two weeks.", "Snoring?"):
        assert words in document.description


@pytest.fixture(params=["postgres", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def catch_up(request, alpha, settings):
    """The search on each engine; call it to have the index follow."""
    if request.param == "postgres":
        return lambda: None
    settings.SEARCH_ENGINE = "elasticsearch"
    return elasticsearch_of().catch_up


def test_families_find_it_by_words_topic_and_need_beside_the_services(catch_up, page):
    ServiceFactory(approved=True, name="Sleep clinic", needs=("sleep",))
    catch_up()
    assert advice(q="screens") == ["Sleep"]
    assert advice(topic=("parent-carers",)) == ["Sleep"]
    assert advice(need=("sleep",)) == ["Sleep"]
    assert advice(need=("autism",)) == []
    findings = find(parameters=Parameters(q="sleep"))
    assert [hit.document.name for hit in findings.hits] == ["Sleep clinic"]
    assert findings.kinds == {"service": 1, "page": 1}


def test_what_is_taken_down_is_gone_on_either_engine(catch_up, page, below):
    catch_up()
    restrict(page)
    catch_up()
    assert advice() == []


def test_a_draft_is_not_found(page):
    page.title = "A draft"
    page.body = [("text", "<p>Unread words</p>")]
    page.save_revision()
    assert found(page).name == "Sleep"
    draft = HomePage.objects.get().add_child(instance=ContentPage(title="New", slug="new", live=False))
    draft.save_revision()
    assert found(draft) is None
    refresh_every_page()
    assert found(draft) is None
    assert "Unread" not in found(page).description


def test_a_new_version_is_found_once_it_is_published(page):
    page.title = "Sleeping well"
    page.topics = [Term.objects.topics().get(code="therapies")]
    page.save_revision().publish()
    assert (found(page).name, found(page).topics) == ("Sleeping well", ("therapies",))


def test_what_is_undone_with_its_transaction_was_never_found(alpha):
    with transaction.atomic():
        assert found(PageFactory())
        transaction.set_rollback(True)
    assert not SearchRow.objects.exists()


def test_unpublishing_takes_away_that_page_alone(page, below):
    page.unpublish()
    assert found(page) is None
    assert found(below).url == "/sleep/melatonin/"


def test_deleting_takes_the_pages_below_along(page, below):
    page.delete()
    assert not SearchRow.objects.filter(deleted=False).exists()
    assert SearchRow.objects.filter(deleted=True).count() == 2


def test_deleting_a_private_page_does_not_bring_it_back(page, below):
    restrict(page)
    page.delete()
    assert not SearchRow.objects.filter(deleted=False).exists()


def test_moving_changes_the_addresses_of_all_below(page, below):
    other = PageFactory(slug="health")
    page.move(other, pos="last-child")
    assert (found(page).url, found(below).url) == ("/health/sleep/", "/health/sleep/melatonin/")


def test_a_new_address_changes_those_of_all_below(page, below):
    page.slug = "rest"
    page.save_revision().publish()
    assert (found(page).url, found(below).url) == ("/rest/", "/rest/melatonin/")


def test_a_new_address_that_is_saved_without_publishing_is_followed_too(
    page, below, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "rest"
        page.save()
    assert found(below).url == "/rest/melatonin/"


def test_a_private_page_and_all_below_it_are_not_found(page, below):
    restriction = restrict(page)
    assert (found(page), found(below)) == (None, None)
    restriction.delete()
    assert found(page)
    assert found(below)


def test_publishing_below_a_private_page_stays_private(page):
    restrict(page)
    assert found(PageFactory(parent=page)) is None
    page.save_revision().publish()
    assert found(page) is None


def test_moving_below_a_private_page_hides(page, below):
    private = PageFactory(slug="staff")
    restrict(private)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=private.pk), pos="last-child")
    assert (found(page), found(below)) == (None, None)


def test_everything_is_private_below_a_private_home(page):
    restrict(HomePage.objects.get())
    assert advice() == []


def test_a_copy_is_a_page_of_its_own(page):
    copied = page.copy(update_attrs={"slug": "sleep-2", "title": "Sleep again"})
    assert found(copied).url == "/sleep-2/"
    copied.delete()
    assert found(page)


def test_a_need_or_topic_that_is_renamed_is_renamed_in_pages(page):
    term = Term.objects.needs().get(code="sleep")
    term.label = "Trouble sleeping"
    term.save()
    assert found(page).labels == ("Trouble sleeping", "Help for parent carers")


def test_a_page_goes_live_and_expires_in_its_time(page):
    page.title, page.go_live_at = "Sleep in summer", timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    follow_the_clock()
    assert found(page).name == "Sleep"
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.content["expire_at"] = (timezone.now() - timedelta(seconds=1)).isoformat()
    revision.save()
    follow_the_clock()
    assert found(page).name == "Sleep in summer"
    follow_the_clock()
    assert found(page) is None


def test_a_page_scheduled_for_later_is_not_found_yet(alpha):
    page = HomePage.objects.get().add_child(instance=ContentPage(title="Later", slug="later", live=False))
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    follow_the_clock()
    assert found(page) is None


def test_a_page_that_cannot_go_live_holds_up_no_other(alpha):
    past = timezone.now() - timedelta(minutes=1)
    first, second = (
        HomePage.objects.get().add_child(instance=ContentPage(title=name, slug=name, live=False))
        for name in ("one", "two")
    )
    for page in (first, second):
        revision = page.save_revision()
        revision.approved_go_live_at = past
        revision.content["title"] = "" if page is first else "Two"
        revision.save()
    follow_the_clock()
    assert found(first) is None
    assert found(second).name == "Two"


def test_pages_the_frame_links_to_never_expire(alpha):
    about = ContentPage.objects.get(slug="about")
    ContentPage.objects.filter(pk=about.pk).update(expire_at=timezone.now() - timedelta(days=1))
    follow_the_clock()
    assert ContentPage.objects.get(pk=about.pk).live


def test_a_page_that_nobody_checked_in_time_sinks_once(page):
    ContentPage.objects.filter(pk=page.pk).update(review_date=timezone.localdate() - timedelta(days=1))
    follow_the_clock()
    assert found(page).stale
    version = SearchRow.objects.get(key=key_of(page)).version
    follow_the_clock()
    assert SearchRow.objects.get(key=key_of(page)).version == version


def test_a_page_of_one_council_is_never_anothers(councils):
    with council_scope("alpha"):
        PageFactory(title="Alpha advice")
        assert "Alpha advice" in advice()
    with council_scope("beta"):
        assert advice() == []
        assert advice(q="alpha") == []


def test_every_page_is_made_anew(page, below):
    restrict(below)
    SearchRow.objects.filter(key=key_of(page)).update(body={}, deleted=True)
    SearchRow.objects.filter(key=key_of(below)).update(deleted=False, body=document_of(below).as_json())
    assert refresh_every_page() == ContentPage.objects.count()
    assert found(page).name == "Sleep"
    assert found(below) is None


@pytest.mark.django_db(transaction=True)
def test_a_new_councils_pages_are_found_from_the_first_minute(owning):
    create_council(slug="gamma", name="Gamma Council", domain="gamma.localhost", gss_codes=["E06000060"])
    with council_scope(Council.objects.get(slug="gamma")):
        urls = {hit.document.url for hit in find(parameters=Parameters(kind="page")).hits}
    assert urls == {"/about/", "/ehc-needs-assessment/", "/get-help/"}  # legal pages are advice about nothing


def test_pages_are_refreshed_in_as_many_queries_for_50_as_for_1(page, alpha):
    need, topic = Term.objects.get(code="sleep"), Term.objects.get(code="parent-carers")
    restrict(PageFactory(title="Hidden", slug="hidden", parent=page))
    asked = []
    for last in (1, 10, 50):
        for number in range(page.get_children_count(), last):
            made = page.add_child(instance=ContentPage(title=f"Below {number}", slug=f"below-{number}", body=BODY))
            made.needs, made.topics = [need], [topic]
            made.save()
            page.refresh_from_db()
        refresh_pages_under(page_id=page.pk)
        with CaptureQueriesContext(connection) as queries:
            refresh_pages_under(page_id=page.pk)
        asked.append(len(queries))
    assert len(advice(q="below")) >= 20
    assert len(set(asked)) == 1, asked
