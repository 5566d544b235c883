"""Who may open the queue and what waits in it."""

from typing import Final

from providers.review.permissions import reviews_step
from tenants.accounts.models import User
from tenants.accounts.roles import Person, is_officer
from tenants.desk.gates import staff_view


def reviews(user: Person) -> bool:
    """Whether the person is an officer, or a partner who gives second approvals."""
    return is_officer(user) or (isinstance(user, User) and reviews_step(user, second=True))


reviewer_view: Final = staff_view(reviews, "officers")
