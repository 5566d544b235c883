"""Columns that say who may see a listing, its address or its people, in whatever words; and what their cells say.

What isn't understood counts as a restriction: a listing that waits as a draft is put right in a minute, one that should
never have been seen can't be taken back.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final

from providers.imports.foreign.fields import ASK
from providers.imports.foreign.names import words_in
from tenants.text.dates import read_date
from tenants.text.errors import BadText

_PLACE: Final = r"\b(?:address|location|loc|venue|map|postcode|place|pin)"
_CONTACT: Final = r"\b(?:contact|phone|telephone|tel|email|e mail|mobile|number)"
_SHOW: Final = r"\b(?:show|shown|display|displayed|visible|visib\w+|public\w*|publish\w*|reveal|viewable)"
_HIDE: Final = (
    r"\b(?:hide|hidden|mask\w*|private|privat\w+|confidential|withh\w+|conceal\w*|secret|suppress\w*|redact\w*|"
    r"obscure\w*|anonym\w+|exclude\w*|remove\w*|protected|do not|don t|dont|not|no|restrict\w*|sensitive)\b"
)
_RULES: Final = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (
            "internal",
            r"\b(?:internal|private|staff|admin|office|officer|team|confidential|backend)\b.*"
            r"\b(?:notes?|comments?|remarks?|info\w*)\b",
        ),
        (
            "internal",
            r"\b(?:notes?|comments?|remarks?|info\w*)\b.*"
            r"\b(?:internal|private|staff|admin|office use|officers?|team|confidential|not for publication)\b",
        ),
        ("mask_address", f"{_HIDE}.*{_PLACE}|{_PLACE}.*{_HIDE}"),
        ("show_address", f"{_SHOW}.*{_PLACE}|{_PLACE}.*{_SHOW}"),
        ("hide_contact", f"{_HIDE}.*{_CONTACT}|{_CONTACT}.*{_HIDE}"),
        ("show_contact", f"{_SHOW}.*{_CONTACT}|{_CONTACT}.*{_SHOW}"),
        ("consent", r"\b(?:consent\w*|permission\w*|gdpr|agree\w* to|opt(?:ed)? in|data protection|authoris\w+)\b"),
        (
            "ends",
            r"\b(?:end|ends|ending|expir\w+|unpublish\w*|valid (?:to|until)|visible (?:to|until)|archive|clos\w+|"
            r"remove|publish\w* (?:to|until)|live until|available (?:to|until))\b.*\b(?:date|day|on|at)\b",
        ),
        ("ends", r"\b(?:date|day)\b.*\b(?:end\w*|expir\w+|clos\w+|archived|unpublish\w*|remov\w+)\b"),
        (
            "ends",
            r"\b(?:valid|visible|publish\w*|live|show|display|available) (?:to|until|till)\b|^expir\w+$|"
            r"^(?:until|valid until|expires on|expiry)$",
        ),
        (
            "starts",
            r"\b(?:valid|visible|publish|live|show|display|available) from\b|"
            r"\b(?:start|starts|publish|go live|embargo\w*)\b.*\b(?:date|day|on|until)\b|\bembargo\w*",
        ),
        (
            "hidden",
            r"\b(?:do not|don t|dont|not|never|un)\b ?.*\b(?:publish\w*|show\w*|display\w*|list\w*|public|web\w*)\b|"
            r"\b(?:unpublish\w*|unlisted)\b",
        ),
        (
            "hidden",
            r"^(?:is |record |entry |service |listing |marked |marked as |temporarily |currently )*"
            r"(?:hidden|hide|private|privat\w+|archived?|deleted?|suspended|closed|inactive|disabled|confidential|draft|"
            r"internal(?: only)?|withheld|restricted|expired|removed|sensitive|secret|excluded?|staff only|unavailable)"
            r"(?: flag| record| entry| service| listing| only| y n| yes no)*$",
        ),
        ("status", r"\b(?:status|state|stage)\b|\bmoderation\b|\bworkflow\b"),
        (
            "visible",
            r"^(?:is |record |entry |service |listing |currently |to be |ok to |can |may )*"
            r"(?:visible|visibility|public|publish|published|live|active|enabled|approved?|show|display|shown|displayed|"
            r"current|open|publishable|listed)"
            r"(?: flag| record| entry| service| listing| on .*| in .*| to (?:public|web\w*|families).*| y n|"
            r" yes no| online| by .*)*$",
        ),
    )
)
_ASKED: Final = re.compile(
    r"visib|publish|privat|privacy|confiden|consent|permission|gdpr|archiv|\bhid|\bshow|\bdisplay|status|approv|review|"
    r"moderat|internal|restrict|\bmask|redact|withh|suppress|inactive|\bactive\b|\bclos(?:ed|ure)|enabled|disabled|"
    r"\blive\b|draft|delet|embargo|expir|secret|sensitiv|safeguard|\bopt(?:ed)? (?:in|out)|not for|unlisted|suspend|"
    r"valid (?:from|to|until)|\bpublic\b|do not|\bdon t\b|\bdont\b|on hold|exclude|anonym|blocked|refuge|authoris|"
    r"(?:staff|admin|officer|office|team|council) (?:only|use)"
)
_CONTENT: Final = re.compile(r"\bopening|\btimes?\b|live chat|showing|public transport|status of (?:the )?child")
"""Words of names that are about a timetable, however much the rest reads like a restriction."""

_OPEN_SAID: Final = (
    "yes|y|true|t|1|on|x|tick|ticked|✓|✔|☑|✔️|published|publish|live|active|open|current|public|"
    "approved|visible|show|shown|enabled|available|granted|given|consented|agreed|complete|completed|"
    "reviewed|ok|accepted|verified|listed|display|displayed|online|running|in use|everyone|anyone|"
    "open but proposed to close|consent given|permission given|consent granted|up to date|checked|"
    "yes consent given|normal|final|operational|displayed publicly|public website|registered"
)
OPEN: Final = frozenset(_OPEN_SAID.split("|"))
_CLOSED_WORDS_SAID: Final = (
    "no|n|false|f|0|off|unpublished|inactive|closed|archived|hidden|private|draft|pending|rejected|"
    "expired|deleted|not published|suspended|disabled|withdrawn|internal|confidential|refused|not given|"
    "withheld|hide|staff only|not approved|awaiting approval|awaiting review|needs review|in review|"
    "for review|under review|defunct|temporarily closed|permanently closed|ceased|removed|unlisted|cancelled|"
    "duplicate|do not publish|do not show|not visible|proposed to open|to be reviewed|incomplete|not live|"
    "inactive closed|unknown|not current|old|dormant|on hold|embargoed|restricted|stub"
)
CLOSED_WORDS: Final = frozenset(_CLOSED_WORDS_SAID.split("|"))
_NOTHING_HELD: Final = frozenset(
    ["", "no", "n", "false", "f", "0", "off", "none", "not hidden", "public", "visible", "live"]
)
"""What a cell of a column that keeps something back says where it doesn't."""
POSITIVE: Final = frozenset({"visible", "status", "consent", "show_address", "show_contact"})
NEGATIVE: Final = frozenset({"hidden", "mask_address", "hide_contact"})
SAYS_NOTHING: Final = frozenset({"show_address", "show_contact"})
"""Restrictions that an empty cell doesn't make, unless the column says no elsewhere."""


def restriction(name: str) -> str:
    """The restriction that a column's name speaks of; ASK when it reads like one and could be several; else empty."""
    words = " ".join(words_in(name))
    if _CONTENT.search(words) and not re.search("date", words):
        return ""
    found = next((field for field, pattern in _RULES if pattern.search(words)), "")
    return found or (ASK if _ASKED.search(words) else "")


def reads_like_restriction(values: Collection[str]) -> bool:
    """Whether a column's values are a handful that say who may see something, whatever its name."""
    said = {_plain(value) for value in values} - {""}
    telling = (OPEN | CLOSED_WORDS) - {"yes", "y", "true", "t", "1", "no", "n", "false", "f", "0", "x", "available"}
    return 0 < len(said) <= 4 and len(said & telling) * 2 > len(said)


def readable(field: str, values: Iterable[str]) -> bool:
    """Whether all of a column's values can be read as that restriction."""
    known = OPEN | CLOSED_WORDS | _NOTHING_HELD
    if field in ("starts", "ends"):
        return all(day_of(value) for value in values if value.strip())
    if field == "consent":
        return all(_plain(value) in known or day_of(value) for value in values)
    return field not in POSITIVE | NEGATIVE or all(_plain(value) in known for value in values)


def lets_through(field: str, value: str, *, today: date) -> bool:
    """Whether a cell of a restricting column lets families see what the column is about."""
    words = _plain(value) or value.strip(" .-–—\u00a0")
    if field in NEGATIVE:
        return words in _NOTHING_HELD
    if field == "starts":
        day = day_of(value)
        return not value.strip() or (day is not None and day <= today)
    if field == "ends":
        day = day_of(value)
        return not value.strip() or (day is not None and day >= today)
    if field == "consent" and (day := day_of(value)):
        return day <= today
    return words in OPEN or (field in SAYS_NOTHING and not words)


def day_of(text: str) -> date | None:
    """The day that a cell names, with or without a time; None when it names none."""
    words = text.strip()
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        pass
    for form in (words, words.split(" ")[0], words.split("T")[0]):
        try:
            return read_date(form)
        except BadText:
            continue
    return None


def _plain(value: str) -> str:
    return re.sub(r"[\W_]+", " ", value.casefold()).strip()
