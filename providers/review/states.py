"""The one table of a listing's review: its states, and who may move it from which to which, with what following.

Services obey it, tests run through it, help pages and diagrams are made from it. A decision marked `undoable` can be
taken back within `UNDO_WINDOW`: the listing is again where the move started. What changes without review (temporarily
closed, paused, put away, suspended) isn't here: that is `ListingState`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Final

from providers.listings.errors import WrongState


class ListingStatus(Enum):
    """Where a listing's newest version is, beside what is live. Values are stable: they are used in addresses."""

    DRAFT = "draft", "Not sent yet", "Draft"
    SUBMITTED = "submitted", "Being checked", "Waiting for review (new)"
    SECOND_REVIEW = "second-review", "Being checked", "Waiting for the second review (new)"
    CHANGES_ASKED = "changes-asked", "Changes needed", "Changes asked for (new)"
    REJECTED = "rejected", "Not accepted", "Rejected (new)"
    LIVE = "live", "Live", "Live"
    LIVE_DRAFT = "live-draft", "Live, with changes not sent", "Live, draft changes"
    LIVE_SUBMITTED = "live-submitted", "Live, changes being checked", "Live, waiting for review"
    LIVE_SECOND_REVIEW = "live-second-review", "Live, changes being checked", "Live, waiting for the second review"
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
        """Whether it waits for a reviewer, and so is read-only."""
        return self in (ListingStatus.SUBMITTED, ListingStatus.LIVE_SUBMITTED) or self.in_second_review

    @property
    def in_second_review(self) -> bool:
        """Whether it waits for the second of two reviewers."""
        return self in (ListingStatus.SECOND_REVIEW, ListingStatus.LIVE_SECOND_REVIEW)


class Who(Enum):
    """Who makes a move."""

    EDITOR = "an owner or editor of the organisation"
    OFFICER = "a council officer who didn't write or send the version"
    SECOND_REVIEWER = "the partner or officer of the second step, who didn't write, send or pass on the version"
    RULES = "the council's rules, for a trusted organisation's small change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One move: by whom, from each state to which, what follows, and whether it needs a reason."""

    name: str
    who: Who
    moves: Mapping[ListingStatus, ListingStatus]
    effect: str
    needs_reason: bool = False
    undoable: bool = False
    """Whether whoever may decide can take it back within minutes, to the state it started from."""
    refused: str
    """What a person is told when the listing is in another state."""

    def require(self, status: ListingStatus) -> ListingStatus:
        """The state it leads to from `status`; raises WrongState where it doesn't start there."""
        if status not in self.moves:
            raise WrongState(self.refused)
        return self.moves[status]


UNDO_WINDOW: Final = timedelta(minutes=10)
"""How long a decision can be taken back; its mail waits as long."""
UNDO_MINUTES: Final = UNDO_WINDOW // timedelta(minutes=1)
_S = ListingStatus
_DECIDED: Final = "This change is no longer waiting: somebody else decided, or the provider took it back."


def _decisions(step: str, who: Who, new: ListingStatus, changed: ListingStatus) -> tuple[Transition, ...]:
    """The three ways a step of the review ends; `new` and `changed` are where it waits, unknown to families or live."""
    return (
        Transition(
            name=f"{step}approve",
            who=who,
            moves={new: _S.LIVE, changed: _S.LIVE},
            effect="Exactly the version that was sent goes live, and its sender is e-mailed.",
            undoable=True,
            refused=_DECIDED,
        ),
        Transition(
            name=f"{step}ask_for_changes",
            who=who,
            moves={new: _S.CHANGES_ASKED, changed: _S.LIVE_CHANGES_ASKED},
            effect="Its sender is e-mailed the reasons, changes it and sends it again.",
            needs_reason=True,
            undoable=True,
            refused=_DECIDED,
        ),
        Transition(
            name=f"{step}reject",
            who=who,
            moves={new: _S.REJECTED, changed: _S.LIVE_REJECTED},
            effect="The review ends without going live, and its sender is e-mailed the reason.",
            needs_reason=True,
            undoable=True,
            refused=_DECIDED,
        ),
    )


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
            name="approve_automatically",
            who=Who.RULES,
            moves={_S.LIVE_DRAFT: _S.LIVE},
            effect="What was sent goes live at once. Some of these changes are picked for an officer to look at later.",
            refused="This change needs an officer.",
        ),
        Transition(
            name="withdraw",
            who=Who.EDITOR,
            moves={
                _S.SUBMITTED: _S.DRAFT,
                _S.SECOND_REVIEW: _S.DRAFT,
                _S.LIVE_SUBMITTED: _S.LIVE_DRAFT,
                _S.LIVE_SECOND_REVIEW: _S.LIVE_DRAFT,
            },
            effect="It leaves the queue and can be changed again.",
            refused="This listing isn't waiting for the council, so there is nothing to take back.",
        ),
        *_decisions("", Who.OFFICER, _S.SUBMITTED, _S.LIVE_SUBMITTED),
        Transition(
            name="pass_on",
            who=Who.OFFICER,
            moves={_S.SUBMITTED: _S.SECOND_REVIEW, _S.LIVE_SUBMITTED: _S.LIVE_SECOND_REVIEW},
            effect="An approval where the council wants two: it waits for the second reviewer.",
            undoable=True,
            refused=_DECIDED,
        ),
        *_decisions("second_", Who.SECOND_REVIEWER, _S.SECOND_REVIEW, _S.LIVE_SECOND_REVIEW),
    )
}
