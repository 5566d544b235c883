"""Sending a whole listing for review is checking it: its next check counts from the day it was sent."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import published

from providers.listings.models import Service
from providers.listings.services.checks import record_check
from providers.review.models import ReviewTaskState


@receiver(published, sender=Service, dispatch_uid="assurance-service")
def note_review(*, instance: Service, revision: Revision | None = None, in_bulk: bool = False, **_: Any) -> None:
    """A version went live that somebody sent and an officer approved. What a rule approved was only a part of it, and
    an import (`in_bulk`) has nobody who looked."""
    if in_bulk:
        return
    approved = ReviewTaskState.objects.filter(
        revision=revision, decision=ReviewTaskState.Decision.APPROVED, automatic=False
    )
    submission = approved.select_related("submitted_by").order_by("-pk").first()
    if revision is not None and submission is not None:
        sent_on = timezone.localdate(submission.started_at)
        record_check(service=instance, by=submission.submitted_by, on=sent_on, how="review")
