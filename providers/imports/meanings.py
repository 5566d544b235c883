"""First guesses of what the words of a file's lists mean: by codes of the school census, labels, and the lexicon that
searches are understood by. Never by how words are spelt: “Any” is not anxiety."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from providers.imports.foreign.fields import RESTRICTIONS, WORD_FIELDS, split_target
from providers.imports.foreign.words import COLUMN_OF_KIND, ELIGIBILITY, parts_of, plain_word
from providers.imports.listing_csv.cells import labels_by_column
from search import vocabulary
from search.guidance.selectors import council_guidance
from search.taxonomy.selectors import current_code, term_labels
from search.understanding.council_lexicon import lexicon_for
from search.understanding.lexicon import Lexicon, Meaning
from search.understanding.tokens import tokenise

_ALIASES: Final = Path(__file__).parent / "foreign" / "aliases.csv"
_KIND_OF_COLUMN: Final = {column: kind for kind, column in COLUMN_OF_KIND.items()}
_CENSUS: Final = {term.census_code.casefold(): term.code for term in vocabulary.NEEDS if term.census_code}
_ALL: Final = frozenset(
    [
        *("all", "any", "all needs", "any need", "any needs", "all send", "any send", "all disabilities", "everyone"),
        *("any disability", "all send needs", "all types", "all sen", "send", "sen", "all special needs", "all areas"),
        *("special needs", "all children", "special educational needs", "special educational needs and disabilities"),
        *("additional needs", "disability", "disabilities", "sen d", "all sen d", "any additional need", "disabled"),
        *("all additional needs", "children with disabilities", "disabled children"),
        "special educational needs and disability",
    ]
)
_AGES: Final = re.compile(r"(?:ages? )?([0-9]{1,2}) (?:to |and )?([0-9]{1,2})(?: years?| yrs?)?(?: olds?)?")
_CODE_FIRST: Final = re.compile(r"\s*([A-Za-z]{2,4})\s*(?:[-–—:(/]|$)")
_WIDE: Final = ("topic", "need", "sector", "audience", "tier", "age", "free", "delivery", "referral", "setting_type")
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "category": (*_WIDE, "accessibility"),
    "topic": ("topic", "need", "sector", "audience", "tier", "age"),
    "needs": ("need",),
    "audience": ("audience", "need", "age"),
    "sector": ("sector", "topic"),
    "tier": ("tier",),
    "setting_type": ("setting_type",),
}
Words = Mapping[str, Sequence[str]]
"""The different words of each column, by its name."""
Meanings = dict[str, dict[str, list[str]]]
"""What words mean, by column and by the word made plain."""


class Guesser:
    """Guesses meanings with the labels and lexicon of the open council, read once."""

    def __init__(self) -> None:
        labels = {"need": term_labels("need"), "topic": term_labels("topic")}
        self._lexicon: Lexicon = lexicon_for(labels, council_guidance().phrases)
        lists = labels_by_column(needs=labels["need"], topics=labels["topic"])
        self._known: dict[str, dict[str, str]] = {}
        for column, names in lists.items():
            kind = _KIND_OF_COLUMN.get(column)
            if kind:
                words = {plain_word(label): code for code, label in names.items()}
                self._known[kind] = {**words, **{plain_word(code): code for code in names}}

    def meanings(self, word: str, field: str) -> list[str] | None:
        """What a word of a column of that field means, as `need:autism`; none to leave it out, None where nobody can
        tell without asking."""
        found = self._meant(word, field)
        return list(filter(None, map(_current, found))) or None if found else found

    def _meant(self, word: str, field: str) -> list[str] | None:
        plain = plain_word(word)
        kinds = _KINDS.get(field, (_KIND_OF_COLUMN.get(field, field),))
        if "need" in kinds and field != "audience" and plain in _ALL:
            return [f"need:{vocabulary.ALL_SEND}"]
        if (own := _aliases().get((field, plain))) is not None:
            return list(own)
        if (found := self._of_list(plain, kinds)) or (found := self._of_census(word, kinds)):
            return found
        alias = [meaning for meaning in _aliases().get(("", plain), ()) if meaning.partition(":")[0] in kinds]
        if alias:
            return alias
        if "age" in kinds and (ages := _AGES.fullmatch(plain)):
            return [f"age:{ages[1]}-{ages[2]}"]
        return self._of_lexicon(word, kinds)

    def _of_list(self, plain: str, kinds: Sequence[str]) -> list[str]:
        return next(
            ([f"{kind}:{self._known[kind][plain]}"] for kind in kinds if plain in self._known.get(kind, {})), []
        )

    def _of_census(self, word: str, kinds: Sequence[str]) -> list[str]:
        found = _CODE_FIRST.match(word)
        code = _CENSUS.get(found[1].casefold()) if found else None
        written = bool(found and (found[1].isupper() or found.end() == len(word.rstrip())))
        return [f"need:{code}"] if code and "need" in kinds and written else []

    def _of_lexicon(self, word: str, kinds: Sequence[str]) -> list[str] | None:
        tokens = tokenise(word)
        if not tokens:
            return None
        entry = self._lexicon.find(tuple(token.key for token in tokens), tokens)
        meanings = entry.meanings if entry else ()
        return self._fitting(meanings, kinds) or None

    def _fitting(self, meanings: Sequence[Meaning], kinds: Sequence[str]) -> list[str]:
        """The meanings of the first kind that the column is for, where there are any."""
        for kind in kinds:
            found = [f"{kind}:{meaning.value}" for meaning in meanings if meaning.named == kind]
            if found:
                return list(dict.fromkeys(found))
        return []


def _current(meaning: str) -> str:
    """A need or topic as the council has it now; empty where it is retired."""
    kind, _, code = meaning.partition(":")
    if kind not in ("need", "topic"):
        return meaning
    now = current_code(kind, code)
    return f"{kind}:{now}" if now in term_labels(kind) else ""


def guess_meanings(
    mapping: Mapping[str, str], words: Words, remembered: Mapping[str, Mapping[str, Sequence[str]]]
) -> Meanings:
    """What the words of a file's columns mean: as `remembered`, or guessed. A word that isn't there is not explained.

    `mapping` says which field each column is. Of columns that restrict only what is remembered is taken.
    """
    guesser = Guesser()
    guessed: Meanings = {}
    for name, target in mapping.items():
        field, _ = split_target(target)
        before = remembered.get(name, {})
        if field in RESTRICTIONS and before:
            guessed[name] = {word: list(meant) for word, meant in before.items()}
        if field not in WORD_FIELDS:
            continue
        found: dict[str, list[str]] = {}
        for word in words.get(name, ()):
            for each in _asked(word, field, guesser, before):
                plain = plain_word(each)
                meant = before[plain] if plain in before else guesser.meanings(each, field)
                if meant is not None:
                    found[plain] = list(meant)
        guessed[name] = found
    return guessed


def unexplained(mapping: Mapping[str, str], words: Words, meanings: Meanings) -> dict[str, list[str]]:
    """The words that nobody has explained, by column."""
    left: dict[str, list[str]] = {}
    for name, target in mapping.items():
        if split_target(target)[0] in WORD_FIELDS:
            known = meanings.get(name, {})
            for word in words.get(name, ()):
                parts = said_parts(word, known)
                left.setdefault(name, []).extend(part for part in parts if plain_word(part) not in known)
    return {name: list(dict.fromkeys(found)) for name, found in left.items() if found}


def _asked(word: str, field: str, guesser: Guesser, before: Mapping[str, Sequence[str]]) -> list[str]:
    """The word as it is when it means something; else the parts of it by commas or slashes of which one does."""

    def known(text: str) -> bool:
        return plain_word(text) in before or guesser.meanings(text, field) is not None

    if known(word):
        return [word]
    ways = list(parts_of(word))
    whole = next((parts for parts in ways if all(map(known, parts))), None)
    return whole or next((parts for parts in ways if any(map(known, parts))), None) or [word]


def said_parts(word: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    """The words that one piece of a cell is, by what is known: itself, or its parts by commas or slashes."""
    if plain_word(word) in known:
        return [word]
    ways = list(parts_of(word))
    whole = next((parts for parts in ways if all(plain_word(part) in known for part in parts)), None)
    return whole or next((parts for parts in ways if any(plain_word(part) in known for part in parts)), None) or [word]


def meanings_for(field: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What words of a column of that field may be said to mean, with labels, in groups; in the open council."""
    lists = labels_by_column(needs=term_labels("need"), topics=term_labels("topic"))
    titles = {"need": "A need", "topic": "A topic", "sector": "A sector", "tier": "A level of help", "audience": "For"}
    kinds: tuple[str, ...] = (
        ("need", "topic", "sector", "tier", "audience") if field in ("category", "topic", "needs", "audience") else ()
    )
    if not kinds:
        kinds = (_KIND_OF_COLUMN.get(field, field),)
    groups = [
        (
            titles.get(kind, "It means"),
            [(f"{kind}:{code}", label) for code, label in lists[COLUMN_OF_KIND[kind]].items()],
        )
        for kind in kinds
    ]
    return [*groups, ("Or", [(ELIGIBILITY, "Put the words into “Who can use it”")])]


@cache
def _aliases() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Words that exports have and no family says, by field ("" for any): what they mean, or nothing."""
    with _ALIASES.open(encoding="utf-8", newline="") as file:
        return {
            (row["field"], plain_word(word)): tuple(row["meanings"].split())
            for row in csv.DictReader(file)
            for word in row["words"].split("|")
        }
