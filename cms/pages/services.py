"""Writes on pages, and what families can find of them. Editors write in Wagtail's admin; `receivers` follow it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.documents.models import Document
from wagtail.models import Page

from cms.pages.blocks import Block
from cms.pages.mails import PAGE_CHECK
from cms.pages.models import ContentPage, DocumentContent, PageKind
from cms.pages.projection import document_of, key_of
from cms.pages.selectors import (
    ids_of_found_pages,
    ids_of_pages_grown_old,
    ids_of_pages_with,
    next_page_time,
    pages_to_ask_about,
    pages_to_take_down,
    path_of,
    revisions_to_publish,
)
from search.index.services.documents import put_documents, remove_document, remove_documents
from search.taxonomy.models import Term
from search.taxonomy.selectors import terms_read_once
from tenants.councils.links import absolute_url
from tenants.councils.services.due_tasks import run_again, run_within
from tenants.files.confined import take_document
from tenants.files.errors import BadUpload
from tenants.files.kinds import OFFICE
from tenants.mail.services.outbox import owe_to_person

log = structlog.get_logger(__name__)
BATCH: Final = 200
"""So many pages are read and written together."""

CLOCK_TASK: Final = "cms.pages.tasks.keep_pages_in_time"
CLOCK_READ_WITHIN: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """What a page starts with. `topics` and `needs` are codes; those that the council doesn't have are left out."""

    slug: str
    title: str
    summary: str
    body: list[Block]
    topics: Sequence[str] = ()
    needs: Sequence[str] = ()
    kind: PageKind = PageKind.GUIDE
    legal_basis: str = ""
    last_reviewed: date | None = None
    review_date: date | None = None


@transaction.atomic
def publish_new_page(*, parent: Page, page: NewPage) -> ContentPage:
    """Make a page and have it live at once, as the system. Raises ValidationError by field."""
    made = _add(parent, page, live=True)
    made.save_revision().publish()
    published: ContentPage = ContentPage.objects.get(pk=made.pk)
    return published


@transaction.atomic
def put_new_page(*, parent: Page, page: NewPage, live: bool) -> ContentPage:
    """Make one of many pages, as the system: half the work of `publish_new_page`. Raises ValidationError by field.

    Families find those that are live once the caller has called `refresh_pages` for all of them.
    """
    made = _add(parent, page, live=live)
    revision = made.save_revision(clean=False)
    if live:
        ContentPage.objects.filter(pk=made.pk).update(
            live_revision=revision,
            first_published_at=revision.created_at,
            last_published_at=revision.created_at,
            has_unpublished_changes=False,
        )
    return made


def note_content(*, document: Document) -> None:
    """Keep on record what our check finds in a document's file, whichever way it came; nothing where it finds fault.

    A file that is on record already is not read again.
    """
    name = str(document.file.name)
    if not name or DocumentContent.objects.filter(document=document, file=name).exists():
        return
    DocumentContent.objects.filter(document=document).delete()
    try:
        with document.open_file() as file:
            content_type = take_document(file.read(), OFFICE).content_type
    except (BadUpload, OSError) as error:
        log.warning("document_not_on_record", document=document.pk, reason=str(error))
        return
    DocumentContent.objects.create(document=document, file=name, content_type=content_type)


def refresh_pages_under(*, page_id: int) -> None:
    """Make what families can find of a page and all below it equal to what is live and public now.

    Those below change with it: their addresses follow its own, and what hides it hides them.
    """
    path = path_of(page_id)
    if path is not None:
        _refresh(Q(path__startswith=path))


def refresh_pages_of_term(*, term: Term) -> None:
    """The same for the pages that carry a need or topic: its words are in their documents."""
    _refresh(Q(pk__in=ids_of_pages_with(term)))


def refresh_pages(keys: Collection[int]) -> None:
    """The same for the pages with these keys."""
    _refresh(Q(pk__in=keys))


def refresh_every_page() -> int:
    """The same for every page of the open council; gives how many there are."""
    return _refresh(Q())


def forget_page(*, page: ContentPage) -> None:
    """Leave a tombstone of a page that was deleted, until every engine has forgotten it."""
    remove_document(key=key_of(page))


def follow_the_clock() -> None:
    """Publish and take down pages whose time has come, and let those sink that nobody checked in time. Idempotent.

    A page that can't be published is logged and holds up no other. Comes again when the next page's time has come.
    """
    for page in pages_to_take_down():
        _alone(partial(page.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"), page=page.pk)
    for revision in revisions_to_publish():
        _alone(partial(revision.publish, log_action="wagtail.publish.scheduled"), page=revision.object_id)
    if grown_old := ids_of_pages_grown_old():
        _refresh(Q(pk__in=grown_old))
    if next_time := next_page_time():
        run_again(CLOCK_TASK, max(next_time, timezone.now() + CLOCK_READ_WITHIN))


@transaction.atomic
def ask_for_checks(today: date) -> int:
    """Owe each person one mail about the pages that it is time to check; gives how many. Idempotent for a day."""
    owed = 0
    for person, pages in pages_to_ask_about(today).items():
        lines = [f"- {page.title}, by {date_format(page.review_date or today, 'j F Y')}" for page in pages]
        owed += owe_to_person(
            event=f"page-check:{person.pk}:{today}",
            person=person,
            template=PAGE_CHECK,
            about={"pages": [page.pk for page in pages], "due": sorted({str(page.review_date) for page in pages})},
            values={"pages": "\n".join(lines), "link": absolute_url(reverse("wagtailadmin_explore_root"))},
        )
    return owed


def follow_new_times() -> None:
    """Have the clock read soon: a page was saved, and may have got a time to go live, to end or to be checked."""
    run_within(CLOCK_TASK, CLOCK_READ_WITHIN)


def _add(parent: Page, page: NewPage, *, live: bool) -> ContentPage:
    made = ContentPage(
        title=page.title,
        slug=page.slug,
        summary=page.summary,
        body=page.body,
        kind=page.kind,
        legal_basis=page.legal_basis,
        last_reviewed=page.last_reviewed,
        review_date=page.review_date,
        live=live,
        has_unpublished_changes=not live,
    )
    made.topics = list(Term.objects.current().topics().filter(code__in=page.topics))
    made.needs = list(Term.objects.current().needs().filter(code__in=page.needs))
    parent.add_child(instance=made)
    return made


@transaction.atomic
def _refresh(which: Q) -> int:
    """The pages are locked before they are read, so that of two changes at once the later sees what the earlier did:
    else a publish could bring back a page that somebody else makes private in the same moment."""
    locked = Page.objects.select_for_update().filter(which).order_by("path")
    keys = list(locked.values_list("pk", flat=True))
    shown = ids_of_found_pages()
    return sum(_refresh_batch(keys[start : start + BATCH], shown) for start in range(0, len(keys), BATCH))


@terms_read_once()
def _refresh_batch(keys: Sequence[int], shown: Collection[int]) -> int:
    pages = list(ContentPage.objects.filter(pk__in=keys).prefetch_related("topics", "needs"))
    found = [page for page in pages if page.pk in shown and page.get_url()]
    gone = {page.pk for page in pages} - {page.pk for page in found}
    put_documents(documents=[document_of(page) for page in found])
    remove_documents(keys=[key_of(page) for page in pages if page.pk in gone])
    return len(pages)


def _alone(change: Callable[[], object], *, page: int | str) -> None:
    try:
        with transaction.atomic():
            change()
    except Exception:
        log.exception("pages.scheduled_change_failed", page=page)
