"""What may be written to a log: never a search's words, a postcode, a person's address, or what a mailed link is worth.

Free words can't be told from a need, so they are left out by where they stand: the arguments and quotations of a
library's message, the words of an exception, the paths and queries of addresses. What is left is masked by its form.
"""

import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import Any, Final

MASK: Final = "…"
LONGEST_CHAIN: Final = 5
CODES: Final = ("errno", "sqlstate", "smtp_code", "status_code")
"""What tells errors of one class apart, and never quotes anybody."""

_BY_FORM: Final = (
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?(\s|%20|\+)?\d[A-Z]{2}\b", re.IGNORECASE), MASK),
    (re.compile(r"\?[^\s\"'<>]+"), f"?{MASK}"),
    (re.compile(r"[\w.+%'-]+@[\w-]+(\.[\w-]+)*"), MASK),
    (re.compile(r"[\w:=%~+-]{40,}"), MASK),
)
"""Postcodes, queries, mail addresses, and what is longer than any identifier: tokens."""
_QUOTED: Final = re.compile(r"""(["'`]).*\1""", re.DOTALL)
_PATH: Final = re.compile(r"(?<![\w.<])(/[\w.-]*)/?[^\s,;)\]]*")
_FIRST_OF_PATH: Final = re.compile(r"/(accounts|admin|api|documents|mail|media|provider|search|services|static)?\b")
_IDENTIFIER: Final = re.compile(r"[\w.:-]{1,80}")


def masked(text: str) -> str:
    """A text without what has the form of something private."""
    for form, mask in _BY_FORM:
        text = form.sub(mask, text)
    return text


def masked_values(value: Any) -> Any:
    """The same for a value of an event, however deep; what is neither number nor text becomes text."""
    match value:
        case None | bool() | int() | float():
            return value
        case Mapping():
            return {key: masked_values(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [masked_values(each) for each in value]
        case _:
            return masked(str(value))


def message_of(template: str, args: tuple[Any, ...] | Mapping[str, Any]) -> str:
    """A library's message: its own words, and of its arguments only numbers and identifiers."""
    with suppress(TypeError, ValueError, KeyError):  # arguments that don't fit: its own words alone
        if isinstance(args, Mapping):
            template %= {name: _argument(each) for name, each in args.items()}
        elif args:
            template %= tuple(_argument(each) for each in args)
    return _PATH.sub(_first_of_path, _QUOTED.sub(rf"\1{MASK}\1", masked(template)))


def exception_text(error: BaseException | None) -> str:
    """An exception and what it came from: classes, codes and places in the code, never its words."""
    return "\n".join(line for each in islice(_chain(error), LONGEST_CHAIN) for line in _lines_of(each))


def _argument(value: Any) -> Any:
    is_plain = value is None or isinstance(value, (int, float))
    return value if is_plain or (isinstance(value, str) and _IDENTIFIER.fullmatch(value)) else MASK


def _first_of_path(found: re.Match[str]) -> str:
    first = found[1]
    return f"{first}/{MASK}" if _FIRST_OF_PATH.fullmatch(first) and first != "/" else f"/{MASK}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _lines_of(error: BaseException) -> Iterator[str]:
    codes = ", ".join(f"{name}={code}" for name in CODES if (code := _code(error, name)))
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}({codes})"
    yield from _places(error.__traceback__)


def _code(error: BaseException, name: str) -> str:
    code = getattr(error, name, None)
    return str(code) if isinstance(code, int) or (isinstance(code, str) and re.fullmatch(r"\w{1,8}", code)) else ""


def _places(tracks: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(tracks):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
