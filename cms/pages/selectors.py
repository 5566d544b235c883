"""Reads of pages."""

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.models import Page, PageQuerySet, Revision

from cms.pages.models import LINKED_SLUGS, ContentPage
from cms.pages.projection import key_of
from search.index.models import SearchRow
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.selectors import related_needs


def ids_of_shown_pages() -> set[int]:
    """Pages that everybody may read: live, with no restriction on them or on a page above them."""
    return set(ContentPage.objects.live().public().values_list("pk", flat=True))


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
    expired = ContentPage.objects.filter(live=True, expire_at__lt=timezone.now())
    return expired.exclude(depth=3, slug__in=LINKED_SLUGS).order_by("expire_at")


def revisions_to_publish() -> list[Revision]:
    """Approved versions of pages whose time to go live has come."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
    return list(due.order_by("approved_go_live_at"))


def path_of(page_id: int) -> str | None:
    """Where a page is in the tree now; None when it is gone."""
    path: str | None = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
    return path


def pages_by_term(vocabulary: str) -> dict[int, int]:
    """How many pages carry each need or topic."""
    field = "needs" if vocabulary == Vocabulary.NEED else "topics"
    counted = ContentPage.objects.values(field).annotate(number=Count("pk")).order_by()
    return {row[field]: row["number"] for row in counted if row[field] is not None}
