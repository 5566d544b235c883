"""What happened to a listing, from the log: who did what and when, in words for its people or for the council."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

from wagtail.models import ModelLogEntry

from providers.listings.models import Membership
from providers.listings.permissions import Listing, organisation_id_of
from tenants.accounts.selectors import council_people

COUNCIL: Final = "The council"
SECOND: Final = "The second reviewer"
CONFIRM: Final = "listing.confirm"
NOBODY_SAID_SO: Final = "review"
"""How a check was noted, until November 2026, that nobody made: an approval counted as one."""
WORDS: Final[Mapping[str, str]] = {
    "listing.create": "Started it",
    "listing.edit": "Saved changes",
    "listing.close": "Said that it is closed for now",
    "listing.reopen": "Said that it is open again",
    CONFIRM: "Said that everything is still correct",
    "listing.waiting_time": "Changed the waiting time",
    "listing.pause": "Hid it for a while",
    "listing.resume": "Showed it again",
    "listing.archive": "Put it away",
    "listing.restore": "Took it back out",
    "listing.move": "Moved it to another organisation",
    "review.submit": "Sent it to the council",
    "review.withdraw": "Took it back",
}
COUNCIL_WORDS: Final[Mapping[str, str]] = {
    "listing.suspend": "Hid it from families",
    "listing.unsuspend": "Showed it to families again",
    "review.approve": "Approved it, so what families read has changed",
    "review.approve_automatically": "Put it online by its rules for small changes",
    "review.pass_on": "Gave the first of two approvals",
    "review.ask_for_changes": "Asked for changes",
    "review.edit": "Corrected it before approving it",
    "review.reject": "Did not accept it",
    "review.undo": "Took its last decision back",
    "review.publish_directly": "Put it online",
    "edits.live": "Changed it, so what families read has changed",
    "edits.save": "Changed it in the draft",
    "review.words_approve": "Let families read what was said without review",
    "review.words_take_down": "Took down what was said without review",
}
EDITS: Final = frozenset({"edits.live", "edits.save", "edits.send"})
"""What the log has of a council edit: why, and each field as it became."""
PRIVATE_WORDS: Final[Mapping[str, str]] = {
    "listing.trust": "Let its small changes go live by the rules",
    "listing.distrust": "Stopped its small changes from going live by the rules",
    "review.assign": "Said who looks at it",
    "conversations.note": "Noted something for officers",
    "conversations.remove_note": "Took a note for officers away",
    "conversations.message": "Wrote in the conversation about it",
    "review.comment": "Wrote a remark for the reviewers",
    "edits.send": "Sent an own change to be approved",
    "edits.pass_on": "Gave the first of two approvals of a council edit",
    "edits.give_back": "Gave a council edit back",
    "edits.drop": "Dropped an own change",
    "review.check": "Looked at a change that the rules approved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. Several saves by one person in a row are one, dated with the last."""

    at: datetime
    who: str
    what: str
    notes: tuple[str, ...] = ()
    """What was said with it: a reason, or a correction."""


@dataclass(frozen=True, slots=True)
class _People:
    """Who belongs to a listing's organisation, and who works for the council."""

    own: frozenset[int]
    council: frozenset[int]

    @classmethod
    def around(cls, listing: Listing) -> Self:
        """Those of a listing, in two queries."""
        members = Membership.objects.filter(organisation=organisation_id_of(listing))
        return cls(
            frozenset(members.values_list("user", flat=True)), frozenset(council_people().values_list("pk", flat=True))
        )

    def see_as_council(self, entry: ModelLogEntry) -> bool:
        """Whether the listing's people see the council alone, whoever it was there."""
        from_council = entry.user_id in self.council
        if entry.action in COUNCIL_WORDS:
            return from_council or entry.user_id not in self.own
        return from_council and entry.user_id not in self.own


def events_of(listing: Listing, *, for_council: bool = False) -> list[Event]:
    """A listing's history, newest first, in a fixed number of queries.

    Its people see the council as one, and neither the reason for a suspension nor what reviewers do among themselves.
    """
    words = {**WORDS, **COUNCIL_WORDS, **(PRIVATE_WORDS if for_council else {})}
    entries = (
        ModelLogEntry.objects.for_instance(listing)
        .filter(action__in=words)
        .select_related("user")
        .order_by("-timestamp", "-pk")
    )
    people = None if for_council else _People.around(listing)
    events: list[Event] = []
    later = None
    for entry in entries:
        if entry.action == "listing.edit" and later is not None and _same_sitting(entry, later):
            continue
        if entry.action == CONFIRM and entry.data.get("how") == NOBODY_SAID_SO:
            continue
        later = entry
        notes = _notes(entry, for_council=for_council)
        events.append(Event(at=entry.timestamp, who=_who(entry, people), what=_what(entry, words), notes=notes))
    return events


def _same_sitting(entry: ModelLogEntry, later: ModelLogEntry) -> bool:
    return later.action == "listing.edit" and (entry.user_id, entry.timestamp.date()) == (
        later.user_id,
        later.timestamp.date(),
    )


def _who(entry: ModelLogEntry, people: _People | None) -> str:
    """Who it was, by name for the council (`people` is None) and for the listing's people among themselves."""
    if entry.user_id is None:
        return COUNCIL
    if people is not None and people.see_as_council(entry):
        return SECOND if entry.data.get("second_step") else COUNCIL
    return str(entry.user) if entry.user else "Somebody who has left"


def _what(entry: ModelLogEntry, words: Mapping[str, str]) -> str:
    by_phone = entry.action == CONFIRM and entry.data.get("how") == "phone"
    return "Noted that somebody said by phone that everything is correct" if by_phone else words[entry.action]


def _notes(entry: ModelLogEntry, *, for_council: bool) -> tuple[str, ...]:
    data: Mapping[str, Any] = entry.data or {}
    if entry.action in EDITS:
        return (data["comment"], *_changed(data))
    if entry.action == "review.edit":
        return _changed(data)
    if entry.action == "listing.suspend":
        return (data["after"]["reason"],) if for_council and data.get("after") else ()
    if entry.action == "review.assign":
        return (f"To {data['after']}" if data.get("after") else "To nobody",)
    if entry.action == "review.undo":
        return ()
    said = (data["comment"],) if isinstance(data.get("comment"), str) else ()
    return (*said, *(f"{label}: {reason}" for label, reason in data.get("requests", {}).items()))


def _changed(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{label}: {now or 'taken away'}" for label, now in data.get("after", {}).items())
