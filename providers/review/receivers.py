"""What follows for the review when somebody's work at the council changes."""

from typing import Any

from django.dispatch import receiver

from providers.review.services.assignments import give_back_assignments
from tenants.accounts.models import User
from tenants.staff.signals import roles_changed


@receiver(roles_changed, dispatch_uid="review-assignments")
def follow_roles(*, person: User, by: User | None, **_: Any) -> None:
    """What they were to look at and may no longer decide on goes back to the queue, in the same transaction."""
    give_back_assignments(person=person, by=by)
