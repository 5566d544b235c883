"""One cell to a typed value and back. `write(column, read(column, cell))` is the plain form of a cell."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from itertools import islice
from typing import Any, Final

from providers.imports.errors import BadCell
from providers.listings.identifiers import NUMBERS
from providers.listings.models import HideAddress
from providers.listings.opening_hours import OPENING_HOURS, as_words
from search import vocabulary
from search.matching.filters import VOCABULARIES
from search.places.postcodes import POSTCODE
from tenants.text.errors import BadText
from tenants.text.kinds import AGE, EMAIL, PHONE, PRICE_OR_WORDS, WEB_ADDRESS, YES_NO, Kind, address, line, name_up_to
from tenants.text.phones import first_number

Known = Mapping[str, Mapping[str, str]]
"""What a cell of a column may say, made plain by `plain_words`, and the code that it means; by column."""

DEFAULT_REACH: Final = "local"
OLDEST: Final = 25
FEW: Final = 12
"""So many codes can be named in a sentence."""
_SHOWN: Final = 60
_ONE_OF: Final = frozenset({"email", "url"})
_WORDS: Final = re.compile(r"[\s;,|<>()]+")
_KEPT_AS_WORDS: Final = "Families read the words as they are."
KINDS: Final[Mapping[str, Kind]] = {
    "external_id": line(100),
    "name": name_up_to(255),
    "summary": line(300),
    "organisation": name_up_to(255),
    "cost": PRICE_OR_WORDS,
    "waiting_time": line(300),
    "address": address(300),
    "phone": PHONE,
    "email": EMAIL,
    "postcode": POSTCODE,
    "opening_hours": OPENING_HOURS,
    "urn": NUMBERS["urn"],
    **dict.fromkeys(("url", "sen_report_url"), WEB_ADDRESS),
    **dict.fromkeys(("age_min", "age_max"), AGE),
    **dict.fromkeys(("free", "personal_budget", "section_41"), YES_NO),
}
"""The kind of value that a column holds, where that is neither codes nor a text of any length."""
PROSE: Final = frozenset({"description", "eligibility", "who_decides", "how_to_access", "outcomes", "if_unhappy"})
"""Texts of several lines."""
SEVERAL_LINES: Final = PROSE | {"address", "opening_hours"}
"""Cells that are read line by line; every other cell is one line."""

REQUIRED: Final = frozenset({"external_id", "name"})


def labels_by_column(*, needs: Mapping[str, str], topics: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """The labels by code of every column that holds codes. `needs` and `topics` are the council's own."""
    own = {"organisation_kind": vocabulary.ORGANISATION_KIND, "needs": needs, "topic": topics}
    return {**VOCABULARIES, **own}


def known_codes(*, needs: Mapping[str, str], topics: Mapping[str, str]) -> Known:
    """What every column that holds codes may say: a code, or the label that people know it by.

    A code without a label, as of a retired term, is known by itself alone.
    """
    lists = labels_by_column(needs=needs, topics=topics)
    return {column: _meanings(labels) for column, labels in lists.items()}


def plain_words(text: str) -> str:
    """A code or label without case and punctuation: “Social care”, “social-care” and “SOCIAL CARE” are the same."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _meanings(labels: Mapping[str, str]) -> dict[str, str]:
    """Codes by what may be said for them. A label that two of them have says nothing, and a code comes before one."""
    often = Counter(map(plain_words, labels.values()))
    by_label = {plain_words(label): code for code, label in labels.items() if often[plain_words(label)] == 1}
    meanings = {**by_label, **{plain_words(code): code for code in labels}}
    return {words: code for words, code in meanings.items() if words}


def read(column: str, cell: str, known: Known) -> Any:
    """The value of a cleaned cell of `column`. Raises BadCell with the reason, and with what of it can be used."""
    if column in _CODE_READERS:
        return _CODE_READERS[column](column, cell, known)
    if column in REQUIRED and not cell:
        raise BadCell(column, f"The {column} is missing.")
    if column not in KINDS:
        return cell
    try:
        return KINDS[column].value_of(cell)
    except BadText as problem:
        value, done = _instead(column, cell)
        raise BadCell(column, " ".join(filter(None, (_reason(cell, str(problem)), done))), value) from problem


def _instead(column: str, cell: str) -> tuple[Any, str]:
    """What stands in for a cell that can't be read, and words about it; None when nothing does."""
    if column == "opening_hours" and (words := as_words(cell)):
        return words, _KEPT_AS_WORDS
    found = first_number(cell) if column == "phone" else _first_of(KINDS[column], cell) if column in _ONE_OF else ""
    return (found, f"Only {found} is kept.") if found else (None, "")


def _first_of(kind: Kind, cell: str) -> str:
    """The first of several addresses in a cell, or the one among other words."""
    words = (word.strip(".:'\"") for word in _WORDS.split(cell))
    for word in islice((word for word in words if "." in word), FEW):
        with suppress(BadText):
            return str(kind.read(word))
    return ""


def write(column: str, value: Any) -> str:
    """A value of `column` as an export writes it, before `safe_cell`."""
    if isinstance(value, tuple) and column not in KINDS:
        return ";".join(sorted(value))
    if value is None:
        return ""
    return KINDS[column].write(value) if column in KINDS else str(value)


def _reason(cell: str, message: str) -> str:
    """A reader's message in a report, which doesn't show the cell beside it."""
    named = f"“{cell}” can't be used. " if len(cell) <= _SHOWN and cell not in message else ""
    return f"{named}{message.removesuffix('.')}."


def _codes(column: str, cell: str, known: Known) -> tuple[str, ...]:
    found: set[str] = set()
    problems: list[str] = []
    for part in cell.split(";"):
        for word in _words_in(column, part, known):
            if plain_words(word) in known[column]:
                found.add(known[column][plain_words(word)])
            elif len(problems) < FEW:  # to look for words alike takes its time
                problems.append(_unknown(column, word, known))
    if problems:
        raise BadCell(column, " ".join(dict.fromkeys(problems)), tuple(sorted(found)) or None)
    return tuple(sorted(found))


def _words_in(column: str, part: str, known: Known) -> list[str]:
    """What stands between semicolons: one code or label, or several that people set apart by commas."""
    pieces = [piece for piece in part.split(",") if plain_words(piece)]
    return [part] if plain_words(part) in known[column] else pieces


def _code(column: str, cell: str, known: Known) -> str:
    return _known(column, cell, known) if cell else ""


def _reach(column: str, cell: str, known: Known) -> str:
    return _code(column, cell, known) or DEFAULT_REACH


def _known(column: str, text: str, known: Known) -> str:
    meanings, words = known[column], plain_words(text)
    if words in meanings:
        return meanings[words]
    raise BadCell(column, _unknown(column, text, known))


def _unknown(column: str, text: str, known: Known) -> str:
    """Why a word can't be used, with the code that may be meant."""
    meanings, words = known[column], plain_words(text)
    close = get_close_matches(words, meanings, n=1)
    codes = list(dict.fromkeys(meanings.values()))
    if close:
        hint = f"Did you mean “{meanings[close[0]]}”?"
    elif len(codes) <= FEW:
        hint = f"It can be: {', '.join(codes)}."
    else:
        hint = "See what each column can hold, on the page for uploads."
    return f"“{text.strip()[:60]}” is not in the list for {column}. {hint}"


def _hide(column: str, cell: str, known: Known) -> HideAddress | None:
    """None where the cell leaves it to what is usual for such a service."""
    if plain_words(cell) == HideAddress.ALL:
        return HideAddress.ALL
    try:
        hidden = YES_NO.value_of(cell)
    except BadText as problem:
        reason = f"{_reason(cell, 'Enter no, yes or all')} Until then families see no place."
        raise BadCell(column, reason, HideAddress.ALL) from problem
    return None if hidden is None else HideAddress.EXACT if hidden else HideAddress.NO


_CODE_READERS: Final[Mapping[str, Callable[[str, str, Known], Any]]] = {
    "hide_address": _hide,
    "organisation_kind": _code,
    "setting_type": _code,
    "tier": _code,
    "reach": _reach,
    **dict.fromkeys(("sector", "topic", "needs", "audience", "delivery", "referral", "accessibility"), _codes),
}
