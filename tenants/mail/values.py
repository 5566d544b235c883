"""What is done to each value before it is put in a mail, by what its placeholder holds.

Nothing but an address of ours can become a link, whoever chose the value and however it came to be stored.
"""

from collections.abc import Callable, Mapping
from typing import Final

from tenants.councils.links import is_own_url
from tenants.mail.templates import Holds, MailTemplate
from tenants.text.autolinks import unlinked, visible, without_numbers

SHORT: Final = 120
"""The longest name that a mail shows, in characters."""
LONG: Final = 1_000


def values_for(template: MailTemplate, values: Mapping[str, str]) -> dict[str, str]:
    """A value for each of the template's placeholders, fit to be put in; others are left out.

    Raises KeyError for one that is missing, ValueError for a link that isn't an address of the open council.
    """
    return {name: _FIT[each.holds](values[name]) for name, each in template.placeholders.items()}


def _name(value: str) -> str:
    return _cut(without_numbers(_line(unlinked(value))), SHORT)


def _sentence(value: str) -> str:
    return _cut(without_numbers(_line(unlinked(value))), LONG)


def _names(value: str) -> str:
    return "\n".join(filter(None, map(_name, value.splitlines())))


def _lines(value: str) -> str:
    return "\n".join(filter(None, map(_line, unlinked(value).splitlines())))


def _councils(value: str) -> str:
    return "\n".join(_shown(line).rstrip() for line in visible(value).splitlines())


def _link(value: str) -> str:
    if value and not is_own_url(value):
        raise ValueError("A link in a mail is an address of the council's own.")
    return value


_FIT: Final[Mapping[Holds, Callable[[str], str]]] = {
    Holds.NAME: _name,
    Holds.NAMES: _names,
    Holds.SENTENCE: _sentence,
    Holds.LINES: _lines,
    Holds.COUNCIL: _councils,
    Holds.LINK: _link,
}


def _line(value: str) -> str:
    return " ".join(_shown(value).split())


def _shown(value: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in value)


def _cut(value: str, most: int) -> str:
    return value if len(value) <= most else f"{value[: most - 1]}…"
