"""What a page of the portal saves at once about a listing, without review: all of it or nothing."""

from enum import StrEnum

from django.db import transaction

from providers.listings.models import ListingState, Service
from providers.listings.services.state import set_archived, set_paused
from tenants.accounts.models import User


class Visibility(StrEnum):
    """Whether families can find a listing; one that its people put away stays theirs."""

    SHOWN = "shown"
    PAUSED = "paused"
    ARCHIVED = "archived"

    @classmethod
    def of(cls, state: ListingState) -> "Visibility":
        """What holds now."""
        return cls.ARCHIVED if state.archived else cls.PAUSED if state.paused else cls.SHOWN


@transaction.atomic
def change_visibility(*, user: User, service: Service, visibility: Visibility) -> None:
    """Show a listing to families, hide it for a while or put it away. Raises NotAllowed, WrongState."""
    set_archived(user=user, service=service, archived=visibility is Visibility.ARCHIVED)
    set_paused(user=user, service=service, paused=visibility is Visibility.PAUSED)
