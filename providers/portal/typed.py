"""What was typed on a page about a listing: to be saved, or only to be shown again."""

from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict

from providers.portal.forms.rows import ADD
from tenants.accounts.requests import SignedInRequest
from tenants.typed.answers import show_typed


class Why(StrEnum):
    """What is asked for; all but the first save nothing."""

    SAVE = "save"
    ROW = ADD
    """Another empty row."""
    COMPARE = "compare-typed"
    """Whether it says anything that isn't saved yet."""
    PUT_BACK = "put-back"
    """What was kept on the person's device is shown again."""
    SIGNED_OUT = "signed-out"
    """It came when nobody was signed in any more."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Answers as they were posted, among them the version that they were typed on."""

    answers: QueryDict
    why: Why


def typed_in(request: SignedInRequest) -> Typed | None:
    """What was typed; None for a page that is opened."""
    if request.method == "POST":
        why = next((each for each in (Why.ROW, Why.COMPARE, Why.PUT_BACK) if each in request.POST), Why.SAVE)
        return Typed(request.POST, why)
    kept = show_typed(request)
    return Typed(kept.as_posted(), Why.SIGNED_OUT) if kept is not None else None
