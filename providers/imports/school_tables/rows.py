"""One school of the Department for Education's school tables as a row of the listing CSV.

Never taken over: an Ofsted grade (single-word grades ended in November 2025; the report is linked by the school's URN),
telephone numbers, heads' names.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from search import vocabulary

School = Mapping[str, str]
OLDEST: Final = 25
"""The oldest age that a Local Offer is for."""

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
NEED_OF_CENSUS_CODE: Final = {term.census_code: term.code for term in vocabulary.NEEDS if term.census_code}
_NEED_WORDS: Final = {term.code: term.label for term in vocabulary.NEEDS}
_SPECIAL: Final = frozenset({"special", "non-maintained-special", "independent-special"})
_BY_PLAN: Final = frozenset({*_SPECIAL, "resourced-provision"})
"""Settings whose places usually go with an EHC plan."""


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
        "tier": "specialist" if setting in _BY_PLAN else "universal",
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
    if setting in _BY_PLAN:
        yield "sen-support"


def _referral(setting: str, school: School) -> str:
    if setting in _BY_PLAN:
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
    if setting in _BY_PLAN:
        sentences.append("A place usually needs an education, health and care (EHC) plan that names the school.")
    sentences.append("These facts come from the Department for Education. The school can add more.")
    return " ".join(sentences)
