"""What each listing of a batch needs before it goes live, where an import publishes."""

from collections.abc import Collection, Mapping
from typing import Final

from providers.imports.pipeline.outcomes import Rules
from providers.listings.data import ServiceData
from providers.listings.errors import WrongState
from providers.listings.models import Organisation, Service
from providers.review.facts import need_of_organisation, written_outside
from providers.review.publication import Need, Version, needed_to_go_live, refuse
from providers.review.settings import review_settings

_MOVES: Final = "Its new organisation isn't approved yet: families would not see the listing any more."


class Approvals:
    """The council's rules and what is known of a batch's listings, read once.

    `services` are there already, `reviews` the status of the open review of some, by key.
    """

    def __init__(self, rules: Rules, services: Collection[Service], reviews: Mapping[int, str]) -> None:
        self._rules = rules
        self._settings = review_settings()
        self._reviews = reviews
        self._outside = written_outside(Service, [service.pk for service in services if not service.live])
        self._waits: dict[int, bool] = {}

    def of(self, service: Service | None, data: ServiceData, organisation: Organisation) -> tuple[Version, Need]:
        """The facts of what a listing will be, and what it needs. Raises what a need stands for, where it can't even be
        sent to the review."""
        version = Version(
            sectors={*data.sectors, *(service.sectors if service else ())},
            written_outside=service is not None and service.pk in self._outside,
            organisation_waits=self._organisation_waits(organisation),
            review=self._reviews.get(service.pk, "") if service else "",
        )
        if version.organisation_waits and service and service.live and service.organisation_id != organisation.pk:
            raise WrongState(_MOVES)
        rules = self._rules
        need = needed_to_go_live(
            user=rules.publisher, rules=self._settings, version=version, organisation=rules.organisation
        )
        if not need.sent_to_review:
            refuse(need)
        return version, need

    def _organisation_waits(self, organisation: Organisation) -> bool:
        key = organisation.pk or 0
        if key not in self._waits:
            self._waits[key] = need_of_organisation(organisation, self._rules.publisher) is not Need.NOTHING
        return self._waits[key]
