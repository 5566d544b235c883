"""What identifies a listing beyond the words that describe it, each as one word that nothing else is.

A phone number is found however it is spaced, a web address with or without `www.`, and a street as a whole: no listing
is about parks because it is in Park Road.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from search.matching.words import words_of

_ENDS_OF_STREETS: Final = (
    "approach avenue boulevard broadway chase circus close court crescent drive drove embankment esplanade field "
    "fields gardens gate green grove hill lane mews parade park passage place promenade quay rise road row square "
    "street terrace vale view walk way wharf"
)
_STREET_WORDS: Final = frozenset(_ENDS_OF_STREETS.split())
"""What the name of a street ends with."""
_SHORTENED: Final = {
    "av": "avenue", "ave": "avenue", "cl": "close", "cres": "crescent", "ct": "court", "dr": "drive",
    "gdns": "gardens", "ln": "lane", "pl": "place", "rd": "road", "sq": "square", "st": "street", "terr": "terrace",
}  # fmt: skip

_PHONE: Final = re.compile(r"(?<![\w+])(?:\+|00)?\(?\d[\d\s().\-\u2010-\u2015]{6,24}\d(?!\w)")
_COUNTRY: Final = re.compile(r"^(?:\+|00)44(?:\(0\))?")
_NATIONAL: Final = re.compile(r"0[1-9]\d{8,9}")
_LOCAL: Final = ((re.compile(r"02\d"), 8), (re.compile(r"01|03|08"), 6))
"""So many digits of a number are dialled from next door."""
_WEB: Final = re.compile(
    r"(?:https?://)?(?:[\w.+-]{1,64}@)?((?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,24})(?![\w@])(?:[/?#]\S*)?", re.IGNORECASE
)
_PLAIN_HOSTS: Final = re.compile(r"^www\d?\.")
_FEWEST_INITIALS: Final = 3
_LONGEST_STREET: Final = 4
_SMALL_WORDS: Final = frozenset({"a", "and", "for", "in", "of", "the", "to", "with"})


def phones_in(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where phone numbers of the United Kingdom stand in a text, and the digits dialled: `01733555020`."""
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", _COUNTRY.sub("0", re.sub(r"\s", "", found[0])))
        if _NATIONAL.fullmatch(digits):
            yield found, digits


def hosts_in(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where web and mail addresses stand in a text, and the host each names in letters alone: `kestrelexampleorg`."""
    for found in _WEB.finditer(text):
        yield found, re.sub(r"[^a-z0-9]", "", _PLAIN_HOSTS.sub("", found[1].lower()))


def streets_ending(words: list[str]) -> tuple[str, ...]:
    """A street's name that the words end with, as one word, and shorter forms of it: of `12 old mill lane`,
    `oldmilllane` and `milllane`. Empty where they end with none."""
    last = _SHORTENED.get(words[-1], words[-1]) if words else ""
    if last not in _STREET_WORDS:
        return ()
    longest = min(_LONGEST_STREET, len(words))
    names = ([*words[-length:-1], last] for length in range(longest, 1, -1))
    return tuple("".join(name) for name in names if not any(word.isdigit() for word in name))


def initials_of(name: str) -> tuple[str, ...]:
    """The letters that a name of several words is shortened to, with its small words' and without."""
    words = words_of(name)
    told = ("".join(word[0] for word in kept) for kept in (words, [w for w in words if w not in _SMALL_WORDS]))
    return tuple(dict.fromkeys(letters for letters in told if len(letters) >= _FEWEST_INITIALS))


def marks_of(names: Iterable[str], found_by: Iterable[str]) -> str:
    """Every mark of a document as one folded text: its names' initials, and those of the numbers and addresses that it
    is `found_by`. Of an address that is no street's, its words."""
    found = (*chain.from_iterable(map(initials_of, names)), *chain.from_iterable(map(_marks_in, found_by)))
    return " ".join(dict.fromkeys(found))


def _marks_in(text: str) -> Iterator[str]:
    numbers, hosts = [digits for _, digits in phones_in(text)], [host for _, host in hosts_in(text)]
    yield from (*numbers, *hosts)
    for digits in numbers:
        yield from (digits[-length:] for begins, length in _LOCAL if begins.match(digits))
    for line in () if numbers or hosts else re.split(r"[,;\n]", text):
        words = words_of(line)
        yield from streets_ending(words) or (word for word in words if not any(map(str.isdigit, word)))
