"""What officers alone decide about a listing as a whole, at once and without review: suspending it, trusting it.

A suspended listing is nowhere for families; its people go on editing and sending it, and no approval lifts the
suspension.
"""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from providers.listings.errors import WrongState
from providers.listings.models import ListingState, Organisation, Service
from providers.listings.permissions import Listing, require_officer
from providers.listings.services.listings import lock_listing
from providers.listings.services.search_rows import refresh_search_row, refresh_search_rows
from tenants.accounts.models import User


@transaction.atomic
def suspend(*, user: User, listing: Listing, reason: str) -> None:
    """Hide a service, or an organisation with all its services, from families at once.

    The reason is for officers alone. Raises NotAllowed for all but officers, WrongState without a reason or when it is
    suspended already.
    """
    require_officer(user)
    if not reason.strip():
        raise WrongState("Enter a reason. Only the council's officers see it.")
    _set_suspended(user, listing, suspended=True, reason=reason.strip())


@transaction.atomic
def lift_suspension(*, user: User, listing: Listing) -> None:
    """Let families see what is live of it again. Raises NotAllowed for all but officers, WrongState if it isn't
    suspended."""
    require_officer(user)
    _set_suspended(user, listing, suspended=False, reason="")


@transaction.atomic
def set_trusted(*, user: User, organisation: Organisation, trusted: bool) -> None:
    """Say whether an organisation's small changes may go live by the council's rules. Raises NotAllowed for all but
    officers."""
    require_officer(user)
    locked = lock_listing(organisation)
    if locked.trusted != trusted:
        Organisation.objects.filter(pk=locked.pk).update(trusted=trusted)
        log(
            instance=locked,
            action="listing.trust" if trusted else "listing.distrust",
            user=user,
            data={"before": {"trusted": locked.trusted}, "after": {"trusted": trusted}},
        )
    organisation.trusted = trusted


def _set_suspended(user: User, listing: Listing, *, suspended: bool, reason: str) -> None:
    row: Any = _locked_row(listing)
    if row.suspended == suspended:
        raise WrongState("It is suspended already." if suspended else "It isn't suspended.")
    before = {"suspended": row.suspended, "reason": row.suspended_reason}
    type(row).objects.filter(pk=row.pk).update(suspended=suspended, suspended_reason=reason)
    log(
        instance=listing,
        action="listing.suspend" if suspended else "listing.unsuspend",
        user=user,
        data={"before": before, "after": {"suspended": suspended, "reason": reason}},
    )
    if isinstance(listing, Service):
        listing.state.suspended, listing.state.suspended_reason = suspended, reason
        refresh_search_row(service_id=listing.pk)
    else:
        listing.suspended, listing.suspended_reason = suspended, reason
        refresh_search_rows(service_ids=listing.services.values_list("pk", flat=True))


def _locked_row(listing: Listing) -> ListingState | Organisation:
    if isinstance(listing, Service):
        return ListingState.objects.select_for_update(of=("self",)).get(service_id=listing.pk)
    return lock_listing(listing)
