"""The newest drafts of many services at once, without asking the database about each."""

from wagtail.models import Revision

from providers.imports.pipeline.content import ListingContent
from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.listings.versions import Versions


class Drafts(Versions):
    """Reads what services are edited from."""

    def newest_of(self, service: Service) -> Service:
        """What the service's next edit starts from: its row when that is its newest version, else its newest draft."""
        if service.latest_revision is None or not service.has_unpublished_changes:
            service.named_terms = self.named_by(service.latest_revision)
            return service
        return self.read(service, service.latest_revision)

    def content_of(self, service: Service, *, live: bool) -> ListingContent:
        """What a file would say of a service: of what families see (`live`), or of its newest draft."""
        return self._content(service, service if live else self.newest_of(service))

    def content_in(self, service: Service, revision: Revision) -> ListingContent:
        """The same of one of its revisions, beside what no revision holds."""
        return self._content(service, self.read(service, revision))

    def _content(self, service: Service, version: Service) -> ListingContent:
        return ListingContent(
            data=ServiceData.from_service(version),
            organisation=service.organisation.name,
            organisation_kind=service.organisation.kind,
            waiting_time=service.state.waiting_time,
        )
