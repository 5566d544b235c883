"""Single dates beside the weekly hours, always ahead of us: a Christmas party, and days when nobody is there."""

from dataclasses import replace
from datetime import date, time
from typing import Final

from providers.listings.data import PlaceData, ScheduleData, ServiceData

DATED: Final = frozenset({"mk-002", "mk-003", "mk-005", "bu-003", "bu-042", "tr-003", "tr-045"})
"""Examples that say what is different around Christmas."""


def with_dates(data: ServiceData, key: str, today: date) -> ServiceData:
    """The example, its first place with the days around the next Christmas."""
    if key not in DATED or not data.places:
        return data
    first, *others = data.places
    return replace(data, places=(_around_christmas(first, today), *others))


def _around_christmas(place: PlaceData, today: date) -> PlaceData:
    year = today.year + (today > date(today.year, 12, 12))
    days = (
        ScheduleData(on_date=date(year, 12, 12), opens=time(14), closes=time(16), note="Christmas party"),
        ScheduleData(on_date=date(year, 12, 25), note="Closed"),
        ScheduleData(on_date=date(year, 12, 26), note="Closed"),
    )
    return replace(place, schedules=(*place.schedules, *days))
