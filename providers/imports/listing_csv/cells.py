"""One cell to a typed value and back. `write(column, read(column, cell))` is the plain form of a cell."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from providers.imports.errors import BadCell
from providers.listings import opening_hours
from search import vocabulary
from search.matching.filters import VOCABULARIES
from search.places.postcodes import NOT_A_POSTCODE, BadPostcode, normalise

Known = Mapping[str, Mapping[str, str]]
"""What a cell of a column may say, made plain by `plain_words`, and the code that it means; by column."""

DEFAULT_REACH: Final = "local"
OLDEST: Final = 25
MAX_AGE: Final = 120
FEW: Final = 12
"""So many codes can be named in a sentence."""
MAX_LENGTH: Final = {
    "external_id": 100,
    "name": 255,
    "summary": 300,
    "organisation": 255,
    "cost": 500,
    "waiting_time": 300,
    "address": 300,
    "phone": 40,
    "email": 254,
    "url": 500,
    "sen_report_url": 500,
}
PROSE: Final = frozenset({"description", "eligibility", "who_decides", "how_to_access", "outcomes", "if_unhappy"})
"""Texts that keep their line breaks; every other cell is one line."""

_INVENTED: Final = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9](?:[A-Z][CIKMOV]|[CIKMOV][A-Z])")
_YES: Final = frozenset({"yes", "y", "true", "1"})
_NO: Final = frozenset({"no", "n", "false", "0"})


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
    """The value of a cleaned cell of `column`. Raises BadCell with the reason."""
    limit = MAX_LENGTH.get(column)
    if limit and len(cell) > limit:
        raise BadCell(column, f"The text has {len(cell)} characters; at most {limit} fit.")
    reader = _READERS.get(column)
    return reader(column, cell, known) if reader else cell


def write(column: str, value: Any) -> str:
    """A value of `column` as an export writes it, before `safe_cell`."""
    if column == "opening_hours":
        return opening_hours.format_hours(value)
    if isinstance(value, bool):
        return ("yes" if value else "") if column == "hide_address" else ("yes" if value else "no")
    if isinstance(value, tuple):
        return ";".join(sorted(value))
    return "" if value is None else str(value)


def _required(column: str, cell: str, known: Known) -> str:
    if not cell:
        raise BadCell(column, f"The {column} is missing.")
    return cell


def _codes(column: str, cell: str, known: Known) -> tuple[str, ...]:
    return tuple(sorted({code for part in cell.split(";") for code in _part(column, part, known)}))


def _part(column: str, part: str, known: Known) -> list[str]:
    """What stands between semicolons: one code or label, or several that people set apart by commas."""
    pieces = [piece for piece in part.split(",") if plain_words(piece)]
    if plain_words(part) not in known[column] and pieces:
        return [_known(column, piece, known) for piece in pieces]
    return [_known(column, part, known)] if pieces else []


def _code(column: str, cell: str, known: Known) -> str:
    return _known(column, cell, known) if cell else ""


def _reach(column: str, cell: str, known: Known) -> str:
    return _code(column, cell, known) or DEFAULT_REACH


def _known(column: str, text: str, known: Known) -> str:
    meanings, words = known[column], plain_words(text)
    if words in meanings:
        return meanings[words]
    close = get_close_matches(words, meanings, n=1)
    codes = list(dict.fromkeys(meanings.values()))
    if close:
        hint = f"Did you mean “{meanings[close[0]]}”?"
    elif len(codes) <= FEW:
        hint = f"It can be: {', '.join(codes)}."
    else:
        hint = "See what each column can hold, on the page for uploads."
    raise BadCell(column, f"“{text.strip()[:60]}” is not in the list for {column}. {hint}")


def _flag(column: str, cell: str, known: Known) -> bool | None:
    word = cell.lower()
    if word and word not in _YES | _NO:
        raise BadCell(column, f"“{cell[:60]}” is not yes or no.")
    return word in _YES if word else None


def _hide(column: str, cell: str, known: Known) -> bool:
    return bool(_flag(column, cell, known))


def _age(column: str, cell: str, known: Known) -> int | None:
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", cell) or int(cell) > MAX_AGE:
        raise BadCell(column, f"“{cell[:60]}” is not an age in whole years.")
    return int(cell)


def _url(column: str, cell: str, known: Known) -> str:
    if not cell:
        return ""
    url = cell if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", cell) else f"https://{cell}"
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        raise BadCell(column, f"“{cell[:60]}” is not a web address. It starts with https:// or http://.") from None
    return url


def _email(column: str, cell: str, known: Known) -> str:
    try:
        if cell:
            EmailValidator()(cell)
    except ValidationError:
        raise BadCell(column, f"“{cell[:60]}” is not an e-mail address.") from None
    return cell


def _urn(column: str, cell: str, known: Known) -> str:
    if cell and not re.fullmatch(r"[0-9]{6}", cell):
        raise BadCell(column, f"“{cell[:60]}” is not a school URN of 6 digits.")
    return cell


def _postcode(column: str, cell: str, known: Known) -> str:
    try:
        return normalise(cell) if cell else ""
    except BadPostcode as error:
        plain = f"“{cell[:20]}” is not a full UK postcode."
        if _INVENTED.fullmatch("".join(cell.upper().split())):
            plain += " The last two letters are never C, I, K, M, O or V."
        raise BadCell(column, plain if error.message == NOT_A_POSTCODE else error.message) from error


def _hours(column: str, cell: str, known: Known) -> Any:
    try:
        return opening_hours.parse(cell)
    except opening_hours.BadOpeningHours as error:
        raise BadCell(column, str(error)) from error


_READERS: Final[Mapping[str, Callable[[str, str, Known], Any]]] = {
    "external_id": _required,
    "name": _required,
    "organisation_kind": _code,
    "setting_type": _code,
    "tier": _code,
    "reach": _reach,
    **dict.fromkeys(("sector", "topic", "needs", "audience", "delivery", "referral", "accessibility"), _codes),
    **dict.fromkeys(("free", "personal_budget", "section_41"), _flag),
    **dict.fromkeys(("age_min", "age_max"), _age),
    **dict.fromkeys(("url", "sen_report_url"), _url),
    "email": _email,
    "urn": _urn,
    "hide_address": _hide,
    "postcode": _postcode,
    "opening_hours": _hours,
}
