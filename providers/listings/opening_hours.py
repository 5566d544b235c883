"""Opening hours as one line of text, in the grammar of the listing CSV, to schedules and back.

`mon 09:00-17:00, 18:00-20:00; sat 10:00-12:00; term`: pieces separated by `;` or by lines. A piece is one or more days
with their times, or a word that says when in the year the pieces before it are meant: `term`, `holidays` or
`by-arrangement` (without such a word: all year). Such a word with no days before it stands for itself: open then, times
not said. A piece may be one date instead. Behind a date or days may stand a note in quotes,
`2026-12-05 10:00-12:00 "Christmas party"`; a note alone is words that families read beside the hours.
People write days and times in many ways (`weekly_hours.py`), so reading is tolerant; writing always gives the plain
form.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from itertools import groupby
from typing import Final

from providers.listings.data import ScheduleData
from providers.listings.weekly_hours import DAYS, LONGEST_NOTE, read_piece
from tenants.text.dates import read_date
from tenants.text.errors import BadText
from tenants.text.kinds import Kind
from tenants.text.plain import folded
from tenants.text.times import TIME_OF_DAY, read_times
from tenants.text.words import too_long

ALL_YEAR: Final = "all-year"
PERIODS: Final = ("term", "holidays", "by-arrangement")
MAX_SCHEDULES: Final = 70
MOST_WORDS: Final = 5
"""So many notes may hold the words of hours that can't be read."""
LONGEST: Final = 20_000
LONGEST_PIECE: Final = 2_000
_MOST_READ: Final = 500
"""So many times are read to see which are the same."""

_PIECE: Final = re.compile(r'(?:[^;\n"]|"(?:[^"]|"")*"|")+')
_NOTED: Final = re.compile(r'([^"]*+)("(?:[^"]|"")*")')
_DATED: Final = re.compile(
    r'([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})(?![0-9])([^"]*)("(?:[^"]|"")*")?'
)
_SPAN: Final = re.compile(rf"({TIME_OF_DAY})-({TIME_OF_DAY})")
_DASHES: Final = re.compile(r" ?(?:-|\bto\b|\buntil\b) ?")
_SEPARATORS: Final = re.compile(r"[\s,&]+|\band\b")
_BREAK: Final = re.compile(rf"(.{{1,{LONGEST_NOTE}}})(?:\s+|\Z)", re.DOTALL)


class BadOpeningHours(BadText):
    """The text is not opening hours; the message names the piece that can't be read."""


def parse(text: str) -> tuple[ScheduleData, ...]:
    """The schedules that `text` says, in the order of `format_hours`; none for an empty text.

    Raises BadOpeningHours with a sentence that names the bad piece.
    """
    if len(text) > LONGEST:
        raise BadOpeningHours(f"“{_shown(text)}” has {too_long(text, LONGEST)}.")
    schedules: list[ScheduleData] = []
    waiting: list[ScheduleData] = []
    for piece in filter(None, (piece.strip(" ,\t\r") for piece in _PIECE.findall(text))):
        if dated := _DATED.fullmatch(piece):
            schedules += _read_date(dated, piece)
            continue
        rows, period, is_whole = _read_week(piece)
        if period and not is_whole:
            schedules += [_in_period(row, period) for row in waiting if row.day] or [ScheduleData(period=period)]
            schedules += [*(row for row in waiting if not row.day), *rows]
            waiting = []
        elif period:
            schedules += rows
        else:
            waiting += rows
        if len(schedules) + len(waiting) > _MOST_READ:
            raise BadOpeningHours(f"There are more than {MAX_SCHEDULES} opening times.")
    found = _in_order([*schedules, *waiting])
    if len(found) > MAX_SCHEDULES:
        raise BadOpeningHours(f"There are more than {MAX_SCHEDULES} opening times.")
    return found


def as_words(text: str) -> tuple[ScheduleData, ...]:
    """Hours that can't be read as the words they are, which families read beside the hours; none where they are too
    many."""
    if len(text) > MOST_WORDS * LONGEST_NOTE * 2:
        return ()
    lines = [" ".join(line.replace('"', "'").split()) for line in re.split(r"[;\n]", text)]
    notes = [part.strip() for line in lines if line for part in _BREAK.findall(line)]
    is_whole = "".join(notes).replace(" ", "") == "".join(lines).replace(" ", "")
    if not is_whole or len(notes) > MOST_WORDS:
        return ()
    return tuple(ScheduleData(note=note) for note in dict.fromkeys(notes))


def format_hours(schedules: Iterable[ScheduleData]) -> str:
    """`schedules` as text that `parse` reads back as the same dates, days, times, periods and notes."""
    rows = _in_order(schedules)
    pieces = [_format_date(row) if row.on_date else row.period for row in rows if row.on_date or _is_period(row)]
    weekly = [row for row in rows if row.day]
    for period, group in groupby(weekly, key=lambda row: row.period):
        pieces += _format_group(list(group))
        if period != ALL_YEAR:
            pieces.append(period)
    return "; ".join([*pieces, *(_quoted(row.note) for row in rows if _is_words(row))])


def _in_order(schedules: Iterable[ScheduleData]) -> tuple[ScheduleData, ...]:
    """Without repeats: dates, then those without a day, then days, the whole year last, as the text needs them; words
    that stand alone in the order in which they are."""
    rows = list(schedules)
    distinct = {_key(row): row for row in rows if row.on_date or row.day or _is_period(row)}
    words = {row.note: row for row in rows if _is_words(row)}
    return (*(distinct[key] for key in sorted(distinct)), *words.values())


def _is_period(row: ScheduleData) -> bool:
    return not row.day and not row.on_date and row.period in PERIODS


def _is_words(row: ScheduleData) -> bool:
    return bool(row.note) and not row.day and not row.on_date and row.period not in PERIODS


def _key(row: ScheduleData) -> tuple[date, bool, int, int, str, time, time, str]:
    period = PERIODS.index(row.period) if row.period in PERIODS else len(PERIODS)
    day = DAYS.index(row.day) if row.day else -1
    times = (row.opens or time.min, row.closes or time.min)
    return (row.on_date or date.max, bool(row.day), period, day, "" if row.on_date else row.note, *times, row.note)


def _format_date(row: ScheduleData) -> str:
    times = f"{row.opens:%H:%M}-{row.closes:%H:%M}" if row.opens and row.closes else ""
    return " ".join(filter(None, [row.on_date.isoformat() if row.on_date else "", times, _quoted(row.note)]))


def _quoted(note: str) -> str:
    doubled = note.replace('"', '""')
    return f'"{doubled}"' if note else ""


def _format_group(rows: Sequence[ScheduleData]) -> list[str]:
    pieces = []
    for (day, note), group in groupby(rows, key=lambda row: (row.day, row.note)):
        timed = [(row.opens, row.closes) for row in group]
        spans = [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in timed if opens and closes]
        if len(spans) < len(timed):
            pieces.append(" ".join(filter(None, [day, _quoted(note)])))
        if spans:
            pieces.append(" ".join(filter(None, [day, ", ".join(spans), _quoted(note)])))
    return pieces


def _in_period(row: ScheduleData, period: str) -> ScheduleData:
    return ScheduleData(day=row.day, opens=row.opens, closes=row.closes, note=row.note, period=period)


def _read_week(piece: str) -> tuple[list[ScheduleData], str, bool]:
    """One piece, `mon, wed 09:00-12:00, 13:00-15:00`, only days, a part of the year or words: its rows, the part of the
    year, and whether that is said of these rows and not of those before them."""
    found = _NOTED.fullmatch(piece)
    text, note = (found[1].strip(), _note_in(found[2])) if found else (piece, "")
    if not text:
        return ([ScheduleData(note=note)] if note else []), "", False
    if len(text) > LONGEST_PIECE:
        raise BadOpeningHours(f"“{_shown(piece)}” has {too_long(text, LONGEST_PIECE)}.")
    try:
        read = read_piece(text)
    except BadText as error:
        raise BadOpeningHours(str(error)) from error
    period = read.period if read.period in PERIODS else ALL_YEAR
    rows = [
        ScheduleData(
            day=each.day,
            opens=each.opens,
            closes=each.closes,
            note=_checked(", ".join(filter(None, (each.note, note)))),
            period=period,
        )
        for each in read.openings
    ]
    if note and not rows:
        raise BadOpeningHours(f"“{_shown(piece)}” has a note, and no day or date before it.")
    words = [ScheduleData(note=_checked(each)) for each in read.words]
    return [*rows, *words], "" if read.period == ALL_YEAR else read.period, bool(rows)


def _note_in(quoted: str) -> str:
    return _checked(quoted[1:-1].replace('""', '"').strip())


def _checked(note: str) -> str:
    if len(note) > LONGEST_NOTE:
        raise BadOpeningHours(f"“{_shown(note)}” has {too_long(note, LONGEST_NOTE)}.")
    return note


def _read_date(found: re.Match[str], piece: str) -> list[ScheduleData]:
    """A piece of one date, `2026-12-05 10:00-12:00 "Christmas party"` or `5/12/2026`."""
    text, times, quoted = found.groups()
    try:
        on_date = read_date(text)
    except BadText as error:
        raise BadOpeningHours(f"“{_shown(piece)}” has no such date. Write it like “2026-12-05 10:00-12:00”.") from error
    words = _SEPARATORS.split(_plain(times).removeprefix(":"))
    spans = [_read_span(word, piece) for word in words if word] or [(None, None)]
    note = _note_in(quoted or '""')
    return [ScheduleData(on_date=on_date, opens=opens, closes=closes, note=note) for opens, closes in spans]


def _plain(text: str) -> str:
    """In small letters, with only a hyphen between two times and none between a time and am or pm."""
    return _DASHES.sub("-", re.sub(r"([0-9]) ([ap]m)\b", r"\1\2", folded(text).lower()))


def _read_span(word: str, piece: str) -> tuple[time | None, time | None]:
    found = _SPAN.fullmatch(word)
    if not found:
        raise BadOpeningHours(f"“{_shown(word)}” in “{_shown(piece)}” is not a time. Write it like “09:00-17:00”.")
    try:
        opens, closes, late = read_times(found[1], found[2])
    except BadText as error:
        raise BadOpeningHours(str(error)) from error
    if late:
        raise BadOpeningHours(f"“{_shown(word)}” closes before it opens. Use the 24-hour clock, like “09:00-17:00”.")
    return opens, closes


def _shown(text: str) -> str:
    """Enough of what was written to find it again."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


OPENING_HOURS: Final = Kind(name="opening hours", read=parse, write=format_hours, empty=())
