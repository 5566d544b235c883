"""The table of all establishments as Get Information about Schools gives it (`edubasealldata`), in the columns of the
school tables that we know."""

from collections.abc import Mapping
from typing import Final

COLUMNS: Final[Mapping[str, str]] = {
    "URN": "URN",
    "LA (name)": "LANAME",
    "EstablishmentName": "SCHNAME",
    "Street": "STREET",
    "Locality": "LOCALITY",
    "Address3": "ADDRESS3",
    "Town": "TOWN",
    "Postcode": "POSTCODE",
    "EstablishmentStatus (name)": "SCHSTATUS",
    "CloseDate": "CLOSEDATE",
    "TypeOfEstablishment (name)": "SCHOOLTYPE",
    "StatutoryLowAge": "AGELOW",
    "StatutoryHighAge": "AGEHIGH",
}
REQUIRED: Final = frozenset({"URN", "EstablishmentName", "EstablishmentStatus (name)", "TypeOfEstablishment (name)"})
_GROUPS: Final = {
    "local authority maintained schools": "Maintained school",
    "academies": "Academy",
    "free schools": "Academy",
    "independent schools": "Independent school",
    "colleges": "College",
    "special schools": "Special school",
}
_CLOSED: Final = frozenset({"closed", "proposed to open"})


def school_from(row: Mapping[str, str]) -> dict[str, str]:
    """One row of that table, its cells by column, as a row of the school tables; a column that isn't there is empty."""
    group = row.get("EstablishmentTypeGroup (name)", "").strip()
    provision = (row.get(f"SEN{number} (name)", "").strip() for number in range(1, 14))
    school = {ours: row.get(theirs, "").strip() for theirs, ours in COLUMNS.items()}
    return {
        **school,
        "SCHSTATUS": "Closed" if school["SCHSTATUS"].casefold() in _CLOSED else "Open",
        "MINORGROUP": _GROUPS.get(group.casefold(), group),
        "ISPOST16": "1" if row.get("OfficialSixthForm (name)", "").strip() == "Has a sixth form" else "0",
        "sen_provision": "; ".join(filter(None, provision)),
    }
