"""Submissions that were ticked in the queue, before they are approved together."""

from collections.abc import Sequence
from dataclasses import dataclass

from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.review.comparison.diff import FieldChange, compare
from providers.review.desk.readiness import barred, unready
from providers.review.models import ReviewTaskState
from providers.review.selectors import read_sent, submissions_with_listings
from providers.review.services.bulk import why_not_in_bulk
from search.taxonomy.selectors import terms_read_once
from tenants.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One of several that may be approved together."""

    submission: ReviewTaskState
    listing: Listing
    fields: Sequence[FieldChange]
    """The fields that would change."""
    refused: str
    """Why somebody must open it to approve it; empty when it may be approved with the others."""

    @property
    def name(self) -> str:
        """As the submitted version names it."""
        return str(self.submission.revision.object_str)

    @property
    def is_service(self) -> bool:
        """Whether it is a service rather than an organisation."""
        return isinstance(self.listing, Service)


@terms_read_once()
def candidates_of(user: User, submissions: Sequence[ReviewTaskState]) -> list[Candidate]:
    """What was ticked, each with what it changes and why it can't be approved unread, in a fixed number of queries."""
    pairs = submissions_with_listings([submission.pk for submission in submissions])
    several = read_sent(pairs)
    barred_from, not_ready, unsafe = barred(user, pairs), unready(pairs), why_not_in_bulk(user, several)
    candidates = []
    for sent in several:
        key, live = sent.submission.pk, sent.listing if sent.listing.live else None
        candidates.append(
            Candidate(
                submission=sent.submission,
                listing=sent.listing,
                fields=[field for field in compare(live, sent.proposed) if field.changed],
                refused=barred_from.get(key) or not_ready.get(key, ("", None))[0] or unsafe[key],
            )
        )
    return candidates
