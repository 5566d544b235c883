"""What in a comment looks like details of a person, so that an officer sees it before families do. Pure.

Too much rather than too little: it points, and an officer judges.
"""

import re
from dataclasses import dataclass
from typing import Final

from providers.review.sensitive_words import findings_in

_RELATIONS: Final = (
    r"son|daughter|child|boy|girl|brother|sister|partner|husband|wife|mum|mother|dad|father|grandson|granddaughter|"
    r"nephew|niece|friend|teacher|senco|doctor|therapist|social worker|keyworker|worker"
)
_PATTERNS: Final = (
    re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    re.compile(r"(?<![\d£.,])(?:\+44|0)(?:[ ()-]{0,2}\d){8,11}(?!\d)"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE),
    re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? [A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30})?"),
    re.compile(rf"\b(?i:my|our|his|her|their) (?:{_RELATIONS}),? (?:is called |named )?([A-Z][\w’'-]{{1,30}})"),
    re.compile(r"\b(?i:called|named|name is|name’s|name's|i am|i’m|i'm) ([A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30})?)"),
    re.compile(r"(?<![.!?:] )(?<!^)(?<!\n)\b[A-Z][a-z’'-]{1,30} [A-Z][a-z’'-]{1,30}\b"),
)
_LANDLINE: Final = re.compile(r"(?:\+44|0)[ ()-]{0,2}[1238](?:[ ()-]{0,2}\d){7,9}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text; `personal` when it looks like details of a person."""

    words: str
    personal: bool


def pieces_of(text: str) -> list[Piece]:
    """The whole text in its order, cut where what looks personal begins and ends."""
    pieces, at = [], 0
    for start, end in _spans(text):
        if start > at:
            pieces.append(Piece(text[at:start], personal=False))
        pieces.append(Piece(text[start:end], personal=True))
        at = end
    return pieces + ([Piece(text[at:], personal=False)] if at < len(text) else [])


def looks_personal(text: str) -> bool:
    """Whether anything in the text does."""
    return any(piece.personal for piece in pieces_of(text))


def names_a_person(text: str) -> bool:
    """Whether it may say who somebody is, other than by a landline number: a wrong one is what facts are about."""
    return any(piece.personal and not _LANDLINE.fullmatch(piece.words) for piece in pieces_of(text))


def _spans(text: str) -> list[tuple[int, int]]:
    """Where such words begin and end, those that overlap as one, in the order of the text."""
    found = [match.span(match.lastindex or 0) for pattern in _PATTERNS for match in pattern.finditer(text)]
    for finding in findings_in(text):
        if finding.is_personal:
            found += [match.span() for match in re.finditer(re.escape(finding.words), text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
