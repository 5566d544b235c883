"""The council's rules: small changes of trusted organisations go live without an officer.

Only a whole submission, only of a service that is live and shown, never one that answers an officer's request, needs a
second approval or carries a risk. Each is logged; some are picked for an officer to look at later.
"""

from dataclasses import fields, replace
from hashlib import sha256
from typing import Final

from providers.listings.data import ContactData, PlaceData, ServiceData
from providers.listings.models import Service
from providers.review.models import ReviewTaskState
from providers.review.risks import RiskKind, risks_of
from providers.review.services.decisions import let_pass, log_decision
from providers.review.settings import review_settings
from providers.review.workflows import has_second_step
from tenants.councils.scope import current_council

IMPLIED: Final = {"phone": {"phone", "contacts"}}
"""Settings that allow a kind of change beside the one of its own name."""


def approve_by_rules(submission: ReviewTaskState, listing: Service) -> bool:
    """Let a locked, just opened submission go live when the council's rules allow it; says whether they did."""
    kinds = automatic_kinds(submission, listing)
    if not kinds:
        return False
    submission.automatic = True
    submission.sampled = is_sampled(submission.pk, review_settings().sample_percent)
    let_pass(submission, listing, None)
    log_decision(
        submission, listing, None, "review.approve_automatically", fields=sorted(kinds), sampled=submission.sampled
    )
    return True


def automatic_kinds(submission: ReviewTaskState, listing: Service) -> frozenset[str]:
    """The kinds of change in a submission when each may go live by the rules; empty when an officer must look.

    That a phone number changes is a risk elsewhere. Here the council has said that it may.
    """
    allowed = set(review_settings().automatic_fields)
    shown = listing.live and listing.organisation.shown and not listing.state.suspended
    if not allowed or not shown or not listing.organisation.trusted or has_second_step(submission):
        return frozenset()
    proposed = submission.revision.as_object()
    kinds = kinds_of_change(ServiceData.from_service(listing), ServiceData.from_service(proposed))
    if not all(IMPLIED.get(kind, {kind}) & allowed for kind in kinds):
        return frozenset()
    risks = {risk.kind for risk in risks_of(proposed, listing)} - {RiskKind.CONTACT}
    return frozenset() if risks else kinds


def kinds_of_change(before: ServiceData, after: ServiceData) -> frozenset[str]:
    """What differs: `hours`, `phone`, `contacts`, `url` and `costs` as the settings name them, else the field."""
    kinds = set()
    for each in fields(ServiceData):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if not each.compare or old == new:
            continue
        kind = each.name
        if kind == "places" and _places(before) == _places(after):
            kind = "hours"
        elif kind == "contacts" and _names(before) == _names(after):
            kind = "phone"
        kinds.add(kind)
    return frozenset(kinds)


def is_sampled(submission: int, percent: int) -> bool:
    """Whether a submission is picked for a later look: the same answer whenever asked, and not to be guessed from its
    number alone."""
    digest = sha256(f"{current_council().slug}:{submission}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < percent


def _places(data: ServiceData) -> list[PlaceData]:
    return [replace(place, schedules=()) for place in data.places]


def _names(data: ServiceData) -> list[ContactData]:
    return [replace(contact, phone="") for contact in data.contacts]
