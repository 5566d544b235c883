"""Needs, topics and ages of several listings changed together: an officer's direct edit, live at once where the rules
let it.

A listing that is being reviewed or has a draft is left alone: its people's next version would undo the change, or the
change would pass their version by.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from wagtail.log_actions import log

from providers.listings.apply_data import apply_service
from providers.listings.data import ServiceData
from providers.listings.errors import ListingError, WrongState
from providers.listings.models import Service
from providers.listings.permissions import require_officer
from providers.listings.services.listings import lock_listing
from providers.review.publication import Need
from providers.review.services.council_versions import publish_or_send
from providers.upkeep.services.several import Outcome, each_of
from tenants.accounts.models import User

Codes = Sequence[str]
Ages = tuple[int | None, int | None]
"""The youngest and the oldest; None where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Codes of needs and topics to put in and to take out, and the ages of listings that say none."""

    add_needs: Codes = ()
    add_topics: Codes = ()
    remove_needs: Codes = ()
    remove_topics: Codes = ()
    add_ages: Ages = (None, None)
    remove_ages: Ages = (None, None)

    def __bool__(self) -> bool:
        return self != Filing()

    def applied_to(self, data: ServiceData) -> ServiceData:
        """The content with the change; the order of what stays is kept."""
        ages = (data.age_min, data.age_max)
        if ages in (self.remove_ages, (None, None)):
            ages = self.add_ages
        return replace(
            data,
            needs=_changed(data.needs, self.add_needs, self.remove_needs),
            topics=_changed(data.topics, self.add_topics, self.remove_topics),
            age_min=ages[0],
            age_max=ages[1],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPlan:
    """What a change would do to one listing: codes it gets and loses, or why it stays as it is."""

    service: Service
    gains: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    refused: str = ""


def plan_filing(services: Iterable[Service], filing: Filing) -> list[FilingPlan]:
    """What the change would do to each, without doing it."""
    return [_plan(service, filing) for service in services]


def file_services(*, user: User, services: Iterable[Service], filing: Filing) -> list[Outcome]:
    """Change what each is filed under, live at once where nothing of its people waits; what needs more approvals is
    sent to the review. Raises NotAllowed for all but officers."""
    require_officer(user)
    return each_of(services, lambda service: _file(user, service, filing))


@transaction.atomic
def _file(user: User, service: Service, filing: Filing) -> Need:
    locked = lock_listing(service)
    before, after = _changes(locked, filing)
    draft = locked.get_latest_revision_as_object()
    apply_service(draft, after)
    need = publish_or_send(listing=locked, revision=draft.save_revision(user=user, clean=False), user=user)
    log(instance=locked, action="upkeep.file", user=user, data={"before": _words(before), "after": _words(after)})
    return need


def _plan(service: Service, filing: Filing) -> FilingPlan:
    try:
        before, after = _changes(service, filing)
    except ListingError as refusal:
        return FilingPlan(service=service, refused=refusal.message)
    old, new = [*before.needs, *before.topics], [*after.needs, *after.topics]
    return FilingPlan(
        service=service,
        gains=tuple(code for code in new if code not in old),
        loses=tuple(code for code in old if code not in new),
    )


def _changes(service: Service, filing: Filing) -> tuple[ServiceData, ServiceData]:
    """The content before and after. Raises WrongState for what must be left alone."""
    if not service.live:
        raise WrongState("It was never approved.")
    if service.current_workflow_state is not None:
        raise WrongState("It is being reviewed.")
    if service.has_unpublished_changes:
        raise WrongState("Its people have a draft.")
    before = ServiceData.from_service(service)
    after = filing.applied_to(before)
    if after == before:
        raise WrongState("Nothing would change.")
    return before, after


def _changed(codes: Codes, add: Codes, remove: Codes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in (*codes, *add) if code not in set(remove)))


def _words(data: ServiceData) -> dict[str, str]:
    ages = "–".join("" if age is None else str(age) for age in (data.age_min, data.age_max))
    return {"needs": ", ".join(data.needs), "topics": ", ".join(data.topics), "ages": ages.removesuffix("–")}
