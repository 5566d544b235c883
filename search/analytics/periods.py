"""The weeks that a report covers: whole ones, from Monday to Sunday."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.dateformat import format as format_date

from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import DATE

WEEKS_KEPT: Final = 104
"""Two years: enough to compare a year with the one before."""
SHORTEST: Final = 4
USUAL: Final = 13
WEEK: Final = timedelta(weeks=1)


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Period:
    """Weeks from the one that begins on `first` to the one that begins on `last`, both Mondays."""

    first: date
    last: date

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Monday of every week."""
        return tuple(self.first + WEEK * number for number in range((self.last - self.first) // WEEK + 1))

    @property
    def words(self) -> str:
        """“24 August to 22 November 2026”."""
        end = self.last + timedelta(days=6)
        start = "j F" if self.first.year == end.year else "j F Y"
        return f"{format_date(self.first, start)} to {format_date(end, 'j F Y')}"

    @property
    def query(self) -> str:
        """The query string that reads as this period."""
        return f"from={self.first}&to={self.last + timedelta(days=6)}"


def usual_period(today: date) -> Period:
    """A quarter of a year that ends with this week."""
    last = monday_of(today)
    return Period(last - WEEK * (USUAL - 1), last)


class PeriodForm(PlainForm):
    """The first and the last day of a report; whole weeks around them are shown."""

    def __init__(self, data: Any, *, today: date) -> None:
        self._today = today
        usual = usual_period(today)
        given = {name: data.get(name) for name in ("from", "to") if data.get(name)}
        super().__init__({"from": usual.first, "to": today, **given})
        for name, label in (("from", "First day"), ("to", "Last day")):
            widget = forms.TextInput(attrs={"type": "date"})
            self.fields[name] = KindField(DATE, label=label, widget=widget)

    def clean(self) -> dict[str, Any]:
        """Whole weeks, none of them ahead or longer ago than is kept; at least SHORTEST of them."""
        values = super().clean() or {}
        if not self.errors:
            newest = monday_of(self._today)
            last = min(monday_of(values["to"]), newest)
            first = max(monday_of(values["from"]), newest - WEEK * (WEEKS_KEPT - 1))
            values["period"] = Period(first, last)
            if last - first < WEEK * (SHORTEST - 1):
                self.add_error(
                    "to", f"Choose at least {SHORTEST} weeks: a shorter time can tell too much of one family."
                )
        return values

    @property
    def period(self) -> Period:
        """The weeks that were asked for, or the usual ones when those can't be read."""
        if self.is_valid():
            asked: Period = self.cleaned_data["period"]
            return asked
        return usual_period(self._today)
