"""What a council's pages need before it goes live: whom families can ask, and whom they call for a child in danger."""

from dataclasses import dataclass
from typing import Any, Final

from tenants.councils.models import Council


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of the checklist: the field of the council's row, what it is, why, and whether nobody goes live
    without it."""

    field: str
    label: str
    why: str
    needed: bool = False


DETAILS: Final = (
    Detail("phone", "A helpline", "Families who can’t find something call it.", needed=True),
    Detail("email", "An email address", "Families write to it, and it takes what is wrong with a page.", needed=True),
    Detail("safeguarding_name", "Who keeps children safe", "Every page names them.", needed=True),
    Detail("safeguarding_phone", "Their phone number", "For somebody who worries about a child.", needed=True),
    Detail("safeguarding_out_of_hours", "Their number at night and at weekends", "Most worries don’t wait."),
    Detail("hours", "When the helpline is open", "So that nobody rings in vain."),
    Detail("text_relay", "A way for people who can’t hear or speak on the phone", "By text relay or text message."),
    Detail("address", "An address for post", "Not everybody is online."),
    Detail("logo_version", "The council’s logo", "Families see at once whose page it is."),
)


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the checklist and whether it is done."""

    detail: Detail
    done: bool


def checklist(council: Council) -> list[Check]:
    """Every line, for the council as it is."""
    return [Check(detail, bool(getattr(council, detail.field))) for detail in DETAILS]


def missing(council: Council) -> list[Detail]:
    """What it can't go live without."""
    return [check.detail for check in checklist(council) if check.detail.needed and not check.done]


def lost(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The fields without which nobody goes live that are there before a change and not after it."""
    return [
        each.field for each in DETAILS if each.needed and before.get(each.field) and not after.get(each.field, True)
    ]
