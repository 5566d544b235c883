"""What a council adds to the duties that come with the platform: its own words, its evidence and what became of it.

A duty is named by its `code` (`4.30.2`), which never changes; `cms.duties.register` says which there are.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

LONGEST_CODE = 24


class PageKind(models.TextChoices):
    """What a page is evidence as."""

    PAGE = "page", "Page"
    STATEMENT = "statement", "Statement"


class ProcessKind(models.TextChoices):
    """What a council does at a date, for all the duties that ask for it."""

    COMMENTS = "comments", "Comments and the council’s answers were published"
    CONSULTATION = "consultation", "Families and young people were consulted"
    REVIEW = "review", "The Local Offer was reviewed"
    EDITION = "edition", "An edition on paper was made"
    REPORTS = "reports", "Schools’ reports and links were checked"
    COMMISSIONING = "commissioning", "Figures and comments went to those who commission"


def _person(**options: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **options
    )


class OwnWords(models.Model):
    """What the council says of a duty in place of the platform's words, and asks for in place of its rule. What is
    empty stays the platform's, so that updates of it arrive and never touch these."""

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    title = models.CharField(max_length=160, blank=True)
    explanation = models.CharField(max_length=600, blank=True)
    rule = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return self.code


class DutyPage(models.Model):
    """A page that answers a duty, and who signed that it does. A sign-off holds to the day `until`; what bears on
    health has a second one, by a partner reviewer."""

    code = models.CharField(max_length=LONGEST_CODE)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=PageKind.choices, default=PageKind.PAGE)
    added_by = _person()
    added_at = models.DateTimeField(auto_now_add=True)
    signed_by = _person()
    signed_at = models.DateTimeField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    partner = _person(verbose_name="partner reviewer")
    partner_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code", "added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "page", "kind"], name="page_once_a_duty"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(until__isnull=False), name="duty_signed_until_a_day"
            ),
            models.CheckConstraint(condition=Q(kind__in=["page", "statement"]), name="duty_page_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.page.title}"


class Occasion(models.Model):
    """The day on which a process last took place, and where families can read of it."""

    kind = models.CharField(max_length=16, choices=ProcessKind.choices)
    on = models.DateField()
    where = models.URLField(max_length=500, blank=True)
    by = _person()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class Excuse(models.Model):
    """Why a duty doesn't apply here."""

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    reason = models.CharField(max_length=600)
    by = _person()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.code} does not apply"


class Snapshot(models.Model):
    """How every duty stood in a month: its state by code. `month` is a first day."""

    month = models.DateField(unique=True)
    states = models.JSONField(default=dict)
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}"


class DutySettings(models.Model):
    """Whether families may read what is covered. One row."""

    public = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_duty_settings")]

    def __str__(self) -> str:
        return "public" if self.public else "for the council alone"
