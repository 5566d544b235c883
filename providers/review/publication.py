"""Whether a version of a listing may go live now: the one answer for everybody who wants to publish one.

An import, an upload, an edit of the council's own and a decision taken back all ask here. That reviewers or the
council's rules have approved a submission is asked by `publish`, on Wagtail's behalf.
"""

from enum import Enum

from providers.listings.models import Organisation
from providers.review.errors import ListingError, NotAllowed, Stale, WrongState
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer


class Need(Enum):
    """What a version still needs before families see it, in words to show."""

    NOTHING = ""
    REVIEW = "The council checks this before families see it."
    END_OF_REVIEW = "This listing is being reviewed, so it can't be published beside that."
    NEWEST_VERSION = "This is not the listing's newest version."


_ERRORS: dict[Need, type[ListingError]] = {
    Need.REVIEW: NotAllowed,
    Need.END_OF_REVIEW: WrongState,
    Need.NEWEST_VERSION: Stale,
}


def needed_to_go_live(
    *,
    user: User | None,
    organisation: Organisation | None = None,
    restores: bool = False,
    review: str = "",
    newest: bool = True,
) -> Need:
    """What a version needs before it goes live; `Need.NOTHING` when it may now.

    `user` answers for it, None is the operator's command. `organisation` is whose people it comes from, None the
    council. `restores` says that families saw it before. `review` is the status of the listing's open review, empty
    without one, and `newest` whether it is the listing's newest version.
    """
    from_council = organisation is None and (user is None or is_officer(user))
    if not from_council and not restores:
        return Need.REVIEW
    if review:
        return Need.END_OF_REVIEW
    return Need.NOTHING if newest else Need.NEWEST_VERSION


def refuse(need: Need) -> None:
    """Raise what a need stands for: NotAllowed, WrongState or Stale; `Need.NOTHING` passes."""
    if need is not Need.NOTHING:
        raise _ERRORS[need](need.value)
