"""Schools of the Department for Education's school tables as rows of the listing CSV.

Source: the "Get Information about Schools" tables (Open Government Licence v3.0). Never taken over: an Ofsted grade
(single-word grades ended in November 2025; the report is linked by the school's URN), telephone numbers, heads' names.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from providers.imports import safety
from providers.imports.errors import BadFile
from providers.imports.reading import read_records
from providers.imports.report import Remark
from search import vocabulary

School = Mapping[str, str]

OLDEST: Final = 25
COLUMNS: Final = (
    "external_id",
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
    "reach",
    "delivery",
    "free",
    "referral",
    "urn",
)
"""A column that the tables can't fill isn't there, so that importing a new edition leaves what a school wrote."""
SOURCE_COLUMNS: Final = frozenset(
    {
        "URN",
        "LANAME",
        "SCHNAME",
        "STREET",
        "LOCALITY",
        "ADDRESS3",
        "TOWN",
        "POSTCODE",
        "SCHSTATUS",
        "CLOSEDATE",
        "MINORGROUP",
        "SCHOOLTYPE",
        "ISPOST16",
        "AGELOW",
        "AGEHIGH",
        "sen_provision",
    }
)
NEED_OF_CENSUS_CODE: Final = {term.census_code: term.code for term in vocabulary.NEEDS if term.census_code}
_NEED_WORDS: Final = {term.code: term.label for term in vocabulary.NEEDS}
_SPECIAL: Final = frozenset({"special", "non-maintained-special", "independent-special"})


@dataclass(slots=True)
class SchoolsReport:
    """Every row of the table is a listing, is left out for a reason, or lies in another council."""

    rows: int = 0
    listings: int = 0
    left_out: list[Remark] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """The report as lines to print."""
        others = f", {self.elsewhere.total()} in other councils" if self.elsewhere else ""
        yield f"{self.rows} schools read: {self.listings} listings, {len(self.left_out)} left out{others}."
        yield from (f"Left out: {remark}" for remark in self.left_out)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def schools_to_listings(source: Path, target: Path, la_name: str | None = None) -> SchoolsReport:
    """Write the open schools of a DfE school table (of one council, `la_name`, if given) as a listing CSV.

    Raises BadFile when the table can't be read, names no such council, or the target can't be written.
    """
    report = SchoolsReport()
    rows = list(_listings(source, la_name, report))
    if la_name and not rows and report.elsewhere.total() == report.rows:
        raise BadFile(f"No school is in “{la_name}”. The table has: {', '.join(sorted(report.elsewhere))}.")
    try:
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: safety.protect(cell) for name, cell in row.items()} for row in rows)
    except OSError as error:
        raise BadFile(f"{target} can't be written: {error.strerror}.") from error
    report.listings = len(rows)
    return report


def _listings(source: Path, la_name: str | None, report: SchoolsReport) -> Iterator[dict[str, str]]:
    header, records = read_records(source)
    missing = sorted(SOURCE_COLUMNS - set(header))
    if missing:
        raise BadFile(f"{source.name} is not a DfE school table: it has no column {', '.join(missing)}.")
    seen: set[str] = set()
    for number, cells in records:
        report.rows += 1
        school = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        council = school.get("LANAME", "")
        if la_name and council.casefold() != la_name.casefold():
            report.elsewhere[council] += 1
            continue
        reason = (
            _why_not(school, seen) if len(cells) == len(header) else f"It has {len(cells)} cells, not {len(header)}."
        )
        if reason:
            report.left_out.append(Remark(number, "", reason))
            continue
        seen.add(school["URN"])
        yield listing_of(school)


def _why_not(school: School, seen: set[str]) -> str:
    """Why a school is no listing, or ""."""
    if not school["URN"] or not school["SCHNAME"]:
        return "It has no URN or no name."
    name = f"{school['SCHNAME']} (URN {school['URN']})"
    if school["URN"] in seen:
        return f"{name} is in the table twice."
    if school["CLOSEDATE"]:
        return f"{name} closed on {_date_in_words(school['CLOSEDATE'])}."
    if school["SCHSTATUS"] == "Closed":
        return f"{name} is closed; the table doesn't say since when."
    return ""


def listing_of(school: School) -> dict[str, str]:
    """One open school's cells, by column of the listing CSV."""
    setting = _setting_type(school)
    needs = _needs(school)
    ages = _ages(school)
    return {
        "external_id": f"urn-{school['URN']}",
        "name": school["SCHNAME"],
        "summary": _summary(setting, needs, ages, school),
        "description": _description(setting, needs, ages, school),
        "organisation": school["SCHNAME"],
        "organisation_kind": "college" if school["MINORGROUP"] == "College" else "school",
        "setting_type": setting,
        "sector": "education",
        "topic": ";".join(_topics(setting, ages, school)),
        "tier": "specialist" if setting in _SPECIAL or setting == "resourced-provision" else "universal",
        "needs": ";".join(needs),
        "audience": "families",
        "age_min": ages[0],
        "age_max": ages[1],
        "address": _address(school),
        "postcode": school["POSTCODE"],
        "reach": "local",
        "delivery": "in-person",
        "free": "" if _may_charge(school) else "yes",
        "referral": _referral(setting, school),
        "urn": school["URN"],
    }


def _setting_type(school: School) -> str:
    kind, group = school["SCHOOLTYPE"].lower(), school["MINORGROUP"]
    if "special" in kind:
        if "non-maintained" in kind:
            return "non-maintained-special"
        return "independent-special" if "independent" in kind else "special"
    if kind == "further education":
        return ""
    return "resourced-provision" if _needs(school) and group in ("Maintained school", "Academy") else "mainstream"


def _may_charge(school: School) -> bool:
    """Independent schools charge fees, and colleges do from the age of 19."""
    return "independent" in school["SCHOOLTYPE"].lower() or school["MINORGROUP"] == "College"


def _needs(school: School) -> list[str]:
    """The needs of the SEN provision types, `ASD - Autistic Spectrum Disorder; MLD - …`; none when not applicable."""
    codes = [part.partition(" - ")[0].strip().upper() for part in school["sen_provision"].split(";")]
    return sorted({NEED_OF_CENSUS_CODE[code] for code in codes if code in NEED_OF_CENSUS_CODE})


def _ages(school: School) -> tuple[str, str]:
    """Youngest and oldest age; colleges that say 99 end at 25, as a Local Offer does."""
    low, high = school["AGELOW"], school["AGEHIGH"]
    return low, str(min(int(high), OLDEST)) if high.isdecimal() else high


def _topics(setting: str, ages: tuple[str, str], school: School) -> Iterator[str]:
    if school["MINORGROUP"] != "College":
        yield "schools"
    if ages[0].isdecimal() and int(ages[0]) < 4:
        yield "early-years-childcare"
    if school["ISPOST16"] == "1" or school["MINORGROUP"] == "College":
        yield "post-16-training"
    if setting == "resourced-provision" or setting in _SPECIAL:
        yield "sen-support"


def _referral(setting: str, school: School) -> str:
    if setting in _SPECIAL or setting == "resourced-provision":
        return "council;ehc-plan"
    return "self" if school["MINORGROUP"] in ("Independent school", "College") else "council"


def _address(school: School) -> str:
    """Street to town, each part once, not in capitals."""
    parts: dict[str, str] = {}
    for column in ("STREET", "LOCALITY", "ADDRESS3", "TOWN"):
        part = school[column].title() if school[column].isupper() else school[column]
        parts.setdefault(part.casefold(), part)
    return ", ".join(part for part in parts.values() if part)


def _summary(setting: str, needs: list[str], ages: tuple[str, str], school: School) -> str:
    labels = {
        "": "Further education college",
        "mainstream": "College" if school["MINORGROUP"] == "College" else "School",
    }
    kind = labels.get(setting) or vocabulary.SETTING_TYPE[setting]
    years = f" for ages {ages[0]} to {ages[1]}" if all(ages) else ""
    words = f". For: {'; '.join(_NEED_WORDS[need] for need in needs)}" if needs else ""
    text = f"{kind}{years}{words}."
    return text if len(text) <= 300 else f"{kind}{years}."


def _description(setting: str, needs: list[str], ages: tuple[str, str], school: School) -> str:
    name = school["SCHNAME"]
    place = f" in {school['TOWN'].title()}" if school["TOWN"] else ""
    sentences = [f"{name} is in the {school['LANAME'].removesuffix(', City of')} council area{place and ','}{place}."]
    if all(ages):
        sentences.append(f"It takes children and young people aged {ages[0]} to {ages[1]}.")
    if needs:
        sentences.append(f"It has provision for: {'; '.join(_NEED_WORDS[need] for need in needs)}.")
    if setting in _SPECIAL and not needs:
        sentences.append("It is a special school. Ask the school which needs it is for.")
    if setting in _SPECIAL or setting == "resourced-provision":
        sentences.append("A place usually needs an education, health and care (EHC) plan that names the school.")
    sentences.append("These facts come from the Department for Education. The school can add more.")
    return " ".join(sentences)


def _date_in_words(text: str) -> str:
    """`31-03-2023` as `31 March 2023`; anything else as it is."""
    try:
        day = datetime.strptime(text, "%d-%m-%Y").date()  # noqa: DTZ007 (a date of the calendar, no moment)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"
