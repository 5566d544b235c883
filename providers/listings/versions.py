"""Versions of many listings at once, without asking the database about each.

`revision.as_object()` asks about every term and foreign key; this asks for the terms once.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from wagtail.models import Revision

from providers.listings.models import Organisation, Service
from search.taxonomy.models import Term
from search.taxonomy.replacement import TERM_FIELDS, current_terms

AnyListing = TypeVar("AnyListing", Service, Organisation)

_NOT_OF_A_REVISION: Final = (
    "pk",
    "latest_revision_id",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by_id",
)


class Versions:
    """Reads revisions of one council's listings. `terms` are the needs and topics that they name, retired ones with
    what they mean now."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: Mapping[int, Term] = {term.pk: term for term in terms}

    def named_by(self, revision: Revision | None) -> dict[str, list[Term]]:
        """The needs and topics that a revision names, retired ones among them, by relation."""
        content = revision.content if revision else {}
        return {
            name: [self._terms[key] for key in content.get(name, ()) if key in self._terms]
            for name in TERM_FIELDS.values()
        }

    def read(self, listing: AnyListing, revision: Revision) -> AnyListing:
        """The listing as a revision of it has it."""
        content = {name: value for name, value in revision.content.items() if name not in TERM_FIELDS.values()}
        version: AnyListing = type(listing).from_serializable_data(content, check_fks=False)
        for name in (*_NOT_OF_A_REVISION, *listing.kept_outside_revisions):
            setattr(version, name, getattr(listing, name))
        version.latest_revision = listing.latest_revision
        if isinstance(version, Service) and isinstance(listing, Service):
            version.named_terms = self.named_by(revision)
            for name, named in version.named_terms.items():
                setattr(version, name, current_terms(named))
            version.organisation, version.state = listing.organisation, listing.state
        return version


def versions_of(revisions: Iterable[Revision]) -> Versions:
    """A reader of these revisions: asks for the terms that they name, in one query."""
    named = (key for revision in revisions for name in TERM_FIELDS.values() for key in revision.content.get(name, ()))
    return Versions(Term.objects.filter(pk__in=set(named)).select_related("merged_into"))
