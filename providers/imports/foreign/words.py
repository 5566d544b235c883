"""Words of lists as a cell holds them: several in one, set apart in many ways."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

Meanings = Mapping[str, Sequence[str]]
"""What a column's words mean, made plain: `need:autism`, `topic:leisure`, `eligibility` to keep the words there;
nothing to leave them out."""
ELIGIBILITY: Final = "eligibility"
DETAILS: Final = "details"
COLUMN_OF_KIND: Final[Mapping[str, str]] = {
    "need": "needs",
    **{
        kind: kind
        for kind in (
            *("topic", "sector", "tier", "audience", "delivery", "referral", "accessibility", "setting_type", "reach"),
            *("organisation_kind", "free", "age"),
        )
    },
}
LONGEST_WORD: Final = 80
_QUOTED: Final = re.compile(r'"([^"]{1,200})"')
_FIRST: Final = re.compile(r"[;|\n\r•·]+|\s{3,}|>\s*<")
_TAGS: Final = re.compile(r"<[^>]{0,200}>")


def plain_word(text: str) -> str:
    """A word without case and punctuation."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def pieces_of(cell: str) -> list[str]:
    """What a cell sets apart by semicolons, bars, lines or quotes; what stands between may be several by commas."""
    quoted = _QUOTED.findall(cell)
    if quoted and not _QUOTED.sub("", cell).strip(" ,;"):
        return [piece.strip() for piece in quoted if piece.strip()]
    return [piece.strip() for piece in _FIRST.split(_TAGS.sub("\n", cell)) if plain_word(piece)]


def parts_of(piece: str) -> Iterator[list[str]]:
    """Ways to read a piece as several, the likeliest first: by commas, by slashes and ampersands."""
    for separator in (r",", r",|/|\+", r",|/|\+|&|\band\b"):
        parts = [part.strip() for part in re.split(separator, piece) if plain_word(part)]
        if len(parts) > 1:
            yield parts


def meanings_in(cell: str, meanings: Meanings) -> tuple[list[str], list[str]]:
    """What the words of a cell mean, and those that nobody explained. A meaning of text has its words behind it:
    `eligibility:Ask us`."""
    found: list[str] = []
    unknown: list[str] = []
    for piece in pieces_of(cell):
        for word in _known_parts(piece, meanings):
            meant = meanings.get(plain_word(word))
            if meant is None:
                unknown.append(word)
            else:
                found += [f"{each}:{word}" if each in (ELIGIBILITY, DETAILS) else each for each in meant]
    return found, unknown


def _known_parts(piece: str, meanings: Meanings) -> list[str]:
    if plain_word(piece) in meanings:
        return [piece]
    ways = list(parts_of(piece))
    whole = next((parts for parts in ways if all(plain_word(part) in meanings for part in parts)), None)
    some = next((parts for parts in ways if any(plain_word(part) in meanings for part in parts)), None)
    return whole or some or [piece]
