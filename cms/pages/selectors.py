"""Reads of pages."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, Min, Q
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page, PageQuerySet, Revision

from cms.pages.models import LEGAL_SLUGS, LINKED_SLUGS, ContentPage, DocumentContent
from cms.pages.projection import key_of
from search.index.models import SearchRow
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.selectors import related_needs
from tenants.accounts.models import User
from tenants.accounts.selectors import managers

ASK_BEFORE: Final = timedelta(days=30)
MANAGERS_AFTER: Final = timedelta(days=14)
UNKNOWN_CONTENT: Final = "application/octet-stream"
"""Of files that came before our check, or past it: browsers keep them and open none."""


def content_type_of(document: Document) -> str:
    """What our check found in the document's file; UNKNOWN_CONTENT where there is no record of just this file."""
    found = DocumentContent.objects.filter(document=document, file=document.file.name).first()
    return found.content_type if found else UNKNOWN_CONTENT


def pages_to_ask_about(today: date) -> dict[User, list[ContentPage]]:
    """Whom to ask on a day to check which pages: who keeps them 30 days before and on the day, the managers two weeks
    after it, and on the day where nobody keeps a page."""
    asked: dict[User, list[ContentPage]] = {}
    days = {today + ASK_BEFORE, today, today - MANAGERS_AFTER}
    bosses = list(managers())
    for page in ContentPage.objects.live().filter(review_date__in=days).select_related("keeper").order_by("title"):
        keeper = page.keeper if page.keeper and page.keeper.is_active else None
        late = page.review_date < today or (page.review_date == today and keeper is None)
        for person in bosses if late else filter(None, [keeper]):
            asked.setdefault(person, []).append(page)
    return asked


def has_advice() -> bool:
    """Whether the council has a page of advice that everybody may read, right below its home page."""
    return bool(ContentPage.objects.live().public().filter(depth=3, slug="advice").exists())


def ids_of_found_pages() -> set[int]:
    """Pages that families find: live, with no restriction on them or on a page above them, and no legal text, which is
    never advice about anything."""
    shown = ContentPage.objects.live().public().exclude(depth=3, slug__in=LEGAL_SLUGS)
    return set(shown.values_list("pk", flat=True))


def ids_of_pages_with(term: Term) -> list[int]:
    """Live pages about a need or topic, or about a need that is broader or narrower."""
    relatives = Q(needs__code__in=related_needs([term.code])) if term.vocabulary == Vocabulary.NEED else Q()
    carriers = ContentPage.objects.live().filter(Q(needs=term) | Q(topics=term) | relatives)
    return list(carriers.distinct().values_list("pk", flat=True))


def ids_of_pages_grown_old() -> list[int]:
    """Pages whose day of checking has passed since they were put in the search table."""
    due = ContentPage.objects.live().filter(review_date__lt=timezone.localdate())
    keys = {key_of(page): page.pk for page in due.only("translation_key")}
    fresh = SearchRow.objects.filter(key__in=keys, stale=False, deleted=False)
    return [keys[key] for key in fresh.values_list("key", flat=True)]


def pages_to_take_down() -> PageQuerySet:
    """Live pages past their time, but for those that the frame of every page links to."""
    return _may_be_taken_down().filter(expire_at__lt=timezone.now()).order_by("expire_at")


def revisions_to_publish() -> list[Revision]:
    """Approved versions of pages whose time to go live has come."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
    return list(due.order_by("approved_go_live_at"))


def next_page_time() -> datetime | None:
    """When the next page is to be published, to be taken down or to sink, as far as pages say so now."""
    publish = Revision.page_revisions.aggregate(first=Min("approved_go_live_at"))["first"]
    take_down = _may_be_taken_down().aggregate(first=Min("expire_at"))["first"]
    unchecked = ContentPage.objects.live().filter(review_date__gte=timezone.localdate())
    last_day = unchecked.aggregate(first=Min("review_date"))["first"]
    sink = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min)) if last_day else None
    return min(filter(None, (publish, take_down, sink)), default=None)


def path_of(page_id: int) -> str | None:
    """Where a page is in the tree now; None when it is gone."""
    path: str | None = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
    return path


def pages_by_term(vocabulary: str) -> dict[int, int]:
    """How many pages carry each need or topic."""
    field = "needs" if vocabulary == Vocabulary.NEED else "topics"
    counted = ContentPage.objects.values(field).annotate(number=Count("pk")).order_by()
    return {row[field]: row["number"] for row in counted if row[field] is not None}


def _may_be_taken_down() -> PageQuerySet:
    return ContentPage.objects.filter(live=True).exclude(depth=3, slug__in=LINKED_SLUGS)
