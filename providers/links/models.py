"""What became of the links that listings carry, and whether schools' sites lead back to the Local Offer."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models import Q

from providers.listings.models import Service

FAILURES_TO_BE_BROKEN: Final = 2
"""A site may be down for an hour: a link is broken when it fails again a day later."""
CHECK_AGAIN: Final = timedelta(days=7)
CHECK_AGAIN_AFTER_FAILURE: Final = timedelta(days=1)


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    """Links by what became of them."""

    def broken(self) -> "CheckedLinkQuerySet":
        """Those that failed more than once."""
        return self.filter(failures__gte=FAILURES_TO_BE_BROKEN)


class CheckedLink(models.Model):
    """One address in listings. `problem` is a sentence about the last try, empty when it worked."""

    url = models.URLField(max_length=500, unique=True)
    checked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    http_status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField("failed tries in a row", default=0)
    failing_since = models.DateTimeField(null=True)

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="link_due"),
            models.Index(fields=["url"], condition=Q(failures__gte=FAILURES_TO_BE_BROKEN), name="link_broken"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        """Whether it failed more than once."""
        return self.failures >= FAILURES_TO_BE_BROKEN


class LinkBack(models.Model):
    """Whether a school's or college's site has a link to the council's Local Offer; `found_on` is the page with it."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="link_back")
    site = models.URLField(max_length=500)
    found_on = models.URLField(max_length=500, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.found_on or self.problem or "No link found"
