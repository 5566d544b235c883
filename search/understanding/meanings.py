"""Turns what a phrase means into terms, wishes and chips."""

from collections.abc import Callable
from typing import Final

from search import vocabulary
from search.query import Term
from search.understanding.ages import parse_ages
from search.understanding.draft import Draft
from search.understanding.lexicon import Entry, Labels, Meaning

WEEKEND: Final = ("sat", "sun")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri")
# School holidays are no day of the week: they are looked for as words.
_DAYS: Final[dict[str, tuple[str, ...]]] = {
    **{day: (day,) for day in vocabulary.DAY},
    "weekend": WEEKEND,
    "weekday": WEEKDAYS,
    "holidays": (),
}
_DAY_LABELS: Final = {**vocabulary.DAY, "weekend": "Weekend", "weekday": "Weekdays", "holidays": "School holidays"}
_FIXED: Final = {
    "sector": ("sectors", vocabulary.SECTOR),
    "tier": ("tiers", vocabulary.TIER),
    "delivery": ("delivery", vocabulary.DELIVERY),
    "accessibility": ("accessibility", vocabulary.ACCESSIBILITY),
}
TERM_KINDS: Final = ("need", "topic")


def apply_entry(draft: Draft, start: int, length: int, entry: Entry, labels: Labels) -> bool:
    """Note all that a phrase means beside what is ignored; False when nothing of it is left."""
    meanings = [meaning for meaning in entry.meanings if meaning.chip not in draft.ignore and _named(meaning, labels)]
    if not meanings:
        return False
    draft.take(start, length)
    for meaning in meanings:
        _note(draft, start, meaning, labels)
    needs, topics = (tuple(m.value for m in meanings if m.kind == kind) for kind in TERM_KINDS)
    searched = needs or topics or Meaning("day", "holidays") in meanings
    if searched:
        words = dict.fromkeys((draft.typed(start, length), " ".join(draft.phrase(start, length)), *entry.words))
        draft.add_term(start, Term(words=tuple(words), needs=needs, topics=topics))
    return True


def _named(meaning: Meaning, labels: Labels) -> bool:
    """True unless it is a need or topic that this council doesn't have."""
    return meaning.kind not in TERM_KINDS or meaning.value in labels[meaning.kind]


def _note(draft: Draft, start: int, meaning: Meaning, labels: Labels) -> None:
    if meaning.kind in TERM_KINDS:
        draft.add_chip(start, meaning.kind, meaning.value, labels[meaning.kind][meaning.value])
    elif meaning.kind in _FIXED:
        group, names = _FIXED[meaning.kind]
        draft.add_wish(group, meaning.value)
        draft.add_chip(start, meaning.kind, meaning.value, names[meaning.value])
    else:
        _OTHERS[meaning.kind](draft, start, meaning.value)


def _note_age(draft: Draft, start: int, value: str) -> None:
    if draft.ages is None:
        draft.ages = parse_ages(value)
        draft.add_chip(start, "age", draft.ages.value, draft.ages.label)


def _note_day(draft: Draft, start: int, value: str) -> None:
    draft.add_wish("days", *_DAYS[value])
    draft.add_chip(start, "day", value, _DAY_LABELS[value])


def _note_free(draft: Draft, start: int, value: str) -> None:
    draft.add_wish("free", value)
    draft.add_chip(start, "free", value, "Free")


_OTHERS: Final[dict[str, Callable[[Draft, int, str], None]]] = {
    "age": _note_age,
    "day": _note_day,
    "free": _note_free,
}
