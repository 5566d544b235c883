"""Keeps what families can find of pages equal to what is live and public, in the same transaction as the change."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.pages.models import ContentPage
from cms.pages.services import (
    follow_new_times,
    forget_page,
    note_content,
    refresh_pages_of_term,
    refresh_pages_under,
)
from search.taxonomy.models import Term


@receiver([page_published, page_unpublished], sender=ContentPage, dispatch_uid="pages-live")
@receiver([post_page_move, page_slug_changed], dispatch_uid="pages-address")
def follow_page(*, instance: Page, **kwargs: Any) -> None:
    """A page went live, changed, was taken down, or it and all below it have another address.

    Publishing a new address is followed at once; Wagtail says so again after the commit, where it was only saved.
    """
    refresh_pages_under(page_id=instance.pk)


@receiver(post_save, sender=ContentPage, dispatch_uid="pages-times")
def follow_times(**kwargs: Any) -> None:
    """A page was saved, with the times at which it goes live, ends or is to be checked."""
    follow_new_times()


@receiver(post_save, sender=Revision, dispatch_uid="pages-scheduled")
def follow_schedule(*, instance: Revision, **kwargs: Any) -> None:
    """A version was approved to go live later."""
    if instance.approved_go_live_at:
        follow_new_times()


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="pages-restriction")
def follow_restriction(*, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page and all below it became private, or public again."""
    refresh_pages_under(page_id=instance.page_id)


@receiver(post_delete, sender=ContentPage, dispatch_uid="pages-deleted")
def follow_deletion(*, instance: ContentPage, **kwargs: Any) -> None:
    """A page was deleted, by itself or with one above it."""
    forget_page(page=instance)


@receiver(post_save, sender=Document, dispatch_uid="pages-document")
def follow_document(*, instance: Document, raw: bool = False, **kwargs: Any) -> None:
    """A document has a file, or another one."""
    if not raw:
        note_content(document=instance)


@receiver(post_save, sender=Term, dispatch_uid="pages-term")
def follow_term(*, instance: Term, created: bool, **kwargs: Any) -> None:
    """A need or topic is called something else."""
    if not created:
        refresh_pages_of_term(term=instance)
