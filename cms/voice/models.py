"""Comments on the Local Offer, and apart from them how their writers can be reached."""

from datetime import timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.voice.kinds import CameBy, FactAnswer, Refusal, State, Theme, Who
from cms.voice.receipts import LENGTH, draw_receipt, spelt
from providers.listings.models import Service

PUBLIC: Final = Q(state=State.PUBLISHED, erased_at=None)
DONE_STATES: Final = frozenset({State.REFUSED, State.MENDED, State.RIGHT})


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments by what is to be done about them."""

    def public(self) -> "CommentQuerySet":
        """Those that families read."""
        return self.filter(PUBLIC)

    def to_read(self) -> "CommentQuerySet":
        """Those that nobody has decided on, facts apart."""
        return self.filter(state=State.WAITING).exclude(theme=Theme.FACT)

    def facts_to_check(self) -> "CommentQuerySet":
        """Facts that somebody says are wrong."""
        return self.filter(state=State.WAITING, theme=Theme.FACT)

    def facts_of(self, service: Service) -> "CommentQuerySet":
        """Those of them about a listing, whose words are still there."""
        return self.facts_to_check().filter(about_kind="service", about_uuid=service.uuid, erased_at=None)

    def to_answer(self) -> "CommentQuerySet":
        """Those that are published without an answer."""
        return self.public().filter(answered_at=None)


class Comment(models.Model):
    """What somebody said, what became of it and what the council answered.

    What it is about is named as it was then: it may be gone since. `words` are the writer's, `public_words` what
    families read, with the officer's changes marked; both are empty once it is erased. `version` grows with each act,
    so that the second of two officers is told.
    """

    receipt = models.CharField(max_length=LENGTH, unique=True, default=draw_receipt)
    told_key = models.CharField(max_length=64, unique=True, null=True, editable=False)
    """Of one opening of the form and what was sent from it, so that a double press is one comment."""
    about_kind = models.CharField(max_length=10, blank=True)
    """`service` or `page`; empty for the whole offer."""
    about_uuid = models.UUIDField(null=True)
    about_name = models.CharField(max_length=255, blank=True)
    about_url = models.CharField(max_length=300, blank=True)
    theme = models.CharField(max_length=20, choices=Theme)
    who = models.CharField(max_length=20, choices=Who, default=Who.UNSAID)
    came_by = models.CharField(max_length=10, choices=CameBy, default=CameBy.FORM)
    words = models.TextField(blank=True)
    received_on = models.DateField(default=timezone.localdate)
    created_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    refusal = models.CharField(max_length=12, choices=Refusal, blank=True)
    public_words = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    fact_answer = models.CharField(max_length=300, blank=True)
    """What the writer reads of a fact that was looked at."""
    response = models.TextField(blank=True)
    action = models.TextField(blank=True)
    action_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    people_say = models.CharField(max_length=10, choices=FactAnswer, blank=True, default="", db_default="")
    """What the listing's people say of a fact that somebody says is wrong, in a word; then in their own."""
    people_words = models.CharField(max_length=300, blank=True, default="", db_default="")
    flagged_at = models.DateTimeField(null=True)
    passed_on_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    last_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-received_on", "-pk"]
        indexes = [
            models.Index(fields=["state", "theme", "-received_on"], name="comment_queue"),
            models.Index(fields=["about_uuid"], name="comment_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state=State.REFUSED) | ~Q(refusal=""), name="refused_for_a_reason"),
            models.CheckConstraint(
                condition=~Q(theme=Theme.FACT) | ~Q(state__in=[State.PUBLISHED, State.REFUSED]),
                name="facts_are_not_published",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"

    @property
    def receipt_number(self) -> str:
        """The receipt as people read it."""
        return spelt(self.receipt)

    @property
    def is_fact(self) -> bool:
        """Whether it goes to be put right, not to be published."""
        return self.theme == Theme.FACT

    @property
    def is_public(self) -> bool:
        """Whether families read it."""
        return self.state == State.PUBLISHED and self.erased_at is None


class Contact(models.Model):
    """How the writer of one comment can be reached, for those who want an answer. Purged after `kept_until`."""

    KEPT: Final = timedelta(days=90)
    """After the answer."""
    KEPT_WITHOUT_ANSWER: Final = timedelta(days=365)

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="contact")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    kept_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["kept_until"], name="contact_kept_until")]

    def __str__(self) -> str:
        return f"Contact of comment {self.comment_id}"


class VoiceSettings(models.Model):
    """What the council's managers set: the one row."""

    safeguarding_email = models.EmailField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_voice_settings")]

    def __str__(self) -> str:
        return "Settings of comments"
