"""The one table of a listing's review: its states, and who may move it from which to which, with what following.

Services obey it, tests run through it, help pages and diagrams are made from it. What changes without review
(temporarily closed, paused, put away) isn't here: that is `ListingState`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from providers.listings.errors import WrongState


class ListingStatus(Enum):
    """Where a listing's newest version is, beside what is live. Values are stable: they are used in addresses."""

    DRAFT = "draft", "Not sent yet", "Draft"
    SUBMITTED = "submitted", "Being checked", "Waiting for review (new)"
    CHANGES_ASKED = "changes-asked", "Changes needed", "Changes asked for (new)"
    REJECTED = "rejected", "Not accepted", "Rejected (new)"
    LIVE = "live", "Live", "Live"
    LIVE_DRAFT = "live-draft", "Live, with changes not sent", "Live, draft changes"
    LIVE_SUBMITTED = "live-submitted", "Live, changes being checked", "Live, waiting for review"
    LIVE_CHANGES_ASKED = "live-changes-asked", "Live, changes needed", "Live, changes asked for"
    LIVE_REJECTED = "live-rejected", "Live, changes not accepted", "Live, changes rejected"

    provider_label: str
    officer_label: str

    def __new__(cls, value: str, provider_label: str, officer_label: str) -> "ListingStatus":
        """A state with its words for providers and for officers."""
        status = object.__new__(cls)
        status._value_ = value
        status.provider_label = provider_label
        status.officer_label = officer_label
        return status

    @property
    def is_live(self) -> bool:
        """Whether families see an approved version."""
        return str(self.value).startswith("live")

    @property
    def in_review(self) -> bool:
        """Whether it waits for an officer, and so is read-only."""
        return self in (ListingStatus.SUBMITTED, ListingStatus.LIVE_SUBMITTED)


class Who(Enum):
    """Who makes a move."""

    EDITOR = "an owner or editor of the organisation"
    OFFICER = "a council officer who didn't write or send the version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One move: by whom, from each state to which, what follows, and whether it needs a reason."""

    name: str
    who: Who
    moves: Mapping[ListingStatus, ListingStatus]
    effect: str
    needs_reason: bool = False
    refused: str
    """What a person is told when the listing is in another state."""

    def require(self, status: ListingStatus) -> ListingStatus:
        """The state it leads to from `status`; raises WrongState where it doesn't start there."""
        if status not in self.moves:
            raise WrongState(self.refused)
        return self.moves[status]


_S = ListingStatus
_DECIDED: Final = "This change is no longer waiting: somebody else decided, or the provider took it back."

TRANSITIONS: Final[Mapping[str, Transition]] = {
    transition.name: transition
    for transition in (
        Transition(
            name="save_draft",
            who=Who.EDITOR,
            moves={
                _S.DRAFT: _S.DRAFT,
                _S.CHANGES_ASKED: _S.CHANGES_ASKED,
                _S.REJECTED: _S.DRAFT,
                _S.LIVE: _S.LIVE_DRAFT,
                _S.LIVE_DRAFT: _S.LIVE_DRAFT,
                _S.LIVE_CHANGES_ASKED: _S.LIVE_CHANGES_ASKED,
                _S.LIVE_REJECTED: _S.LIVE_DRAFT,
            },
            effect="The new version is kept as a draft. Families see no difference.",
            refused="The council is checking this listing. Take it back first, then change it.",
        ),
        Transition(
            name="submit",
            who=Who.EDITOR,
            moves={
                _S.DRAFT: _S.SUBMITTED,
                _S.CHANGES_ASKED: _S.SUBMITTED,
                _S.LIVE_DRAFT: _S.LIVE_SUBMITTED,
                _S.LIVE_CHANGES_ASKED: _S.LIVE_SUBMITTED,
            },
            effect="The newest draft waits for an officer and is read-only.",
            refused="There is nothing new to send, or it has been sent already.",
        ),
        Transition(
            name="withdraw",
            who=Who.EDITOR,
            moves={_S.SUBMITTED: _S.DRAFT, _S.LIVE_SUBMITTED: _S.LIVE_DRAFT},
            effect="It leaves the queue and can be changed again.",
            refused="This listing isn't waiting for the council, so there is nothing to take back.",
        ),
        Transition(
            name="approve",
            who=Who.OFFICER,
            moves={_S.SUBMITTED: _S.LIVE, _S.LIVE_SUBMITTED: _S.LIVE},
            effect="Exactly the version that was sent goes live, and its sender is e-mailed.",
            refused=_DECIDED,
        ),
        Transition(
            name="ask_for_changes",
            who=Who.OFFICER,
            moves={_S.SUBMITTED: _S.CHANGES_ASKED, _S.LIVE_SUBMITTED: _S.LIVE_CHANGES_ASKED},
            effect="Its sender is e-mailed the reason, changes it and sends it again.",
            needs_reason=True,
            refused=_DECIDED,
        ),
        Transition(
            name="reject",
            who=Who.OFFICER,
            moves={_S.SUBMITTED: _S.REJECTED, _S.LIVE_SUBMITTED: _S.LIVE_REJECTED},
            effect="The review ends without going live, and its sender is e-mailed the reason.",
            needs_reason=True,
            refused=_DECIDED,
        ),
    )
}
