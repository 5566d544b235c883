"""A listing's reviewed content as plain typed values: what forms, imports and the review's comparison work on.

Two values are equal when families would read the same; the uuids of children tell which is which and don't count.
"""

from providers.listings.data.children import AreaData, ContactData, CostData, FileData, PlaceData, ScheduleData
from providers.listings.data.codes import Codes
from providers.listings.data.organisation import OrganisationData
from providers.listings.data.service import (
    CHILD_FIELDS,
    CODE_FIELDS,
    CODE_LISTS,
    LONGEST_TEXT,
    PLAIN_FIELDS,
    Answers,
    ServiceData,
)

__all__ = [
    "CHILD_FIELDS",
    "CODE_FIELDS",
    "CODE_LISTS",
    "LONGEST_TEXT",
    "PLAIN_FIELDS",
    "Answers",
    "AreaData",
    "Codes",
    "ContactData",
    "CostData",
    "FileData",
    "OrganisationData",
    "PlaceData",
    "ScheduleData",
    "ServiceData",
]
