"""Opening hours as one line of text, in the grammar of the listing CSV, to schedules and back.

`mon 09:00-17:00, 18:00-20:00; sat 10:00-12:00; term`: pieces separated by `;`. A piece is one or more days with their
times, or a word that says when in the year the pieces before it are meant: `term`, `holidays` or `by-arrangement`
(without such a word: all year). Such a word with no days before it stands for itself: open then, times not said.
A piece may be one date instead, with or without times and a note: `2026-12-05 10:00-12:00 "Christmas party"`.
People write days and times in many ways, so reading is tolerant; writing always gives the plain form.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from itertools import groupby
from typing import Final

from providers.listings.data import ScheduleData
from search import vocabulary
from tenants.text.dates import read_date
from tenants.text.errors import BadText
from tenants.text.kinds import Kind
from tenants.text.plain import folded
from tenants.text.times import read_time
from tenants.text.words import too_long

DAYS: Final = tuple(vocabulary.DAY)
ALL_YEAR: Final = "all-year"
PERIODS: Final = ("term", "holidays", "by-arrangement")
MAX_SCHEDULES: Final = 70
LONGEST_NOTE: Final = 120

_PERIOD_WORDS: Final = {
    "term": "term",
    "term time": "term",
    "term-time": "term",
    "holidays": "holidays",
    "school holidays": "holidays",
    "by-arrangement": "by-arrangement",
    "by arrangement": "by-arrangement",
}
_DAY_GROUPS: Final = {
    "daily": DAYS,
    "everyday": DAYS,
    "every day": DAYS,
    "weekdays": DAYS[:5],
    "weekends": DAYS[5:],
    "weekend": DAYS[5:],
}
_DASHES: Final = re.compile(r" ?(?:-|\bto\b|\buntil\b) ?")
_TIMES: Final = re.compile(r"(?<![\w:.])[0-9][0-9:.apm]*-[0-9][0-9:.apm]*(?![\w:.])")
_PIECE: Final = re.compile(r'(?:[^;"]|"(?:[^"]|"")*"|")+')
_DATED: Final = re.compile(
    r'([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})(?![0-9])([^"]*)("(?:[^"]|"")*")?'
)
_SEPARATORS: Final = re.compile(r"[\s,&]+|\band\b")

Span = tuple[time, time]


class BadOpeningHours(BadText):
    """The text is not opening hours; the message names the piece that can't be read."""


def parse(text: str) -> tuple[ScheduleData, ...]:
    """The schedules that `text` says, in the order of `format_hours`; none for an empty text.

    Raises BadOpeningHours with a sentence that names the bad piece.
    """
    schedules: list[ScheduleData] = []
    waiting: list[ScheduleData] = []
    for piece in (piece.strip() for piece in _PIECE.findall(text)):
        dated = _DATED.fullmatch(piece)
        if dated:
            schedules += _read_date(dated, piece)
            continue
        period = _PERIOD_WORDS.get(folded(piece).lower())
        if period:
            schedules += [_schedule(row.day, (row.opens, row.closes), period) for row in waiting] or [
                ScheduleData(period=period)
            ]
            waiting = []
        elif piece:
            waiting += _read_days(piece)
    found = _in_order([*schedules, *waiting])
    if len(found) > MAX_SCHEDULES:
        raise BadOpeningHours(f"There are more than {MAX_SCHEDULES} opening times.")
    return found


def format_hours(schedules: Iterable[ScheduleData]) -> str:
    """`schedules` as text that `parse` reads back as the same dates, days, times and periods."""
    rows = _in_order(schedules)
    pieces = [_format_date(row) if row.on_date else row.period for row in rows if not row.day]
    weekly = [row for row in rows if row.day]
    for period, group in groupby(weekly, key=lambda row: row.period):
        pieces += _format_group(list(group))
        if period != ALL_YEAR:
            pieces.append(period)
    return "; ".join(pieces)


def _in_order(schedules: Iterable[ScheduleData]) -> tuple[ScheduleData, ...]:
    """Without repeats: dates, then those without a day, then days, the whole year last, as the text needs them."""
    distinct = {_key(row): row for row in schedules if row.on_date or row.day or row.period in PERIODS}
    return tuple(distinct[key] for key in sorted(distinct))


def _key(row: ScheduleData) -> tuple[date, bool, int, int, time, time, str]:
    period = PERIODS.index(row.period) if row.period in PERIODS else len(PERIODS)
    day = DAYS.index(row.day) if row.day else -1
    times = (row.opens or time.min, row.closes or time.min)
    return (row.on_date or date.max, bool(row.day), period, day, *times, row.note)


def _format_date(row: ScheduleData) -> str:
    times = f"{row.opens:%H:%M}-{row.closes:%H:%M}" if row.opens and row.closes else ""
    quoted = row.note.replace('"', '""')
    note = f'"{quoted}"' if row.note else ""
    return " ".join(filter(None, [row.on_date.isoformat() if row.on_date else "", times, note]))


def _format_group(rows: Sequence[ScheduleData]) -> list[str]:
    pieces = []
    for day, group in groupby(rows, key=lambda row: row.day):
        timed = [(row.opens, row.closes) for row in group]
        spans = [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in timed if opens and closes]
        if len(spans) < len(timed):
            pieces.append(day)
        if spans:
            pieces.append(f"{day} {', '.join(spans)}")
    return pieces


def _schedule(day: str, span: tuple[time | None, time | None], period: str) -> ScheduleData:
    return ScheduleData(day=day, opens=span[0], closes=span[1], period=period)


def _read_days(piece: str) -> list[ScheduleData]:
    """One piece, `mon, wed 09:00-12:00, 13:00-15:00` or only days."""
    text = _plain(piece)
    first = _TIMES.search(text)
    days = _read_day_list(text[: first.start()] if first else text, piece)
    if first is None:
        return [_schedule(day, (None, None), ALL_YEAR) for day in days]
    words = [word for word in _SEPARATORS.split(text[first.start() :]) if word]
    spans = [_read_span(word, piece) for word in words]
    return [_schedule(day, span, ALL_YEAR) for day in days for span in spans]


def _plain(text: str) -> str:
    """In small letters, with only a hyphen between two times or days and none between a time and am or pm."""
    return _DASHES.sub("-", re.sub(r"([0-9]) ([ap]m)\b", r"\1\2", folded(text).lower()))


def _read_date(found: re.Match[str], piece: str) -> list[ScheduleData]:
    """A piece of one date, `2026-12-05 10:00-12:00 "Christmas party"` or `5/12/2026`."""
    text, times, quoted = found.groups()
    try:
        on_date = read_date(text)
    except BadText as error:
        raise BadOpeningHours(f"“{_shown(piece)}” has no such date. Write it like “2026-12-05 10:00-12:00”.") from error
    words = _SEPARATORS.split(_plain(times).removeprefix(":"))
    spans: list[tuple[time | None, time | None]] = [_read_span(word, piece) for word in words if word]
    note = (quoted or "")[1:-1].replace('""', '"').strip()
    if len(note) > LONGEST_NOTE:
        raise BadOpeningHours(f"“{_shown(note)}” has {too_long(note, LONGEST_NOTE)}.")
    return [
        ScheduleData(on_date=on_date, opens=opens, closes=closes, note=note)
        for opens, closes in spans or [(None, None)]
    ]


def _read_day_list(text: str, piece: str) -> list[str]:
    whole = _DAY_GROUPS.get(text.strip(" :,"))
    if whole:
        return list(whole)
    days: list[str] = []
    for word in (word.strip(":") for word in _SEPARATORS.split(text)):
        if word in _DAY_GROUPS:
            days += _DAY_GROUPS[word]
        elif "-" in word:
            days += _read_range(word, piece)
        elif word:
            days.append(_read_day(word, piece))
    if not days:
        raise BadOpeningHours(f"“{_shown(piece)}” has no day. Write it like “mon 09:00-17:00”.")
    return days


def _read_range(word: str, piece: str) -> list[str]:
    ends = [_read_day(end, piece) for end in word.split("-")]
    if len(ends) != 2:
        raise BadOpeningHours(
            f"“{_shown(piece)}” has a range of days we can't read. Write it like “mon-fri 09:00-17:00”."
        )
    first, last = (DAYS.index(day) for day in ends)
    return [*DAYS[first:], *DAYS[: last + 1]] if first > last else list(DAYS[first : last + 1])


def _read_day(word: str, piece: str) -> str:
    plain = word.rstrip(".")
    for code, name in vocabulary.DAY.items():
        if len(plain) >= 3 and f"{name.lower()}s".startswith(plain):
            return code
    raise BadOpeningHours(
        f"“{_shown(word)}” in “{_shown(piece)}” is not a day. Use mon, tue, wed, thu, fri, sat or sun, "
        "or the words term, holidays or by-arrangement."
    )


def _read_span(word: str, piece: str) -> Span:
    parts = word.split("-")
    if len(parts) != 2:
        raise BadOpeningHours(f"“{_shown(word)}” in “{_shown(piece)}” is not a time. Write it like “09:00-17:00”.")
    opens, closes = (_read_time(part, word) for part in parts)
    if opens >= closes:
        raise BadOpeningHours(f"“{_shown(word)}” closes before it opens. Use the 24-hour clock, like “09:00-17:00”.")
    return opens, closes


def _read_time(part: str, word: str) -> time:
    try:
        return read_time(part)
    except BadText as error:
        message = f"“{_shown(part)}” in “{_shown(word)}” is not a time. Write it like “09:00-17:00”."
        raise BadOpeningHours(message) from error


def _shown(text: str) -> str:
    """Enough of what was written to find it again."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


OPENING_HOURS: Final = Kind(name="opening hours", read=parse, write=format_hours, empty=())
