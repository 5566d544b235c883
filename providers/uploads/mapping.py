"""Which of our columns each column of a file is: guessed from its name, or remembered from the last file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from providers.imports.listing_csv.columns import COLUMNS, REQUIRED

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
_SYNONYMS: Final[Mapping[str, str]] = {
    "external_id": "id ref reference code uniqueid key recordid serviceid yourreference",
    "name": "servicename title listing service nameofservice listingname activity",
    "summary": "shortdescription intro strapline",
    "description": "details about longdescription information fulldescription",
    "organisation": "organization provider providername charity company organisationname",
    "organisation_kind": "organisationtype providertype",
    "setting_type": "settingtype schooltype",
    "sector": "sectors",
    "topic": "topics category categories",
    "tier": "level levelofhelp",
    "needs": "need sendneeds condition conditions",
    "audience": "whoitisfor",
    "age_min": "agefrom minage minimumage youngest youngestage lowestage agemin",
    "age_max": "ageto maxage maximumage oldest oldestage highestage agemax",
    "address": "venue street location venueaddress fulladdress",
    "postcode": "postalcode zip venuepostcode zipcode",
    "hide_address": "hideaddress privateaddress",
    "reach": "area coverage areacovered",
    "delivery": "deliverymethod howdelivered",
    "free": "isfree freeservice",
    "cost": "price fee fees charge charges costs",
    "personal_budget": "personalbudgets directpayments",
    "eligibility": "criteria eligibilitycriteria whocanuseit",
    "who_decides": "decisionmaker",
    "referral": "referrals referralroute whocanrefer",
    "how_to_access": "access howtobook booking howtoapply howtorefer",
    "waiting_time": "wait waitinglist waitingtimes waittime",
    "opening_hours": "hours openingtimes times timetable whenopen",
    "accessibility": "access accessible facilities",
    "outcomes": "impact results",
    "if_unhappy": "complaints complaint",
    "phone": "telephone tel phonenumber telephonenumber contactnumber mobile",
    "email": "mail emailaddress contactemail",
    "url": "website web webaddress link homepage site",
    "urn": "schoolurn dfeurn",
    "section_41": "section41approved s41",
    "sen_report_url": "senreport seninformationreport",
    "version": "",
}


def plain(name: str) -> str:
    """A column's name without case, spaces and punctuation."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


_BY_NAME: Final[Mapping[str, str]] = {
    word: column for column in reversed(COLUMNS) for word in (*_SYNONYMS[column].split(), plain(LABELS[column]))
} | {plain(column): column for column in COLUMNS}


def guess_mapping(header: Sequence[str], remembered: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our column for each of the file's, "" where we can't tell; no column of ours twice.

    What was `remembered` of a column of the same name comes first, then exact names, then other words for them.
    """
    before = {plain(name): column for name, column in (remembered or {}).items()}
    guesses: dict[str, str] = dict.fromkeys(header, "")
    taken: set[str] = set()
    for known in (before, {plain(column): column for column in COLUMNS}, _BY_NAME):
        for name in header:
            column = known.get(plain(name), "")
            if (
                column
                and not guesses[name]
                and column not in taken
                and plain(name) not in (before.keys() - known.keys())
            ):
                guesses[name] = column
                taken.add(column)
    return guesses


def problems_of(mapping: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a mapping: a sentence by the file's column, or by "" for the whole."""
    problems: dict[str, str] = {}
    chosen = [column for column in mapping.values() if column]
    for name, column in mapping.items():
        if column and column not in COLUMNS:
            problems[name] = "Choose one of the columns."
        elif column and chosen.count(column) > 1:
            problems[name] = f"Only one column can be “{LABELS[column]}”."
    missing = [LABELS[column] for column in REQUIRED if column not in chosen]
    if missing:
        problems[""] = f"Say which column is: {_and(missing)}."
    return problems


def _and(words: Iterable[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)
