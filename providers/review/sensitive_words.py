"""What a text says that families shouldn't read in public: insults, and details of one person. Pure.

Only whole words count, so that Scunthorpe and finger-prick tests are safe. What is found is pointed out to an officer,
who judges: nothing is refused by it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from stdnum.gb import nhs

Sort = Literal["insult", "nhs-number", "insurance-number", "birth", "mobile", "mailbox"]

_INSULTS: Final = (
    "arse|arseholes?|bastards?|bitch|bitches|bollocks|bugger|bullshit|crap|cripples?|cunts?|dickheads?|fuck|fucked|"
    "fuckers?|fucking|gyppos?|kikes?|mongs?|motherfuckers?|niggers?|nigga|pakis?|pikeys?|pissheads?|poofters?|retards?|"
    "retarded|shit|shite|shitty|sluts?|spackers?|spastics|spazz?|trannies|tranny|twats?|wank|wankers?|whores?|wogs?"
)
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE: Final = (
    rf"(?:\d{{1,2}}[/. -]\d{{1,2}}[/. -]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})[a-z]*\s+\d{{2,4}})"
)
_OWN_MAIL: Final = (
    r"gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|btinternet|sky|virginmedia|talktalk|"
    r"protonmail|proton"
)

_PATTERNS: Final[tuple[tuple[Sort, "re.Pattern[str]"], ...]] = (
    ("insult", re.compile(rf"\b(?:{_INSULTS})\b", re.IGNORECASE)),
    ("nhs-number", re.compile(r"(?<![\d£.,+])[1-9]\d{2}[ -]?\d{3}[ -]?\d{4}(?![\d.,]\d|\d)")),
    (
        "insurance-number",
        re.compile(r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:\d{2} ?){3}[A-D]\b"),
    ),
    (
        "birth",
        re.compile(
            rf"\b(?:date of birth|d\.?o\.?b\.?|(?:was|is) born(?: on)?)\W{{0,6}}(?:is\W+)?{_DATE}", re.IGNORECASE
        ),
    ),
    ("mobile", re.compile(r"(?<!\d)(?:\+44 ?(?:\(0\) ?)?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)")),
    ("mailbox", re.compile(rf"[\w.+-]+@(?:{_OWN_MAIL})\.(?:com|co\.uk|org|net|uk|me)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a text, and the very words."""

    sort: Sort
    words: str

    @property
    def is_personal(self) -> bool:
        """Whether it tells something of one person."""
        return self.sort != "insult"


def findings_in(text: str) -> list[Finding]:
    """What stands in a text that an officer should look at, in the order of `Sort`, each words once."""
    return list(dict.fromkeys(_found(text)))


_ALSO: Final[dict[str, Callable[[str], bool]]] = {"nhs-number": nhs.is_valid}


def _found(text: str) -> Iterator[Finding]:
    for sort, pattern in _PATTERNS:
        also = _ALSO.get(sort, bool)
        for match in pattern.finditer(text):
            if also(match[0]):
                yield Finding(sort, match[0].strip())
