"""What families can't do without: what officers are told that a listing doesn't say at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from providers.listings.completeness import data_of_content, has_ages, has_contact
from providers.listings.data import ServiceData
from providers.listings.models.service import SCHOOL_SETTINGS


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: in a word or two, in a sentence, and the field that would hold it."""

    what: str
    words: str
    field: str


def gaps_of(data: ServiceData) -> tuple[Gap, ...]:
    """What a listing lacks, the most needed first. No database."""
    return tuple(gap for gap, said in _ESSENTIALS if not said(data))


def gaps_of_content(content: Mapping[str, Any]) -> tuple[Gap, ...]:
    """The same of a revision's content as it is kept, without making a service of it: for lists of many."""
    return gaps_of(data_of_content(content))


def missing_in(data: ServiceData, today: date) -> tuple[Gap, ...]:
    """What an officer may ask for: what is lacking, what families ask next, and a school's report that is too old."""
    wanted = tuple(gap for gap, said in _WANTED if not said(data))
    return (*gaps_of(data), *wanted, *_old_report(data, today))


def _old_report(data: ServiceData, today: date) -> tuple[Gap, ...]:
    if data.setting_type not in SCHOOL_SETTINGS:
        return ()
    if data.sen_report_date is None:
        return (Gap("the date of the SEN information report", "It doesn’t say how old its report is.", _REPORT),)
    old = data.sen_report_date + relativedelta(years=1) <= today
    words = "Its SEN information report is older than a year."
    return (Gap("a new SEN information report", words, _REPORT),) if old else ()


def _has_place(data: ServiceData) -> bool:
    """Whether it says where it is, or that nobody comes to it: it is online, by phone or at the family's home."""
    elsewhere = set(data.delivery) - {"in-person"}
    return bool(elsewhere) or any(place.postcode or place.address for place in data.places)


_REPORT: Final = "sen_report_date"
_WANTED: Final[tuple[tuple[Gap, Callable[[ServiceData], bool]], ...]] = (
    (Gap("needs", "It doesn’t say which needs it is for.", "needs"), lambda data: bool(data.needs)),
    (
        Gap("the cost", "It doesn’t say what it costs.", "free"),
        lambda data: data.free is not None or bool(data.costs),
    ),
)
_ESSENTIALS: Final[tuple[tuple[Gap, Callable[[ServiceData], bool]], ...]] = (
    (Gap("somebody to ask", "It has no phone number and no e-mail address.", "contacts"), has_contact),
    (Gap("a place", "It says neither where it is nor that it is online or at your home.", "places"), _has_place),
    (
        Gap("a description", "It doesn’t say what happens there.", "description"),
        lambda data: bool(data.description or data.summary),
    ),
    (Gap("ages", "It doesn’t say which ages it is for.", "age_min"), has_ages),
)
