"""What a council owes people by e-mail, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Mail(models.Model):
    """One mail about one event. Written with the event; its words are dropped once it has gone.

    `event` names what it tells and whom (`review:12:approved:5`), so that nobody is told the same thing twice.
    """

    event = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "mail"
        indexes = [
            models.Index(fields=["try_at"], condition=Q(sent_at=None, given_up_at=None), name="mail_to_send"),
            models.Index(fields=["created_at"], name="mail_created"),
        ]

    def __str__(self) -> str:
        return self.event
