"""Changes to how this council reviews."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from providers.review.errors import NotAllowed
from providers.review.models import ReviewSettings
from tenants.accounts.models import User
from tenants.accounts.roles import is_manager

CHANGEABLE = (
    "second_step",
    "second_step_sectors",
    "second_reviewer",
    "automatic_fields",
    "sample_percent",
    "words_wait",
    "council_edits_wait",
    "service_level_days",
)


@transaction.atomic
def change_review_settings(*, user: User, **values: Any) -> ReviewSettings:
    """Change some of the settings by name, for submissions from now on; what waits finishes as it started.

    Raises NotAllowed for all but managers, ValidationError by field.
    """
    if not is_manager(user):
        raise NotAllowed("Only a manager can change how the council reviews.")
    if unknown := set(values) - set(CHANGEABLE):
        raise ValueError(f"There is no setting {', '.join(sorted(unknown))}.")
    ReviewSettings.objects.get_or_create(pk=1)
    row = ReviewSettings.objects.select_for_update().get(pk=1)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    if before != values:
        log(instance=row, action="review.settings", user=user, data={"before": before, "after": values})
    return row
