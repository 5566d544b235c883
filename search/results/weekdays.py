"""Days of the week in families' words."""

from collections.abc import Collection
from typing import Final

from search.vocabulary import DAY

_WEEK: Final = tuple(DAY)
_A_RUN: Final = 3
"""So many days one after the other are named by the first and the last."""


def days_in_words(codes: Collection[str]) -> str:
    """“Monday to Friday”, “Monday and Saturday”, “Every day”; empty without days."""
    days = [day for day in _WEEK if day in codes]
    if days == list(_WEEK):
        return "Every day"
    names = [DAY[day] for day in days]
    if len(days) >= _A_RUN and _WEEK.index(days[-1]) - _WEEK.index(days[0]) == len(days) - 1:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
