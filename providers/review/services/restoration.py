"""Puts back a version that families saw, when the council takes back an act of its own."""

from django.db import transaction
from wagtail.models import Revision

from providers.review.publication import Version, needed_to_go_live, refuse
from providers.review.settings import review_settings
from tenants.accounts.models import User


@transaction.atomic
def publish_again(*, user: User, revision: Revision) -> None:
    """Publish the very version that was live before the act. The caller says in the log why. Raises NotAllowed for all
    but reviewers."""
    refuse(needed_to_go_live(user=user, rules=review_settings(), version=Version(), taken_back=True))
    revision.publish(user=user, log_action=False, skip_permission_checks=True)
