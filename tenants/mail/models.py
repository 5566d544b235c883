"""What a council owes people by e-mail, in which words, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class MailQuerySet(models.QuerySet["Mail"]):
    """Mails by what became of them."""

    def owed(self) -> "MailQuerySet":
        """Neither gone, given up, held nor found untrue."""
        return self.filter(sent_at=None, given_up_at=None, held_at=None, untrue_at=None)

    def due(self) -> "MailQuerySet":
        """Owed, and to be tried now."""
        return self.owed().filter(try_at__lte=timezone.now())


class Mail(models.Model):
    """One mail about one event. Written with the event; its words are dropped once it has gone.

    `event` names what it tells and whom (`review:12:approved:5`), so that nobody is told the same thing twice.
    `template` is its kind and `about` what it tells of, which is looked at again when it leaves: `untrue_at` is when it
    was found to be no longer so. `held_at` is set while mails to its address come back. `note` says why it didn't go.
    """

    event = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    topic = models.CharField(max_length=40, blank=True, default="")
    template = models.CharField(max_length=60, blank=True, default="")
    about = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    untrue_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True, default="")

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mail"
        indexes = [
            models.Index(fields=["try_at"], condition=Q(sent_at=None, given_up_at=None), name="mail_to_send"),
            models.Index(fields=["created_at"], name="mail_created"),
        ]

    def __str__(self) -> str:
        return self.event


class CouncilMail(models.Model):
    """A council's own words for one mail; without a row it has the standard ones."""

    template = models.CharField(max_length=60, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=10_000)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = "mail's words"
        verbose_name_plural = "mails' words"

    def __str__(self) -> str:
        return self.template


class BouncedAddress(models.Model):
    """An address whose mails come back, in small letters. Mails to it wait until an officer says that it works."""

    address = models.EmailField(unique=True)
    reason = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "address whose mails come back"
        verbose_name_plural = "addresses whose mails come back"

    def __str__(self) -> str:
        return self.address


class StoppedTopic(models.Model):
    """Somebody who turned a kind of mail off, by address in small letters."""

    address = models.EmailField()
    topic = models.CharField(max_length=40)
    stopped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "topic"], name="topic_stopped_once")]

    def __str__(self) -> str:
        return f"{self.topic}: {self.address}"
