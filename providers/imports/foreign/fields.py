"""What a column of somebody's file can be: one of our columns, or something that becomes part of them."""

from collections.abc import Mapping
from typing import Final

from providers.imports.listing_csv.columns import COLUMNS, PLACE_COLUMNS

IGNORE: Final = "ignore"
"""A column that reads like a restriction, and of which somebody said that it is none."""
ASK: Final = "?"
"""A column that reads like a restriction, and that nobody has explained yet."""
LABELS: Final[Mapping[str, str]] = {
    "external_id": "Your own reference (external_id)",
    "name": "Name of the service",
    "summary": "Summary",
    "description": "Description",
    "organisation": "Organisation",
    "organisation_kind": "Kind of organisation",
    "setting_type": "Type of school or setting",
    "sector": "Sector",
    "topic": "Topic",
    "tier": "Level of help",
    "needs": "Needs",
    "audience": "Who it is for",
    "age_min": "Youngest age",
    "age_max": "Oldest age",
    "address": "Address",
    "postcode": "Postcode",
    "hide_address": "Hide the address (no, yes or all)",
    "reach": "Area it covers",
    "delivery": "How it is given",
    "free": "Free (yes or no)",
    "cost": "Cost",
    "personal_budget": "Personal budgets accepted (yes or no)",
    "eligibility": "Who can use it",
    "who_decides": "Who decides",
    "referral": "Who can refer",
    "how_to_access": "How to get it",
    "waiting_time": "Waiting time",
    "opening_hours": "Opening hours",
    "accessibility": "Accessibility",
    "outcomes": "What it changes",
    "if_unhappy": "If you are unhappy",
    "phone": "Telephone",
    "email": "E-mail",
    "url": "Website",
    "urn": "School URN",
    "section_41": "Section 41 approved (yes or no)",
    "sen_report_url": "SEN information report",
    "version": "Version, as we wrote it (version)",
}
PARTS: Final[Mapping[str, str]] = {
    "category": "Categories: needs, topics and others in one",
    "details": "More about it, added to the description",
    "age_range": "Ages, both in one (like 5-11)",
    "venue": "Name of the place, put before its address",
    "cost_option": "What a price is for (like child)",
    "cost_type": "What a price is paid by (like a session)",
    "needs_referral": "Whether a referral is needed (yes or no)",
    "day": "Day of the week",
    "opens": "Opens at",
    "closes": "Closes at",
    "frequency": "How often (like weekly)",
    "interval": "Every so many weeks",
    "parent": "Reference of the listing that the row belongs to",
}
RESTRICTIONS: Final[Mapping[str, str]] = {
    "visible": "Whether families may see it (yes or no)",
    "hidden": "Whether it is kept from families (yes or no)",
    "status": "Status (like open or closed)",
    "consent": "Whether its people agreed to be listed",
    "show_address": "Whether its address may be shown (yes or no)",
    "mask_address": "Whether its address is kept back (yes or no)",
    "show_contact": "Whether its phone and e-mail may be shown (yes or no)",
    "hide_contact": "Whether its phone and e-mail are kept back (yes or no)",
    "starts": "Shown from this date",
    "ends": "Shown until this date, or closed on it",
}
UNSHOWN: Final[Mapping[str, str]] = {
    "internal": "Notes of the team: left out",
    "person": "Name of a person: left out",
    "coordinates": "Point on the map: left out, as the postcode has one",
    "updated": "When it was last changed: left out",
    IGNORE: "Says nothing about who may see it: left out",
}
FIELDS: Final[Mapping[str, str]] = {**LABELS, **PARTS, **RESTRICTIONS, **UNSHOWN}
WORD_FIELDS: Final = frozenset(
    {"sector", "topic", "needs", "audience", "delivery", "referral", "accessibility", "category"}
    | {"organisation_kind", "setting_type", "tier", "reach"}
)
"""Fields whose cells are words of a list."""
SEVERAL: Final = frozenset(
    {"summary", "description", "address", "phone", "email", "cost", "eligibility", "how_to_access", "opening_hours"}
    | {"outcomes", "waiting_time", "url", "who_decides", "if_unhappy"}
    | {"sector", "topic", "needs", "audience", "delivery", "referral", "accessibility"}
    | {*PARTS, *RESTRICTIONS, *UNSHOWN}
) - {"parent"}
"""What several columns may be together."""
PLACE_PARTS: Final = frozenset({*PLACE_COLUMNS, "venue", "show_address", "mask_address"})
"""Fields that say something of one place."""

_GIVES: Final[Mapping[str, tuple[str, ...]]] = {
    "category": ("needs", "topic"),
    "details": ("description",),
    "age_range": ("age_min", "age_max"),
    "venue": ("address",),
    "address": ("address", "postcode"),
    "cost": ("cost", "free"),
    "cost_option": ("cost",),
    "cost_type": ("cost",),
    "needs_referral": ("referral",),
    **dict.fromkeys(("day", "opens", "closes", "frequency", "interval"), ("opening_hours",)),
    **dict.fromkeys(("show_address", "mask_address"), ("hide_address",)),
}


def split_target(target: str) -> tuple[str, int]:
    """A target's field and the number of its place: `address#2` gives `address` and 2, `address` 1."""
    field, _, number = target.partition("#")
    return field, int(number) if number.isdecimal() and len(number) < 4 else 1


def columns_given(field: str) -> tuple[str, ...]:
    """The columns of ours that a field fills."""
    if field in _GIVES:
        return _GIVES[field]
    return (field,) if field in COLUMNS else ()


def label_of(target: str) -> str:
    """What people call a target."""
    field, place = split_target(target)
    label = FIELDS.get(field, field)
    return f"{label}, place {place}" if place > 1 else label
