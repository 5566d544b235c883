"""Where what families read of a service comes from: who wrote it, what it was brought in from, who approved it, when.

What was approved is the review's to know: `providers.review`, a room above this one, registers who can say it here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.formats import date_format

from providers.listings.models import Service


class Writer(StrEnum):
    """Who wrote what families read."""

    ORGANISATION = "organisation"
    COUNCIL = "council"


class Approver(StrEnum):
    """Who approved it last, as a person if any person did; or which rules alone let it go live."""

    COUNCIL = "council"
    SECOND_REVIEWER = "second-reviewer"
    RULES = "rules"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The newest version of a service's people that was approved and is in what is live, and what came after it."""

    by: Approver
    on: date
    by_rules_since: bool = False
    by_council_since: bool = False
    of_former_owner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The facts; `organisation` is whose service it is now. Days are None where nobody knows them."""

    organisation: str
    written_by: Writer
    source: str
    brought_in: date | None
    approval: Approval | None

    @property
    def approved_by(self) -> Approver:
        """Who approved it."""
        return self.approval.by if self.approval else Approver.NOBODY

    @property
    def words(self) -> str:
        """The same for families, in two or three short sentences."""
        return f"{self._written} {self._approved}"

    @property
    def _written(self) -> str:
        if self.approval is None:
            when = f" on {_day(self.brought_in)}" if self.brought_in else ""
            return f"The council brought this page in from {self.source}{when}." if self.source else _PUT_ONLINE
        writer = self.organisation
        if self.approval.of_former_owner:
            writer = f"Whoever ran this before {self.organisation}"
        if self.source:
            return f"This page was brought in from {self.source}. {writer} has changed it since."
        return f"{writer} wrote this page."

    @property
    def _approved(self) -> str:
        if self.approval is None:
            return f"{self.organisation} has not changed it since."
        said = _APPROVED[self.approval.by].format(day=_day(self.approval.on))
        if self.approval.by_rules_since:
            said += " A small change went online since without an officer, by the council’s rules."
        if self.approval.by_council_since:
            said += " The council has changed it since."
        return said


Reader = Callable[[Sequence[Service]], Mapping[int, Approval]]
_PUT_ONLINE: Final = "The council put this page online."
_APPROVED: Final = {
    Approver.COUNCIL: "The council checked it on {day}.",
    Approver.SECOND_REVIEWER: "The council and a second reviewer checked it, the last time on {day}.",
    Approver.RULES: "A small change went online on {day} by the council’s rules. No officer has checked the page.",
}
_readers: list[Reader] = []


def register_reader(reader: Reader) -> None:
    """Say who knows what was approved, by services' keys; a later one takes its place."""
    _readers[:] = [reader]


def provenance_of(services: Sequence[Service]) -> dict[int, Provenance]:
    """The provenance of what is live of services with their states and organisations, by key, in a fixed number of
    queries."""
    approvals = _readers[0](services)
    return {service.pk: _provenance(service, approvals.get(service.pk)) for service in services}


def live_provenance(service: Service) -> Provenance | None:
    """The same of one service; None while nothing of it is live."""
    return provenance_of([service])[service.pk] if service.live else None


def _provenance(service: Service, approval: Approval | None) -> Provenance:
    return Provenance(
        organisation=service.organisation.name,
        written_by=Writer.ORGANISATION if approval else Writer.COUNCIL,
        source=service.state.source,
        brought_in=service.state.brought_in,
        approval=approval,
    )


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
