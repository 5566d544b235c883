"""The newest drafts of many services at once, without asking the database about each.

`service.get_latest_revision_as_object()` asks about every term and foreign key; this asks for the terms once.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from wagtail.models import Revision

from providers.imports.pipeline.content import ListingContent
from providers.listings.data import ServiceData
from providers.listings.models import Service
from search.taxonomy.models import Term
from search.taxonomy.replacement import current_terms

_TERMS: Final = ("topics", "needs")
_NOT_OF_A_REVISION: Final = (
    "pk",
    "latest_revision_id",
    "live",
    "live_revision_id",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by_id",
    *Service.kept_outside_revisions,
)


class Drafts:
    """Reads revisions of one council's services. `terms` are all its needs and topics, retired ones with what they
    mean now."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: Mapping[int, Term] = {term.pk: term for term in terms}

    def newest_of(self, service: Service) -> Service:
        """What the service's next edit starts from: its row when that is its newest version, else its newest draft."""
        if service.latest_revision is None or not service.has_unpublished_changes:
            return service
        return self.read(service, service.latest_revision)

    def read(self, service: Service, revision: Revision) -> Service:
        """The service as a revision of it has it."""
        content = {name: value for name, value in revision.content.items() if name not in _TERMS}
        draft: Service = Service.from_serializable_data(content, check_fks=False)
        for name in _TERMS:
            found = (self._terms.get(key) for key in revision.content.get(name, ()))
            setattr(draft, name, current_terms(term for term in found if term is not None))
        for name in _NOT_OF_A_REVISION:
            setattr(draft, name, getattr(service, name))
        draft.organisation, draft.latest_revision = service.organisation, service.latest_revision
        draft.state = service.state
        return draft

    def content_of(self, service: Service, *, live: bool) -> ListingContent:
        """What a file would say of a service: of what families see (`live`), or of its newest draft."""
        shown = service if live else self.newest_of(service)
        return ListingContent(
            data=ServiceData.from_service(shown),
            organisation=service.organisation.name,
            organisation_kind=service.organisation.kind,
            waiting_time=service.state.waiting_time,
        )
