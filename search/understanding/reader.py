"""Reads words without a database: what they ask for, as terms, wishes, a place and chips.

The order of the steps decides what wins: postcodes, places after "near", phrases with numbers, ages, phrases (longest
first), bare place names, then the words that are left. Nothing here hides a result: there are only terms and wishes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from search.findings import Chip, Interpreter, Located
from search.matching.stems import stem
from search.places.errors import PlaceProblem
from search.places.postcodes import is_outcode, is_postcode
from search.query import Term, Wishes
from search.understanding.ages import NUMBERS, find_ages
from search.understanding.corrections import NearWords, correct_spelling
from search.understanding.council_lexicon import CouncilPhrases, Labels, lexicon_for
from search.understanding.danger import CHILD, PARTNER, SUICIDE, Danger, Said, read_danger
from search.understanding.danger_words import classes
from search.understanding.draft import Draft
from search.understanding.languages import language_of
from search.understanding.lexicon import Lexicon, Phrase, everyday_words, generic_words, spoken, stop_words
from search.understanding.marks import read_numbers_and_hosts, read_streets
from search.understanding.meanings import apply_entry, apply_negation
from search.understanding.negation import is_negated
from search.understanding.speakers import for_speaker, note_speaker
from search.understanding.spelling import is_known
from search.understanding.stemmed_keys import NEGATIONS
from search.understanding.tokens import tokenise

BEFORE_A_PLACE: Final = frozenset({"near", "nearby", "in", "at", "around", "by", "from", "to", "of"})
# "For sale" and "the village" are no towns, unless "near" says so.
BEFORE_A_THING: Final = frozenset({"for", "on", "the", "a", "an", "my", "this", "we", "i", "you", "it", "is"})
LONGEST_PLACE: Final = 5
LONGEST_BY_STEMS: Final = 5
_MOST_BETWEEN: Final = 3
_ABUSE: Final[Mapping[str, Phrase]] = {PARTNER: ("domestic", "abuse"), CHILD: ("child", "protection")}
"""What each kind of abuse is searched as: a phrase of the lexicon."""
_SUICIDE: Final[Phrase] = ("suicidal",)
_BEHAVIOUR: Final = "need:distressed-behaviour"
# Shorter numbers tell nothing without what they count.
_SHORTEST_NUMBER: Final = 3


@dataclass(frozen=True, slots=True)
class Understanding:
    """What some words were read as. `problem` says why a postcode in them isn't known, and is empty otherwise."""

    terms: tuple[Term, ...] = ()
    beside: tuple[Term, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    located: Located | None = None
    chips: tuple[Chip, ...] = ()
    problem: str = ""
    interpreter: Interpreter | None = None
    """How to get one, where the words are in another language."""
    pinned: tuple[str, ...] = ()
    """Keys of the council's best bets for the words, the best first."""
    typed: tuple[Term, ...] = ()
    """Each word as it was typed, by how rare it is among the council's listings."""
    meant: tuple[tuple[str, float], ...] = ()
    """Keys of the documents that mean the words or speak of what they ask for, with their points."""
    nearest: tuple[str, ...] = ()
    """Keys of those that mean nearly what was typed, whatever their words."""


@dataclass(frozen=True, slots=True)
class CouncilContext:
    """What reading needs of a council beside the platform's lexicon."""

    labels: Labels
    find_places: Callable[[frozenset[str]], Mapping[str, Located]]
    """Those of some keys that are named places of the council."""
    locate: Callable[[str], Located]
    """Where a postcode lies; raises PlaceProblem."""
    own_names: frozenset[str] = frozenset()
    """Keys of the council's own name, which tells nothing on its site."""
    phrases: CouncilPhrases = ()
    """What the council's officers added to the lexicon."""
    best_bets: Mapping[Phrase, tuple[str, ...]] = field(default_factory=dict)
    """Keys of the documents to show first for a phrase, as `spoken` writes it."""
    near_words: NearWords = lambda words: dict.fromkeys(words, frozenset())


def read_words(words: str, context: CouncilContext, ignore: frozenset[str] = frozenset()) -> Understanding:
    """All that the words say, without the chips in `ignore` (`need:sleep`), whose words are then searched as text."""
    draft = Draft(tokenise(words), ignore)
    lexicon = lexicon_for(context.labels, context.phrases)
    interpreter = _read_language(draft)
    read_numbers_and_hosts(draft, words)
    _read_postcode(draft, context)
    danger, read_as = read_danger(words), _read_as(draft, words, context.labels, lexicon)
    _read_abuse(draft, danger, read_as)
    keys = _place_keys(draft)
    places = context.find_places(keys) if keys else {}
    _read_places(draft, places, _is_named_after_near)
    if _has_a_number(draft.words(0, len(draft.tokens))):
        _read_phrases(draft, context.labels, lexicon, _has_a_number)
    _read_ages(draft)
    place_words = frozenset(word for key in places for word in key.split())
    correct_spelling(draft, place_words, lexicon, context.near_words)
    pinned = _read_best_bets(draft, context.best_bets)
    _read_phrases(draft, context.labels, lexicon, shortest=2)
    _read_phrases_by_stems(draft, context.labels, lexicon)
    _read_phrases(draft, context.labels, lexicon)
    for said in danger.said:
        if said.kind == SUICIDE:
            read_as(said, _SUICIDE)
    _read_places(draft, places, lambda draft, start, length: not _is_ordinary(draft, start, length, lexicon))
    read_streets(draft)
    draft.settle_ages()
    note_speaker(draft)
    _skip_own_names(draft, context.own_names)
    _read_other_words(draft)
    return Understanding(
        terms=draft.read_terms(),
        beside=tuple(draft.beside),
        wishes=draft.read_wishes(),
        located=draft.located,
        chips=draft.read_chips(),
        problem=draft.problem,
        interpreter=interpreter,
        pinned=pinned,
    )


def _read_postcode(draft: Draft, context: CouncilContext) -> None:
    for test, length in ((is_postcode, 2), (is_postcode, 1), (is_outcode, 1)):
        for start in range(len(draft.tokens) - length + 1):
            code = draft.key(start, length).upper()
            if draft.is_free(start, length) and test(code):
                draft.take(start, length)
                _note_postcode(draft, start, code, context)


def _read_language(draft: Draft) -> Interpreter | None:
    """Leave the small words of another language out, in which English meanings would be misread: Polish `dla`."""
    language = language_of(draft.tokens, everyday_words() | stop_words())
    if language is None:
        return None
    for start, token in enumerate(draft.tokens):
        if token.key in language.words:
            draft.take(start, 1)
    return Interpreter(language=language.code, sentence=language.sentence)


def _read_abuse(draft: Draft, danger: Danger, read_as: Callable[[Said, Phrase], None]) -> None:
    """Read what an adult does to somebody as abuse, so that nothing in it is read as the behaviour of a child."""
    if danger.kinds.isdisjoint(_ABUSE):
        return
    if not any(stem(token.key) in _stems_of("child") for token in draft.tokens):
        draft.ignore |= {_BEHAVIOUR}
    for said in sorted(danger.said, key=lambda each: (each.kind != PARTNER, each.end - each.start)):
        if said.kind in _ABUSE:
            read_as(said, _ABUSE[said.kind])
    for start, _ in draft.runs(1):
        if stem(draft.key(start, 1)) in _stems_of("harm"):
            draft.take(start, 1)


def _read_as(draft: Draft, words: str, labels: Labels, lexicon: Lexicon) -> Callable[[Said, Phrase], None]:
    """What reads a place in the words, if nothing else has, as a phrase of the lexicon."""

    def read(said: Said, phrase: Phrase) -> None:
        entry = lexicon.entries.get(phrase)
        start = len(tokenise(words[: said.start]))
        length = len(tokenise(words[: said.end])) - start
        if entry and length and draft.is_free(start, length):
            apply_entry(draft, start, length, entry, labels)

    return read


@cache
def _stems_of(name: str) -> frozenset[str]:
    """The stems of a class of words of danger."""
    return frozenset(map(stem, classes()[name]))


def _note_postcode(draft: Draft, start: int, code: str, context: CouncilContext) -> None:
    if draft.located or draft.problem:
        return
    try:
        located = context.locate(code)
    except PlaceProblem as problem:
        draft.problem = problem.message
        return
    _note_place(draft, start, located)


def _note_place(draft: Draft, start: int, located: Located) -> None:
    if draft.located is None and f"place:{located.label}" not in draft.ignore:
        draft.located = located
        draft.add_chip(start, "place", located.label, f"near {located.label}")


def _place_keys(draft: Draft) -> frozenset[str]:
    keys = {draft.key(start, length) for start, length in draft.runs(LONGEST_PLACE)}
    return frozenset(keys - stop_words())


def _read_places(draft: Draft, places: Mapping[str, Located], may_be: Callable[[Draft, int, int], bool]) -> None:
    for start, length in draft.runs(LONGEST_PLACE) if places else ():
        located = places.get(draft.key(start, length))
        if located and f"place:{located.label}" not in draft.ignore and may_be(draft, start, length):
            draft.take(start, length)
            _note_place(draft, start, located)


def _is_named_after_near(draft: Draft, start: int, length: int) -> bool:
    return start > 0 and draft.tokens[start - 1].key in BEFORE_A_PLACE


def _is_ordinary(draft: Draft, start: int, length: int, lexicon: Lexicon) -> bool:
    if length > 1:
        return False
    word, before = draft.tokens[start].key, draft.key(start - 1, 1) if start else ""
    return is_known(word, lexicon.words) or (before in BEFORE_A_THING and word in everyday_words())


def _read_ages(draft: Draft) -> None:
    text = draft.text()
    for found in find_ages(text):
        start = text[: found.start].count(" ") + (text[found.start] == " ")
        length = text[found.start : found.end].strip().count(" ") + 1
        draft.take(start, length)
        if draft.ages is None and f"age:{found.ages.value}" not in draft.ignore:
            draft.ages = found.ages
            draft.add_chip(start, "age", found.ages.value, found.ages.label)


def _read_best_bets(draft: Draft, best_bets: Mapping[Phrase, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys for every phrase among the words, the longest first, whatever else the words are read as."""
    pinned: dict[str, None] = {}
    longest = min(max(map(len, best_bets), default=0) + 2, len(draft.tokens))
    for length in range(longest, 0, -1):
        for start in range(len(draft.tokens) - length + 1):
            phrase = spoken(draft.words(start, length))
            keys = best_bets.get(phrase, ())
            if keys and f"best-bet:{' '.join(phrase)}" not in draft.ignore:
                pinned.update(dict.fromkeys(keys))
                draft.add_chip(start, "best-bet", " ".join(phrase), f"the council's choice for {' '.join(phrase)}")
    return tuple(pinned)


def _has_a_number(words: Phrase) -> bool:
    return any(word[0].isdigit() or word in NUMBERS for word in words)


def _read_phrases(
    draft: Draft,
    labels: Labels,
    lexicon: Lexicon,
    may_be: Callable[[Phrase], bool] = lambda words: True,
    shortest: int = 1,
) -> None:
    for start, length in draft.runs(lexicon.longest):
        words = draft.words(start, length)
        entry = lexicon.find(words, draft.tokens[start : start + length]) if may_be(words) else None
        if not entry or length < shortest:
            continue
        entry = for_speaker(draft, start, length, entry)
        if f"without:{draft.key(start, length)}" not in draft.ignore and is_negated(draft, start, length, entry):
            apply_negation(draft, start, length, entry, labels)
        else:
            apply_entry(draft, start, length, entry, labels)


def _read_phrases_by_stems(draft: Draft, labels: Labels, lexicon: Lexicon) -> None:
    """Read what has a phrase's content words in other forms or another order, with stop words between them."""
    for most in range(LONGEST_BY_STEMS, 1, -1):
        telling = [start for start, _ in draft.runs(1) if _is_telling(spoken(draft.words(start, 1)))]
        for at in range(len(telling) - most + 1):
            start, last = telling[at], telling[at + most - 1]
            length = last - start + 1
            if length <= most + _MOST_BETWEEN and draft.is_free(start, length):
                entry = lexicon.find_by_stems(draft.words(start, length))
                if entry and not is_negated(draft, start, length, entry):
                    apply_entry(draft, start, length, for_speaker(draft, start, length, entry), labels)


def _is_telling(words: Phrase) -> bool:
    return any(word in NEGATIONS or word not in stop_words() for word in words)


def _skip_own_names(draft: Draft, own_names: frozenset[str]) -> None:
    for start, length in draft.runs(LONGEST_PLACE):
        if draft.key(start, length) in own_names:
            draft.take(start, length)


def _read_other_words(draft: Draft) -> None:
    """Search what is left as text: ordinary English is only a hint where words of the field were understood."""
    left = [index for index in range(len(draft.tokens)) if draft.is_free(index, 1)]
    telling = [index for index in left if _tells_something(draft.tokens[index].key)]
    understood = draft.taken or draft.problem
    has_terms = bool(draft.terms)
    for index in telling if telling or understood else left:
        words = dict.fromkeys((draft.tokens[index].text, draft.spellings.get(index, draft.tokens[index].text)))
        if has_terms and _is_a_hint(draft.tokens[index].key):
            draft.beside.append(Term(said=tuple(words)))
        else:
            draft.add_term(index, Term(words=tuple(words), said=draft.said(index, 1)))


def _is_a_hint(key: str) -> bool:
    return key in generic_words() or is_known(key, everyday_words())


def _tells_something(key: str) -> bool:
    return key not in stop_words() and not (key.isdigit() and len(key) < _SHORTEST_NUMBER)
