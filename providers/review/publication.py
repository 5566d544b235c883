"""What a version of a listing still needs before families see it: the one answer for everybody who wants one live.

An import, an upload, an edit of the council's own and whatever is taken back all ask here, with the facts of the
version (`providers.review.facts`) and the council's rules. That reviewers or the rules have approved a submission is
asked by `publish`, on Wagtail's behalf.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final

from providers.listings.models import Organisation
from providers.review.errors import ListingError, NotAllowed, Stale, WrongState
from providers.review.models import ReviewSettings
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer, is_partner


class Need(Enum):
    """What a version still needs before families see it, in words to show."""

    NOTHING = ""
    REVIEW = "The council checks this before families see it."
    END_OF_REVIEW = "This listing is being reviewed, so it can't be published beside that."
    NEWEST_VERSION = "This is not the listing's newest version."
    FIRST_APPROVAL = "People outside the council wrote this, and no officer has approved it yet."
    SECOND_OFFICER = "The council wants a second officer to look at its own changes."
    SECOND_APPROVAL = "The council wants two approvals of this."
    ORGANISATION = "Its organisation isn't approved yet."

    @property
    def sent_to_review(self) -> bool:
        """Whether a version of the council's that needs it is sent to the review in place of going live."""
        return self in (Need.FIRST_APPROVAL, Need.SECOND_APPROVAL, Need.ORGANISATION)


_ERRORS: Final[dict[Need, type[ListingError]]] = {
    Need.REVIEW: NotAllowed,
    Need.END_OF_REVIEW: WrongState,
    Need.NEWEST_VERSION: Stale,
    Need.FIRST_APPROVAL: WrongState,
    Need.SECOND_OFFICER: WrongState,
    Need.SECOND_APPROVAL: WrongState,
    Need.ORGANISATION: WrongState,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What there is to know of a version that somebody wants live."""

    sectors: Collection[str] = ()
    """Its own and those of what is live; an organisation has none."""
    written_outside: bool = False
    """Whether it holds words of people outside the council, in a listing that was never approved."""
    approved_twice: bool = False
    """Whether these very words had two approvals before."""
    council_edit: bool = False
    """Whether an officer wrote it by hand on the desk (`providers.edits`)."""
    approved: bool = False
    """Whether an officer who didn't write it has approved these very words."""
    organisation_waits: bool = False
    """Whether its organisation needs something itself before it goes live."""
    review: str = ""
    """The status of the listing's open review; empty without one."""
    newest: bool = True
    """Whether it is the listing's newest version."""


def needed_to_go_live(
    *,
    user: User | None,
    rules: ReviewSettings,
    version: Version,
    organisation: Organisation | None = None,
    taken_back: bool = False,
) -> Need:
    """What a version needs before it goes live; `Need.NOTHING` when it may now.

    `user` answers for it, None is the operator's command. `organisation` is whose people it comes from, None the
    council. `taken_back` is the one exemption: an act of the council is taken back, and the very version that was live
    until then comes back with all its approvals, by whoever may review.
    """
    if taken_back:
        return Need.NOTHING if user is not None and _reviews(user, rules) else Need.REVIEW
    if organisation is not None or not (user is None or is_officer(user)):
        return Need.REVIEW
    wanted = (
        (Need.END_OF_REVIEW, bool(version.review)),
        (Need.NEWEST_VERSION, not version.newest),
        (Need.FIRST_APPROVAL, version.written_outside),
        (Need.SECOND_OFFICER, version.council_edit and rules.council_edits_wait and not version.approved),
        (Need.SECOND_APPROVAL, wants_two_approvals(rules, version.sectors) and not version.approved_twice),
        (Need.ORGANISATION, version.organisation_waits),
    )
    return next((need for need, holds in wanted if holds), Need.NOTHING)


def wants_two_approvals(rules: ReviewSettings, sectors: Collection[str]) -> bool:
    """Whether the council's settings ask for two approvals of a listing of these sectors."""
    if rules.second_step == ReviewSettings.SecondStep.SECTORS:
        return bool(set(sectors) & set(rules.second_step_sectors))
    return bool(rules.second_step == ReviewSettings.SecondStep.ALL)


def refuse(need: Need) -> None:
    """Raise what a need stands for: NotAllowed, WrongState or Stale; `Need.NOTHING` passes."""
    if need is not Need.NOTHING:
        raise _ERRORS[need](need.value)


def _reviews(user: User, rules: ReviewSettings) -> bool:
    by_partner = rules.second_reviewer == ReviewSettings.SecondReviewer.PARTNER
    return is_officer(user) or (by_partner and is_partner(user))
