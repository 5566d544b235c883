"""Asks for whole editions, makes them file by file, and forgets old ones.

Who begins says so in a commit of its own before the work, and again with each file, so that a worker which dies in the
midst says nothing more and the sweep hands the edition to another. Until an edition is whole the last one is offered.
"""

import errno
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZIP_STORED, ZipFile

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from cms.editions.book import Book, volumes_of
from cms.editions.errors import NotMade
from cms.editions.formats import Format
from cms.editions.models import KEPT, Edition, EditionFile, EditionQuerySet, Status
from cms.editions.plain_text import book_as_text
from cms.editions.selectors import book_of_offer, state_of_offer, whole_edition
from cms.editions.services.allowed import require_desk
from cms.editions.typeset.printing import check_printable, print_pdf
from search.taxonomy.selectors import terms_read_once
from tenants.accounts.models import User
from tenants.councils.enqueue import enqueue, enqueue_after_commit
from tenants.councils.locks import Lock, lock_until_commit
from tenants.councils.services.due_tasks import run_again, run_within

MAKE_TASK: Final = "cms.editions.tasks.make_edition"
SWEEP_TASK: Final = "cms.editions.tasks.sweep_editions"
SWEPT_WITHIN: Final = timedelta(minutes=1)
TRIES: Final = 3
PDFS: Final = (Format.PDF, Format.PDF_16, Format.PDF_20)
NO_ROOM: Final = "There was no room to keep it. The edition before is still there. Tell whoever hosts this site."
OUR_FAULT: Final = "Something went wrong on our side. The edition before is still there. Ask for it again."
logger = structlog.get_logger(__name__)


class Made(NamedTuple):
    """A file on its way to being kept."""

    format: Format
    volume: int
    numbers: tuple[int, int]
    content: bytes


class _Stopped(Exception):
    """Somebody cancelled it, or another worker has it."""


@transaction.atomic
def ask_for_edition(*, user: User | None) -> Edition:
    """The edition that is on its way or that has what there is now; else a new one, made in the background.

    `user` is None for the nightly task. Raises NotAllowed.
    """
    if user is not None:
        require_desk(user)
    lock_until_commit(Lock.EDITIONS)
    if under_way := Edition.objects.unfinished().first():
        return under_way
    state, last = state_of_offer(), whole_edition()
    if last is not None and last.made_of == state:
        return last
    edition = Edition.objects.create(by=user, made_of=state)
    if user is not None:
        log(instance=edition, action="editions.ask", user=user)
    run_within(SWEEP_TASK, SWEPT_WITHIN)
    enqueue_after_commit(MAKE_TASK, edition.pk)
    return edition


@transaction.atomic
def cancel_edition(*, user: User, edition: Edition) -> bool:
    """Stop one that is on its way; False when it has ended already. Its files go with the next sweep.

    Raises NotAllowed.
    """
    require_desk(user)
    stopped = Edition.objects.filter(pk=edition.pk).unfinished()
    if not stopped.update(status=Status.CANCELLED, moved_at=timezone.now()):
        return False
    log(instance=edition, action="editions.cancel", user=user)
    run_within(SWEEP_TASK, SWEPT_WITHIN)
    return True


def make_edition(*, edition_id: int) -> None:
    """Make every file of an edition, unless it is whole or somebody is at it. What goes wrong is told on its page."""
    begun = Edition.objects.filter(pk=edition_id).nobodys()
    if not begun.update(status=Status.WORKING, tries=F("tries") + 1, done=0, total=0, moved_at=timezone.now()):
        return
    edition = Edition.objects.get(pk=edition_id)
    try:
        if edition.tries > TRIES:
            raise NotMade(OUR_FAULT)
        _make(edition)
    except _Stopped:
        return
    except NotMade as problem:
        _fail(edition, problem.message)
    except OSError as problem:
        logger.warning("edition_not_kept", edition=str(edition.uuid), error=type(problem).__name__)
        _fail(edition, NO_ROOM if problem.errno in {errno.ENOSPC, errno.EDQUOT} else OUR_FAULT)
    except Exception:
        logger.exception("edition_failed", edition=str(edition.uuid))
        _fail(edition, OUR_FAULT)


def enqueue_left() -> int:
    """Hand over what a dead broker or worker left, delete files of what won't be whole; gives how many were left."""
    for edition in Edition.objects.filter(status__in=(Status.CANCELLED, Status.FAILED), files__isnull=False).distinct():
        _delete_files(edition)
    left = list(Edition.objects.nobodys().values_list("pk", flat=True))
    for key in left:
        enqueue(MAKE_TASK, key)
    if Edition.objects.unfinished().exists():
        run_again(SWEEP_TASK, timezone.now() + SWEPT_WITHIN)
    return len(left)


def purge_editions() -> int:
    """Delete what is older than two weeks, but never the last whole edition; gives how many. Twice is fine."""
    last = whole_edition()
    old = Edition.objects.filter(created_at__lt=timezone.now() - KEPT)
    outdated = [edition for edition in old if not edition.working and edition != last]
    for edition in outdated:
        _delete_files(edition)
        edition.delete()
    return len(outdated)


@terms_read_once()
def _make(edition: Edition) -> None:
    _delete_files(edition)
    state = state_of_offer()
    book = book_of_offer()
    check_printable(book)
    volumes = volumes_of(book)
    total = len(PDFS) * (len(volumes) + (len(volumes) > 1)) + 1
    _move(edition, done=0, total=total, entries=book.total, made_of=state)
    for done, made in enumerate(_files(volumes, book), start=1):
        _keep(edition, made, done)
    if not _still_mine(edition).update(status=Status.DONE, moved_at=timezone.now()):
        raise _Stopped


def _files(volumes: tuple[Book, ...], book: Book) -> Iterator[Made]:
    """Each file as soon as it is made: one volume is in memory at a time, and one format's together at its end."""
    yield Made(Format.TEXT, 1, book.numbers, book_as_text(book).encode())
    for each in PDFS:
        together = BytesIO()
        with ZipFile(together, "w", ZIP_STORED) as zipped:
            for volume in volumes:
                content = print_pdf(volume, each.points)
                zipped.writestr(f"volume-{volume.volume}-of-{volume.volumes}.pdf", content)
                yield Made(each, volume.volume, volume.numbers, content)
        if len(volumes) > 1:
            yield Made(each, 0, book.numbers, together.getvalue())


def _keep(edition: Edition, made: Made, done: int) -> None:
    first, last = made.numbers
    file = EditionFile(
        edition=edition, format=made.format, volume=made.volume, first=first, last=last, size=len(made.content)
    )
    file.file.save(file.name, ContentFile(made.content), save=False)
    try:
        with transaction.atomic():
            _move(edition, done=done)
            file.save()
    except _Stopped:
        file.file.delete(save=False)
        raise


def _move(edition: Edition, **values: int | str) -> None:
    """Say how far it is. Raises _Stopped when it isn't this worker's any more."""
    if not _still_mine(edition).update(moved_at=timezone.now(), **values):
        raise _Stopped


def _still_mine(edition: Edition) -> EditionQuerySet:
    """The row, unless it was cancelled or another worker took it for left and began anew."""
    return Edition.objects.filter(pk=edition.pk, status=Status.WORKING, tries=edition.tries)


def _fail(edition: Edition, problem: str) -> None:
    if _still_mine(edition).update(status=Status.FAILED, problem=problem[:600], moved_at=timezone.now()):
        _delete_files(edition)


def _delete_files(edition: Edition) -> None:
    for file in edition.files.all():
        file.file.delete(save=False)
        file.delete()
