"""How much of what families look for a listing says, and what would help them most next."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from providers.listings.data import ContactData, CostData, FileData, PlaceData, ScheduleData, ServiceData
from providers.listings.models import HideAddress
from providers.listings.models.service import SCHOOL_SETTINGS

ENOUGH_WORDS: Final = 30
"""A description with fewer tells a family little."""
_TEXTS: Final = (
    *("summary", "description", "tier", "how_to_access", "eligibility", "who_decides"),
    *("outcomes", "staff_expertise", "if_unhappy", "setting_type", "sen_report_url"),
)
_LISTS: Final = ("needs", "topics", "audience", "referral", "delivery")


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a listing doesn't say. `page` is the portal's page that asks for it."""

    page: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """0 to 100, and what is missing, the most helpful first."""

    percent: int
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    weight: int
    page: str
    what: str
    why: str
    said: Callable[[ServiceData], bool]
    asked: Callable[[ServiceData], bool] = lambda data: True


def completeness(data: ServiceData) -> Completeness:
    """What a listing says of what it could say, each part weighed by how much it helps families. No database."""
    asked = [part for part in _PARTS if part.asked(data)]
    missing = [part for part in asked if not part.said(data)]
    whole = sum(part.weight for part in asked)
    lacking = sum(part.weight for part in missing)
    ordered = sorted(missing, key=lambda part: -part.weight)
    return Completeness(
        percent=100 * (whole - lacking) // whole,
        missing=tuple(Missing(part.page, part.what, part.why) for part in ordered),
    )


def completeness_of_content(content: Mapping[str, Any]) -> Completeness:
    """The same of a revision's content as it is kept, without making a service of it: for lists of many."""
    return completeness(data_of_content(content))


def data_of_content(content: Mapping[str, Any]) -> ServiceData:
    """What is asked of a listing here, read from a revision's content."""
    texts: dict[str, Any] = {name: content.get(name) or "" for name in _TEXTS}
    lists: dict[str, Any] = {name: _codes(content.get(name)) for name in _LISTS}
    return ServiceData(
        **texts,
        **lists,
        name="",
        age_min=content.get("age_min"),
        age_max=content.get("age_max"),
        free=content.get("free"),
        costs=tuple(CostData() for _ in content.get("cost_options", ())),
        contacts=tuple(
            ContactData(phone=row.get("phone") or "", email=row.get("email") or "")
            for row in content.get("contacts", ())
        ),
        places=tuple(map(_place, content.get("service_at_locations", ()))),
        files=tuple(FileData(kind=row["kind"], file_id=0, title="") for row in content.get("service_files", ())),
    )


def _place(row: Mapping[str, Any]) -> PlaceData:
    return PlaceData(
        address=row.get("address") or "",
        postcode=row.get("postcode") or "",
        hide_address=HideAddress.ALL if row.get("hide_address") == HideAddress.ALL else HideAddress.NO,
        accessibility=_codes(row.get("accessibility")),
        schedules=tuple(ScheduleData() for _ in row.get("schedules", ())),
    )


def _withheld(place: PlaceData) -> bool:
    return place.hide_address == HideAddress.ALL


def _codes(kept: Any) -> tuple[str, ...]:
    """A list of codes as revisions keep it: keys of terms, or codes as JSON text."""
    return tuple(map(str, json.loads(kept) if isinstance(kept, str) else kept or ()))


def has_ages(data: ServiceData) -> bool:
    """Whether it says for which ages it is; what is for families alone needs none."""
    return data.age_min is not None or data.age_max is not None or set(data.audience) == {"families"}


def _in_person(data: ServiceData) -> bool:
    return "in-person" in data.delivery or any(place.postcode for place in data.places)


def has_contact(data: ServiceData) -> bool:
    """Whether families can ask somebody."""
    return any(contact.phone or contact.email for contact in data.contacts)


def _is_school(data: ServiceData) -> bool:
    return data.setting_type in SCHOOL_SETTINGS


_PARTS: Final = (
    _Part(
        weight=12,
        page="contact",
        what="Add a phone number or an e-mail address",
        why="Families need to be able to ask.",
        said=has_contact,
    ),
    _Part(
        weight=10,
        page="who",
        what="Choose the needs it is for",
        why="Most families search by their child’s need. Without one you aren’t found that way.",
        said=lambda data: bool(data.needs),
    ),
    _Part(
        weight=10,
        page="about",
        what="Write a summary",
        why="It is the sentence families read in search results.",
        said=lambda data: bool(data.summary),
    ),
    _Part(
        weight=9,
        page="getting-in",
        what="Say what a family should do first",
        why="It is the question families ask most.",
        said=lambda data: bool(data.how_to_access),
    ),
    _Part(
        weight=9,
        page="where",
        what="Add a place with its postcode",
        why="Families search near their home.",
        said=lambda data: any(place.postcode or _withheld(place) for place in data.places),
        asked=lambda data: _in_person(data) or not data.delivery,
    ),
    _Part(
        weight=8,
        page="about",
        what=f"Describe it in at least {ENOUGH_WORDS} words",
        why="Families want to know what happens there before they come.",
        said=lambda data: len(data.description.split()) >= ENOUGH_WORDS,
    ),
    _Part(
        weight=7,
        page="who",
        what="Add the ages it is for",
        why="Families filter by age.",
        said=has_ages,
    ),
    _Part(
        weight=7,
        page="getting-in",
        what="Choose how families get in",
        why="Families want to know whether they can come by themselves.",
        said=lambda data: bool(data.referral),
    ),
    _Part(
        weight=6,
        page="cost",
        what="Say whether it is free, or what it costs",
        why="Families plan with it, and some filter by it.",
        said=lambda data: data.free is not None or bool(data.costs),
    ),
    _Part(
        weight=6,
        page="where",
        what="Add opening times",
        why="Families see when they can come.",
        said=lambda data: any(place.schedules for place in data.places),
    ),
    _Part(
        weight=5,
        page="where",
        what="Say what each place has: step-free access, a hoist, a quiet space",
        why="Some children can’t come without it.",
        said=lambda data: any(place.accessibility for place in data.places),
        asked=_in_person,
    ),
    _Part(
        weight=5,
        page="about",
        what="Choose what it is about",
        why="Families browse by these topics.",
        said=lambda data: bool(data.topics),
    ),
    _Part(
        weight=5,
        page="getting-in",
        what="Say who can use it and who decides",
        why="Families don’t ask for what they can’t have.",
        said=lambda data: bool(data.eligibility or data.who_decides),
    ),
    _Part(
        weight=5,
        page="school",
        what="Add the link to the SEN information report",
        why="The law asks every school for it, and families look for it.",
        said=lambda data: bool(data.sen_report_url),
        asked=_is_school,
    ),
    _Part(
        weight=4,
        page="send",
        what="Say what staff know about SEND",
        why="Families want to know that their child will be understood.",
        said=lambda data: bool(data.staff_expertise),
    ),
    _Part(
        weight=4,
        page="send",
        what="Say what difference it makes",
        why="Families choose by it.",
        said=lambda data: bool(data.outcomes),
    ),
    _Part(
        weight=3,
        page="send",
        what="Say what a family can do if they are unhappy",
        why="The Local Offer must tell families how to complain.",
        said=lambda data: bool(data.if_unhappy),
    ),
    _Part(
        weight=3,
        page="files",
        what="Add a photo",
        why="It helps children to know what to expect.",
        said=lambda data: any(file.kind == "photo" for file in data.files),
    ),
    _Part(
        weight=2,
        page="about",
        what="Choose the kind of help",
        why="It tells families whether it is for everyone or for a special need.",
        said=lambda data: bool(data.tier),
    ),
)
