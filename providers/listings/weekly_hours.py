"""Opening hours of the week as people write them: a piece of text to days, times, part of the year and notes.

What isn't understood to the last word is refused, and never read as less or something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from search import vocabulary
from tenants.text.errors import BadText
from tenants.text.plain import folded
from tenants.text.times import END_OF_DAY, TIME_OF_DAY, Part, read_times

DAYS: Final = tuple(vocabulary.DAY)
LONGEST_NOTE: Final = 120

_MISSPELT: Final = {
    **dict.fromkeys(("weds", "wednsday", "wensday", "wendesday"), "wed"),
    **dict.fromkeys(("tuesdy", "teusday"), "tue"),
}
_TWO_LETTERS: Final = {name[:2].lower(): code for code, name in vocabulary.DAY.items()}
"""Known where a piece has no other words: “we” is a word, too."""
_GROUPS: Final = {
    **dict.fromkeys(("daily", "everyday", "alldays"), DAYS),
    **dict.fromkeys(("weekday", "weekdays"), DAYS[:5]),
    **dict.fromkeys(("weekend", "weekends"), DAYS[5:]),
}
_USUAL: Final = (
    (re.compile(r"(?<=[0-9]) ?([ap])\.? ?m\b\.?"), r"\1m"),
    (re.compile(r"(?<=[0-9])(?<!\b24) ?(?:hrs|hours|hr|h)\b"), ""),
    (re.compile(r"(?<=[0-9]) ?o'clock"), ""),
    (re.compile(r"\b12 ?(?:noon|midday)\b|\bmidday\b"), "noon"),
    (re.compile(r"\b12 ?midnight\b"), "midnight"),
    (re.compile(r"\b(?:every ?day|each day|7 days(?: a week|/week)?|seven days a week|all days)\b"), " daily "),
    (re.compile(r"\bm-f\b"), "mon-fri"),
)
_ROUND_THE_CLOCK: Final = re.compile(
    r"\b24 ?/ ?7\b|\b24 ?(?:hours|hrs|hour|hr)(?: a day|/day)?(?:,? ?(?:/ ?7|daily\b|7 days a week))?"
)
_HOLIDAY: Final = (
    r"(?:all|the|uk|public|school|bank|half|terms?|and|or|holidays?|hols|christmas|xmas|easter|new|years?|year's|day|eve"
    r"|summer|august|weekends?)"
)
_EXCEPT: Final = re.compile(
    r"\b(?:(?:we )?(?:are )?closed|excluding|excludes?|excl\.?|except(?:ing)?|not(?: open)?|apart from)"
    rf"(?: on| in| for| during| over| at)?(?:[,/& -]{{1,3}}{_HOLIDAY}\b){{1,12}}"
)
_SKIPPED: Final = re.compile(
    r"\bholidays?\b|\bhols\b|\bterms?\b|\bchristmas\b|\bxmas\b|\beaster\b|\bnew year|\baugust\b"
)
_FEASTS: Final = frozenset({"christmas", "xmas", "easter", "new", "year", "year's", "uk", "eve"})
_PERIODS: Final = (
    ("term", re.compile(r"(?:\b(?:during|in) )?(?:\bschool )?\bterm(?:[ -]?times?)?(?: only)?\b(?! break)")),
    ("holidays", re.compile(r"(?:\b(?:during|in) )?(?:\bthe )?\b(?:school (?:holidays?|hols)|holidays)(?: only)?\b")),
    (
        "by-arrangement",
        re.compile(
            r"\b(?:strictly )?by[ -](?:prior )?(?:arrangement|appointment|request)(?: only)?\b|\bappointment only\b"
        ),
    ),
    ("all-year", re.compile(r"\ball[ -]year(?:[ -]round)?\b|\byear[ -]round\b|\bthroughout the year\b")),
)
_ORDINAL: Final = r"(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)"
_MONTHLY: Final = re.compile(
    rf"(?:\bevery |\bon )?(?:\bthe )?\b{_ORDINAL}(?:(?:,| and| &| or|/)+ ?(?:the )?{_ORDINAL})* (?P<day>[a-z]{{3,10}})"
    r"(?: (?:of|in) (?:the|each|every|a) month| monthly| each month| every month)?\b"
)
_MONTH: Final = re.compile(r"\b(?:of|in) (?:the|each|every) month\b|\b(?:once a month|monthly)\b")
_FORTNIGHT: Final = re.compile(
    r"\b(?:every (?:other|second|2nd)(?: week)?|alternate(?: weeks?)?|fortnightly|every (?:two|2) weeks"
    r"|once a fortnight)\b"
)
_EVERY_OTHER: Final = "every other week"
_PART: Final = re.compile(r"\b(mornings?|afternoons?|evenings?)\b")
_FILLER: Final = re.compile(
    r"\b(?:open(?:ing)?(?: (?:times?|hours?))?|from|every|each|on|weekly|sessions?|we're|we are|runs?)(?![a-z])"
)
_SPAN: Final = re.compile(
    rf"(?<![\w.:-])({TIME_OF_DAY}) ?(?:-|\bto\b|\buntil\b|'?\btill?\b) ?({TIME_OF_DAY})(?![\w:]|\.\d|-)"
    rf"|\bbetween ({TIME_OF_DAY}) (?:and|&) ({TIME_OF_DAY})(?![\w:]|\.\d|-)"
)
_TO: Final = r" ?(?:-|\bto\b|\buntil\b|\bthrough\b) ?"
_TOKEN: Final = re.compile(
    rf"(?P<span>{_SPAN.pattern})|(?P<always>\u0001)"
    rf"|(?P<range>[a-z]{{2,10}}\.?{_TO}[a-z]{{2,10}}\.?(?![a-z0-9-]))"
    r"|(?P<closed>closed)|(?P<word>[a-z][a-z']*)|(?P<gap>[\s,&/.:+|()\u0002]+)|(?P<other>\S[^\s,;&/()]*)"
)
_AND: Final = frozenset({"and", "plus", "also"})


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of the week. Without times: open then, times not said."""

    day: str
    opens: time | None = None
    closes: time | None = None
    note: str = ""


@dataclass(slots=True)
class Piece:
    """What a piece says: openings, the part of the year that is meant ("" where it isn't said), and words that stand
    for themselves (closed bank holidays)."""

    openings: list[Opening] = field(default_factory=list)
    period: str = ""
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    days: list[str] = field(default_factory=list)
    spans: list[tuple[time, time, str]] = field(default_factory=list)
    closed: bool = False


def read_piece(text: str) -> Piece:
    """What `text`, without quotes, says of the week. Raises BadText, which names what isn't understood."""
    return _Reader(text).read()


class _Reader:
    """Reads one piece: what is known is taken out of the text, and nothing may be left."""

    def __init__(self, text: str) -> None:
        self.shown = _shortened(text)
        self.text = folded(text).lower().strip()
        words = {*re.findall("[a-z]+", self.text)} - {"am", "pm", "and", "to", "noon"}
        self.two_letters = _TWO_LETTERS if words <= _TWO_LETTERS.keys() else {}
        for pattern, usual in _USUAL:
            self.text = pattern.sub(usual, self.text)

    def read(self) -> Piece:
        piece = Piece(words=[_sentence(each) for each in self._all_out(_EXCEPT, only=_SKIPPED)])
        always = bool(_ROUND_THE_CLOCK.search(self.text))
        self.text = _ROUND_THE_CLOCK.sub("\u0001", self.text)
        piece.period, in_brackets, at_an_end = self._period_out()
        notes = self._notes_out()
        parts = self._all_out(_PART)
        self.text = _FILLER.sub(" ", self.text)
        groups = list(self._groups(Part.of(parts[0]) if len(parts) == 1 else Part.NONE))
        said = [each for each in groups if not each.closed]
        if parts and not all(each.spans for each in groups):
            raise self._refusal(parts[0])
        self._check(piece, groups, notes, len(parts), unclear=not at_an_end or in_brackets)
        if always and not groups:
            groups = said = [_Group(list(DAYS), [(time(0), END_OF_DAY, "")])]
        for group in said:
            piece.openings += _openings(group, notes)
        return piece

    def _all_out(self, pattern: re.Pattern[str], *, only: re.Pattern[str] | None = None) -> list[str]:
        """Take what matches out of the text; gives it as it was."""
        found = [each[0] for each in pattern.finditer(self.text) if only is None or only.search(each[0])]
        for each in found:
            self.text = self.text.replace(each, " \u0002 ", 1)
        return found

    def _period_out(self) -> tuple[str, bool, bool]:
        """The part of the year, whether it stands in brackets, and whether at one of the text's ends."""
        text, found = self.text, []
        for period, pattern in _PERIODS:
            match = pattern.search(self.text)
            if match:
                found.append((period, match))
                self.text = pattern.sub(" \u0002 ", self.text)
        if not found:
            return "", False, True
        if len(found) > 1:
            raise self._refusal(found[1][1][0].strip())
        period, match = found[0]
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        at_an_end = not before.strip(" (,") or not after.strip(" ).,:")
        return period, before.endswith("("), at_an_end

    def _notes_out(self) -> list[str]:
        """Which weeks are meant, as notes."""
        notes = []
        for found in list(_MONTHLY.finditer(self.text)):
            if _day_of(found["day"]):
                notes.append(_with_capitals(found[0].strip().removeprefix("on ").removeprefix("the ")))
                self.text = self.text.replace(found[0], f" {found['day']} ", 1)
        return [*notes, *(_EVERY_OTHER for _ in self._all_out(_FORTNIGHT)), *self._all_out(_MONTH)]

    def _groups(self, part: Part) -> Iterator[_Group]:
        """Days with their times, or times before their days."""
        group = _Group()
        times_first = False
        for token in _TOKEN.finditer(self.text):
            kind, words = _kind(token), token[0]
            if kind == "gap" or words in _AND:
                continue
            if kind in {"span", "always"}:
                if times_first and group.days:
                    yield group
                    group = _Group()
                times_first = times_first or not group.days
                group.spans.append(self._times(token, part) if kind == "span" else (time(0), END_OF_DAY, ""))
            elif kind == "closed":
                group.closed = True
            else:
                days = self._days(kind, words, token)
                if days is None:
                    continue
                if (group.spans and not times_first) or group.closed:
                    yield group
                    group = _Group()
                group.days += days
        if group.days or group.spans or group.closed:
            yield group

    def _day(self, word: str) -> str:
        return _day_of(word) or self.two_letters.get(word.rstrip("."), "")

    def _times(self, token: re.Match[str], part: Part) -> tuple[time, time, str]:
        ends = _SPAN.fullmatch(token["span"])
        assert ends
        opens, closes = filter(None, ends.groups())
        return read_times(opens, closes, part)

    def _days(self, kind: str, words: str, token: re.Match[str]) -> list[str] | None:
        """The days that a word or a range of words names; None for a hyphen between a day and its times."""
        if kind == "word":
            if group := _GROUPS.get(words):
                return list(group)
            if day := self._day(words):
                return [day]
        if kind == "range":
            ends = [self._day(end) for end in re.split(_TO, words)]
            if len(ends) == 2 and all(ends):
                first, last = (DAYS.index(str(day)) for day in ends)
                return [*DAYS[first:], *DAYS[: last + 1]] if first > last else list(DAYS[first : last + 1])
        if words == "-" and _SPAN.match(self.text[token.end() :].lstrip()):
            return None
        raise self._refusal(words)

    def _check(self, piece: Piece, groups: list[_Group], notes: list[str], parts: int, *, unclear: bool) -> None:
        """Refuse what can be read in two ways."""
        several = len(groups) > 1
        timed = [bool(group.spans or group.closed) for group in groups]
        if any(not group.days for group in groups if group.spans and not self._all_week(group)):
            raise BadText(f"“{self.shown}” has no day. Write it like “mon 09:00-17:00”.")
        monthly = [each for each in notes if each != _EVERY_OTHER]
        if (
            (several and (len(set(timed)) > 1 or notes or parts or (piece.period and unclear)))
            or len(notes) > 2
            or parts > 1
            or any(group.closed and (group.spans or not group.days) for group in groups)
            or (monthly and sum(len(group.days) for group in groups) != 1)
            or (notes and not any(group.days for group in groups))
            or (not groups and not piece.period and not piece.words and "\u0001" not in self.text)
            or (groups and all(group.closed for group in groups))
        ):
            raise self._refusal(self.text.replace("\u0002", " ").strip() or self.shown)

    def _all_week(self, group: _Group) -> bool:
        """Whether times of the whole day and night are meant of every day."""
        if group.days or [span[:2] for span in group.spans] != [(time(0), END_OF_DAY)] or "\u0001" not in self.text:
            return False
        group.days = list(DAYS)
        return True

    def _refusal(self, words: str) -> BadText:
        return BadText(
            f"“{_shortened(words)}” in “{self.shown}” is not a day. Use mon, tue, wed, thu, fri, sat or sun, "
            "or the words term, holidays or by-arrangement."
        )


def _kind(token: re.Match[str]) -> str:
    return next(name for name, words in token.groupdict().items() if words is not None)


def _openings(group: _Group, notes: list[str]) -> Iterator[Opening]:
    said = ", ".join(notes)
    for day in dict.fromkeys(group.days):
        if not group.spans:
            yield Opening(day, note=said)
        for opens, closes, late in group.spans:
            yield Opening(day, opens, closes, ", ".join(filter(None, (said, late))))


def _day_of(word: str) -> str:
    """The code of a day, from its first letters on; empty when it is none."""
    plain = word.rstrip(".").replace("'", "")
    if plain in _MISSPELT:
        return _MISSPELT[plain]
    return next(
        (code for code, name in vocabulary.DAY.items() if len(plain) >= 3 and f"{name.lower()}s".startswith(plain)), ""
    )


def _with_capitals(words: str) -> str:
    """With the names of days and feasts as they are written."""
    return " ".join(word.capitalize() if _day_of(word) or word in _FEASTS else word for word in words.split(" "))


def _sentence(words: str) -> str:
    plain = _with_capitals(words.strip(" ,/&-"))
    return f"{plain[:1].upper()}{plain[1:]}"


def _shortened(text: str) -> str:
    """Enough of what was written to find it again."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
