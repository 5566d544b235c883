"""The councils responsible for SEND in England, by any GSS code that postcode files use for their area.

A file beside the code rather than a table: it changes with a release, needs no query, and can't be half-loaded.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data" / "local_authorities.csv"
_NATIONS: Final = {"S": "Scotland", "W": "Wales", "N": "Northern Ireland"}


@dataclass(frozen=True, slots=True)
class LocalAuthority:
    """An upper-tier council. `codes` are its own GSS code, its districts' and its former ones."""

    code: str
    name: str
    codes: frozenset[str]


@cache
def authorities() -> tuple[LocalAuthority, ...]:
    """Every council that publishes a SEND Local Offer, by code."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(
            LocalAuthority(row["code"], row["name"], frozenset({row["code"], *row["other_codes"].split()}))
            for row in csv.DictReader(file)
        )


@cache
def _by_code() -> dict[str, LocalAuthority]:
    return {code: authority for authority in authorities() for code in authority.codes}


def authority_of(gss_code: str) -> LocalAuthority | None:
    """The council whose area a district, county or former code lies in; None outside England."""
    return _by_code().get(gss_code)


def area_name(gss_code: str) -> str:
    """The name of that council, of the nation outside England, or nothing for an unknown code."""
    authority = authority_of(gss_code)
    return authority.name if authority else _NATIONS.get(gss_code[:1], "")


def same_area(gss_codes: Iterable[str]) -> frozenset[str]:
    """The codes given and every other code of the same councils."""
    codes: set[str] = set()
    for code in gss_codes:
        authority = authority_of(code)
        codes |= authority.codes if authority else {code}
    return frozenset(codes)
