"""The columns of the listing CSV, in the order an export writes them."""

from typing import Final

EXTERNAL_ID: Final = "external_id"
VERSION: Final = "version"
"""Which version an export wrote: of an older one than there is, only what was changed in the file counts."""
COLUMNS: Final = (
    EXTERNAL_ID,
    "name",
    "summary",
    "description",
    "organisation",
    "organisation_kind",
    "setting_type",
    "sector",
    "topic",
    "tier",
    "needs",
    "audience",
    "age_min",
    "age_max",
    "address",
    "postcode",
    "hide_address",
    "reach",
    "delivery",
    "free",
    "cost",
    "personal_budget",
    "eligibility",
    "who_decides",
    "referral",
    "how_to_access",
    "waiting_time",
    "opening_hours",
    "accessibility",
    "outcomes",
    "if_unhappy",
    "phone",
    "email",
    "url",
    "urn",
    "section_41",
    "sen_report_url",
    VERSION,
)
REQUIRED: Final = ("name",)
"""What a table must have; without a reference a listing is found by its name and postcode, or one is made."""
PLACE_COLUMNS: Final = ("address", "postcode", "hide_address", "opening_hours", "accessibility")
"""What a further row with the same `external_id` may fill: one more place of the listing."""

Cells = dict[str, str]
"""One row as text: column name to cell. A column that the file doesn't have is not there."""
