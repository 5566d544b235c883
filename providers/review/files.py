"""Files that a reviewer from outside the council opens: those of what waits for their decision, while it does."""

from providers.listings.models import StoredFile
from providers.listings.permissions import Person
from providers.review.selectors import submissions_for
from tenants.accounts.models import User


def user_can_review_file(user: Person, stored: StoredFile) -> bool:
    """Whether a version that waits at a step of this person's shows the file."""
    if not isinstance(user, User) or not user.is_active:
        return False
    showing = [{"file": stored.pk}]
    return bool(submissions_for(user).filter(revision__content__service_files__contains=showing).exists())
