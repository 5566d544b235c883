"""Turns what a phrase means into terms, wishes and chips."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from search import vocabulary
from search.matching.stems import stem
from search.matching.words import words_of
from search.query import Term
from search.understanding.ages import parse_ages
from search.understanding.council_lexicon import Labels
from search.understanding.draft import Draft
from search.understanding.lexicon import WITHIN, Entry, Meaning, generic_words, need_words, platform_entries, stop_words

WEEKEND: Final = ("sat", "sun")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri")
DAYS: Final[dict[str, tuple[str, ...]]] = {
    **{day: (day,) for day in vocabulary.DAY},
    "weekend": WEEKEND,
    "weekday": WEEKDAYS,
}
DAY_LABELS: Final = {**vocabulary.DAY, "weekend": "Weekend", "weekday": "Weekdays"}
WISHED: Final = {
    "sector": ("sectors", vocabulary.SECTOR),
    "tier": ("tiers", vocabulary.TIER),
    "delivery": ("delivery", vocabulary.DELIVERY),
    "accessibility": ("accessibility", vocabulary.ACCESSIBILITY),
    "period": ("periods", vocabulary.PERIOD),
    "referral": ("referral", vocabulary.REFERRAL),
    "audience": ("audience", vocabulary.AUDIENCE),
}
"""Kinds of meanings that only rank: their group of Wishes, and their labels."""
TOLD: Final = frozenset({"accessibility", "day", "delivery"})
"""Wishes of which a listing may tell in words alone: one that says it stands higher, whatever it is coded as."""
SPECIAL_SCHOOLS: Final = ("special", "non-maintained-special", "independent-special")
NAMED: Final = ("need", "topic")
"""Kinds that a council may extend and relabel."""
_DIAGNOSIS: Final = Meaning("topic", "diagnosis-assessment")


def apply_entry(draft: Draft, start: int, length: int, entry: Entry, labels: Labels) -> None:
    """Note all that a phrase means beside what is ignored; nothing when none of it is left."""
    meanings = [meaning for meaning in entry.meanings if meaning.chip not in draft.ignore and _named(meaning, labels)]
    if entry.meanings and not meanings:
        return
    if not meanings and not _note_other_words(draft, start, length, entry):
        return
    draft.take(start, length)
    for meaning in meanings:
        _note(draft, start, meaning, labels)
    told = _label_stems(meanings, labels)
    said = tuple(
        text
        for text in draft.said(start, length)
        if not _means_another_thing(text, entry) and not told.issuperset(map(stem, text.split()))
    )
    written = (words for meaning in meanings if meaning.kind == "need" for words in need_words().get(meaning.value, ()))
    words = dict.fromkeys((*_words(draft, start, length, entry), *(said if meanings else ()), *written))
    term = replace(_term(tuple(words), meanings), said=tuple(dict.fromkeys((*said, *entry.same))))
    if not meanings and not entry.words and stop_words().issuperset(draft.words(start, length)):
        return
    if term.needs or term.tokens or term.within or not meanings:
        for part in _parts(term, labels):
            draft.add_term(start, part)
    elif any(meaning.kind == "period" for meaning in meanings):
        draft.spare_terms.append((start, term))
    elif TOLD & {meaning.kind for meaning in meanings}:
        draft.beside.append(Term(said=tuple(dict.fromkeys((*said, *entry.words)))))


def _label_stems(meanings: list[Meaning], labels: Labels) -> frozenset[str]:
    """Words that all listings with one of the codes have, since they are in its label: they tell no two apart."""
    names = (labels[meaning.kind].get(meaning.value, "") for meaning in meanings if meaning.kind in NAMED)
    return frozenset(stem(word) for name in names for word in words_of(name))


def _means_another_thing(text: str, entry: Entry) -> bool:
    """Whether a word of a phrase has a meaning of its own beside it: the library of “toy library”."""
    entries = platform_entries()
    own = entries.get((text,)) or entries.get((text.removesuffix("s"),))
    return bool(own and own.meanings and entry.meanings and not set(own.meanings) & set(entry.meanings))


def apply_negation(draft: Draft, start: int, length: int, entry: Entry, labels: Labels) -> None:
    """Note that a phrase is what isn't wanted: it ranks nothing and its words aren't searched.

    A diagnosis of something that isn't there yet still says what the child's need is.
    """
    needs = tuple(meaning for meaning in entry.meanings if meaning.kind == "need")
    about = _DIAGNOSIS in entry.meanings
    if about and needs:
        apply_entry(draft, start, length, Entry(needs, tuple(labels["need"].get(m.value, "") for m in needs)), labels)
    label = "No diagnosis needed" if about else f"Not {draft.typed(start, length)}"
    draft.take(start, length)
    draft.add_chip(start, "without", "diagnosis" if about else draft.key(start, length), label)


def _named(meaning: Meaning, labels: Labels) -> bool:
    """True unless it is a need or topic that this council doesn't have."""
    return meaning.named not in NAMED or meaning.value in labels[meaning.named]


def _words(draft: Draft, start: int, length: int, entry: Entry) -> tuple[str, ...]:
    typed = (draft.typed(start, length), " ".join(draft.words(start, length)))
    telling = (text for text in typed if not (entry.words and text in generic_words()))
    return tuple(dict.fromkeys((*telling, *entry.words)))


def _term(words: tuple[str, ...], meanings: list[Meaning]) -> Term:
    """All that is searched for a phrase: special schools are of three kinds."""
    needs, topics, settings, within = (
        tuple(meaning.value for meaning in meanings if meaning.kind == kind)
        for kind in (*NAMED, "setting_type", WITHIN)
    )
    if "special" in settings:
        settings = tuple(dict.fromkeys((*settings, *SPECIAL_SCHOOLS)))
    return Term(words=words, needs=needs, topics=topics, settings=settings, within=within)


def _parts(term: Term, labels: Labels) -> tuple[Term, ...]:
    """A phrase for two things asks for both: an autism assessment is for autism, and an assessment.

    Mental health is a need's topic rather than a second thing.
    """
    topics = () if "mental-health" in term.topics else term.topics
    if not term.needs or not (topics or term.settings):
        return (term,)
    names = (*(labels["topic"][code] for code in topics), *(vocabulary.SETTING_TYPE[code] for code in term.settings))
    words = tuple(name.lower() for name in names)
    return replace(term, topics=(), settings=()), Term(words=words, topics=topics, settings=term.settings)


def _note_other_words(draft: Draft, start: int, length: int, entry: Entry) -> bool:
    """The chip of a phrase that only has other words; an ordinary phrase without any gets none. False when ignored."""
    key = draft.key(start, length)
    if f"words:{key}" in draft.ignore:
        return False
    if entry.words:
        draft.add_chip(start, "words", key, f"{draft.typed(start, length)}, also: {', '.join(entry.words)}")
    return True


def _note(draft: Draft, start: int, meaning: Meaning, labels: Labels) -> None:
    if meaning.named in NAMED:
        draft.add_chip(start, meaning.named, meaning.value, labels[meaning.named][meaning.value])
    elif meaning.kind in WISHED:
        group, names = WISHED[meaning.kind]
        draft.add_wish(group, meaning.value)
        draft.add_chip(start, meaning.kind, meaning.value, names[meaning.value])
    else:
        _OTHERS[meaning.kind](draft, start, meaning.value)


def _note_setting(draft: Draft, start: int, value: str) -> None:
    draft.add_chip(start, "setting_type", value, vocabulary.SETTING_TYPE[value])


def _note_age(draft: Draft, start: int, value: str) -> None:
    draft.assumed_ages.append((start, parse_ages(value)))


def _note_day(draft: Draft, start: int, value: str) -> None:
    draft.add_wish("days", *DAYS[value])
    draft.add_chip(start, "day", value, DAY_LABELS[value])


def _note_free(draft: Draft, start: int, value: str) -> None:
    draft.add_wish("free", value)
    draft.add_chip(start, "free", value, "Free")


_OTHERS: Final[dict[str, Callable[[Draft, int, str], None]]] = {
    "setting_type": _note_setting,
    "age": _note_age,
    "day": _note_day,
    "free": _note_free,
}
