"""What families read that nobody reviewed, from the log, newest first; and words that wait for an officer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import ModelLogEntry

from providers.listings.models import Organisation, Service, StateNote
from providers.listings.permissions import Listing
from providers.review.services.automatic import is_sampled
from providers.review.settings import review_settings

KINDS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "words": ("Words said with a closure or as a waiting time", ("review.words",)),
    "rules": ("Approved by the rules", ("review.approve_automatically",)),
    "council": ("Published by the council itself", ("review.publish_directly",)),
    "corrected": ("Corrected while approving", ("review.edit",)),
}
"""What went live without a review of its own, and the actions in the log that say so."""
_LABELS: Final = {action: label for label, actions in KINDS.values() for action in actions}
MOST_WAITING: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreviewed:
    """One thing that went live without review."""

    entry: ModelLogEntry
    kind: str
    listing: Listing | None
    """None when it is gone."""
    note: StateNote | None
    submission: int | None
    """The key of the submission that the rules approved or that was corrected."""
    picked: bool
    """Whether it is picked for a closer look."""

    @property
    def is_service(self) -> bool:
        """Whether it is about a service rather than an organisation."""
        return isinstance(self.listing, Service)


def words_waiting() -> "QuerySet[StateNote]":
    """Words that wait for an officer, the oldest first."""
    waiting: QuerySet[StateNote] = StateNote.objects.filter(standing=StateNote.Standing.WAITING)
    return waiting.select_related("state__service__organisation", "said_by").order_by("pk")


def unreviewed(kind: str) -> "QuerySet[ModelLogEntry]":
    """What went live without review, of one kind of `KINDS` or, with an empty one, of all; newest first."""
    actions = KINDS[kind][1] if kind else tuple(_LABELS)
    types = ContentType.objects.get_for_models(Service, Organisation).values()
    found: QuerySet[ModelLogEntry] = ModelLogEntry.objects.filter(action__in=actions, content_type__in=types)
    return found.select_related("user", "content_type").order_by("-timestamp", "-pk")


def unreviewed_entries(rows: Sequence[ModelLogEntry]) -> list[Unreviewed]:
    """A page of them with their listings and notes, in a fixed number of queries."""
    percent = review_settings().sample_percent
    listings = {model: _listings(model, rows) for model in (Service, Organisation)}
    notes = StateNote.objects.in_bulk([row.data["note"] for row in rows if "note" in row.data])
    return [
        Unreviewed(
            entry=row,
            kind=_LABELS[row.action],
            listing=listings[row.content_type.model_class()].get(int(row.object_id)),
            note=notes.get(row.data.get("note")),
            submission=row.data.get("submission"),
            picked=row.data["sampled"] if "sampled" in row.data else is_sampled(row.pk, percent),
        )
        for row in rows
    ]


def _listings(model: Any, rows: Sequence[ModelLogEntry]) -> dict[int, Any]:
    keys = {int(row.object_id) for row in rows if row.content_type.model_class() is model}
    found: dict[int, Any] = model.objects.in_bulk(keys) if keys else {}
    return found
