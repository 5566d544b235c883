"""Writes one listing of an import: its draft, its waiting time, and with `publish` the version that goes live."""

from dataclasses import replace
from datetime import date
from enum import Enum, auto

from wagtail.models import Revision

from providers.imports.content import ListingContent, with_places, with_values
from providers.imports.errors import BadCell
from providers.imports.lookups import Organisations
from providers.imports.rows import Reading
from providers.listings.data import ServiceData
from providers.listings.models import ListingState, Organisation, Service
from providers.listings.services import change_owner, create_service, save_draft, set_waiting_time
from providers.review.services import publish_directly
from tenants.accounts.models import User


class Outcome(Enum):
    """What became of a listing."""

    CREATED = auto()
    UPDATED = auto()
    UNCHANGED = auto()
    PASSED_A_DRAFT = auto()
    """Updated and published, while somebody's draft of it was not live yet."""


class Saver:
    """Saves listings one by one, in the caller's transaction. `user` is who answers for what goes live."""

    def __init__(self, organisations: Organisations, *, publish: bool, user: User | None, today: date) -> None:
        self.organisations = organisations
        self.publish = publish
        self.user = user
        self.today = today

    def save(self, key: str, service: Service | None, now: ListingContent | None, reading: Reading) -> Outcome:
        """Save a listing that a file's rows create or change.

        Raises ListingError when it waits for review, BadCell, ValidationError by field, or what the database refuses.
        """
        if service and not reading.changes and (not self.publish or _is_live(service)):
            return Outcome.UNCHANGED
        content = self._content(now, reading)
        organisation = self._organisation(service, content, reading)
        if service is None:
            made = create_service(user=None, organisation=organisation, data=replace(content.data, external_id=key))
            if content.waiting_time:  # nobody sees it yet: no search row to refresh, no change to log
                ListingState.objects.filter(service=made).update(
                    waiting_time=content.waiting_time, waiting_time_checked=self._checked(content)
                )
            self._publish(made, made.latest_revision)
            return Outcome.CREATED
        drafted = service.latest_revision_id if service.live and service.has_unpublished_changes else None
        revision = save_draft(user=None, service=service, data=content.data)
        if organisation.pk != service.organisation_id:
            change_owner(user=None, service=service, organisation=organisation)
        if content.waiting_time != service.state.waiting_time:
            set_waiting_time(
                user=None,
                service=service,
                waiting_time=content.waiting_time,
                checked=self._checked(content),
            )
        self._publish(service, revision)
        passed = self.publish and drafted and revision.pk != drafted
        return Outcome.PASSED_A_DRAFT if passed else Outcome.UPDATED

    def _content(self, now: ListingContent | None, reading: Reading) -> ListingContent:
        content = now or ListingContent(data=ServiceData(name=""), organisation="")
        content = with_values(content, reading.values, today=self.today)
        if reading.places is None:
            return content
        return with_places(content, reading.places, complete=reading.places_complete)

    def _organisation(self, service: Service | None, content: ListingContent, reading: Reading) -> Organisation:
        if service and not {"organisation", "organisation_kind"} & reading.values.keys():
            owner: Organisation = service.organisation
            return owner
        if service and service.live and not self.publish:
            raise BadCell(
                "organisation", "The listing is live: its organisation changes only when the import publishes."
            )
        return self.organisations.get(content.organisation, content.organisation_kind)

    def _checked(self, content: ListingContent) -> date | None:
        """The day on which the waiting time was true: the day of the file that says it."""
        return self.today if content.waiting_time else None

    def _publish(self, service: Service, revision: Revision) -> None:
        if self.publish:
            publish_directly(listing=service, revision=revision, user=self.user)


def _is_live(service: Service) -> bool:
    return service.live and service.organisation.live
