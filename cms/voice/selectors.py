"""What officers and families read of comments."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils import timezone

from cms.voice.kinds import State, Theme
from cms.voice.models import PUBLIC, Comment, CommentQuerySet, Contact, VoiceSettings
from cms.voice.personal import names_a_person
from cms.voice.receipts import read_receipt
from providers.listings.models import Membership, Service
from search.documents import SearchDocument
from search.index.models import SearchRow
from tenants.councils.scope import current_council

KINDS: Final = ("service", "page")
MOST_FACTS: Final = 50
READ_WITHIN: Final = timedelta(days=5)
ANSWERED_WITHIN: Final = timedelta(days=20)
"""After so long officers are reminded."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many comments there are, facts that were reported apart, and what became of them."""

    received: int
    published: int
    answered: int
    refused: int

    @property
    def unanswered(self) -> int:
        """Published, and without an answer yet."""
        return self.published - self.answered

    @property
    def unread(self) -> int:
        """Not looked at yet."""
        return self.received - self.published - self.refused


def shown_page(uuid: UUID) -> SearchDocument | None:
    """The service's page or page of advice that families can find; None for all others."""
    rows = SearchRow.objects.filter(key__in=[f"{kind}:{uuid}" for kind in KINDS], deleted=False)
    body = rows.values_list("body", flat=True).first()
    return SearchDocument.from_json(body) if body else None


def comment_of(receipt: str) -> Comment | None:
    """The comment of a receipt number as it was typed, with its contact; None where there is none."""
    read = read_receipt(receipt)
    return Comment.objects.select_related("contact").filter(receipt=read).first() if read else None


def contact_of(comment: Comment) -> Contact | None:
    """How its writer can be reached, while that is known."""
    try:
        return comment.contact
    except ObjectDoesNotExist:
        return None


def published(*, year: int | None = None, theme: str = "") -> CommentQuerySet:
    """What families read, of a year and about a theme where these are given: the newest first."""
    return _narrowed(Comment.objects.public(), year, theme)


def tally(*, year: int | None = None, theme: str = "") -> Tally:
    """The counts of the same. What was erased is counted as what became of it before."""
    comments = _narrowed(Comment.objects.exclude(theme=Theme.FACT), year, theme)
    counted = comments.aggregate(
        received=Count("pk"),
        published=Count("pk", filter=Q(state=State.PUBLISHED)),
        answered=Count("pk", filter=Q(state=State.PUBLISHED) & ~Q(answered_at=None)),
        refused=Count("pk", filter=Q(state=State.REFUSED)),
    )
    return Tally(**counted)


def years() -> list[int]:
    """The years in which comments were published, the latest first."""
    found = Comment.objects.filter(PUBLIC).annotate(year=ExtractYear("received_on")).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def concerned_address() -> str:
    """Where a comment about a child in danger is mailed: the named recipient's, or else the council's own."""
    named = VoiceSettings.objects.values_list("safeguarding_email", flat=True).first()
    return named or current_council().email


def overdue() -> CommentQuerySet:
    """Comments that have waited too long to be read, or to be answered."""
    now = timezone.now()
    unread = Q(state=State.WAITING, created_at__lt=now - READ_WITHIN)
    unanswered = PUBLIC & Q(answered_at=None, decided_at__lt=now - ANSWERED_WITHIN)
    return Comment.objects.filter(unread | unanswered, erased_at=None)


def service_of(comment: Comment) -> Service | None:
    """The listing that a comment is about; None where it is about none, or that is gone."""
    if comment.about_kind != "service":
        return None
    return Service.objects.select_related("organisation").filter(uuid=comment.about_uuid).first()


def can_be_passed_on(service: Service | None) -> bool:
    """Whether somebody looks after the listing who could answer."""
    return service is not None and Membership.objects.writers().filter(organisation=service.organisation_id).exists()


def facts_for_its_people(service: Service) -> list[Comment]:
    """The facts of a listing that somebody says are wrong and nobody has checked, for its people to answer.

    What may say who a child is, or speaks of danger, goes past an officer first.
    """
    about = Comment.objects.facts_of(service)
    return [comment for comment in about.order_by("pk")[:MOST_FACTS] if goes_to_its_people(comment)]


def goes_to_its_people(comment: Comment) -> bool:
    """Whether the listing's people may read a fact before an officer has."""
    return comment.flagged_at is None and not names_a_person(comment.words)


def _narrowed(comments: CommentQuerySet, year: int | None, theme: str) -> CommentQuerySet:
    if year is not None:
        comments = comments.filter(received_on__year=year)
    return comments.filter(theme=theme) if theme else comments
