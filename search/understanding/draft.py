"""What has been read so far, while the words are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from search.findings import Chip, Located
from search.query import Term, Wishes
from search.understanding.ages import Ages
from search.understanding.lexicon import Phrase, generic_words, spoken, stop_words
from search.understanding.tokens import Token
from search.vocabulary import ALL_SEND

ANY_NEED: Final = (ALL_SEND,)
LONGEST_APART: Final = 2
"""In longer phrases a word alone may say something else: the bed of “wetting the bed”."""


@dataclass(slots=True)
class Draft:
    """The words, which of them were taken, and what they gave, each with the position of its first word."""

    tokens: tuple[Token, ...]
    ignore: frozenset[str] = frozenset()
    taken: set[int] = field(default_factory=set)
    spellings: dict[int, str] = field(default_factory=dict)
    terms: list[tuple[int, Term]] = field(default_factory=list)
    beside: list[Term] = field(default_factory=list)
    """Ordinary words beside what was understood: they may order results, and decide nothing."""
    spare_terms: list[tuple[int, Term]] = field(default_factory=list)
    """Words of wishes, searched only where nothing else is asked for."""
    chips: list[tuple[int, Chip]] = field(default_factory=list)
    wishes: dict[str, list[str]] = field(default_factory=dict)
    ages: Ages | None = None
    assumed_ages: list[tuple[int, Ages]] = field(default_factory=list)
    """Those that a word such as "nursery" lets one think of, unless an age is said."""
    located: Located | None = None
    problem: str = ""

    def is_free(self, start: int, length: int) -> bool:
        """True when none of the words has been taken."""
        return self.taken.isdisjoint(range(start, start + length))

    def runs(self, longest: int) -> Iterator[tuple[int, int]]:
        """Every run of words (start, length), the longest first, that is free when its turn comes."""
        for length in range(min(longest, len(self.tokens)), 0, -1):
            for start in range(len(self.tokens) - length + 1):
                if self.is_free(start, length):
                    yield start, length

    def take(self, start: int, length: int) -> None:
        """Mark words as read, so that nothing else reads them."""
        self.taken.update(range(start, start + length))

    def key(self, start: int, length: int) -> str:
        """The words as one key."""
        return " ".join(token.key for token in self.tokens[start : start + length])

    def typed(self, start: int, length: int) -> str:
        """The words as typed, in small letters."""
        return " ".join(token.text for token in self.tokens[start : start + length])

    def words(self, start: int, length: int) -> Phrase:
        """The words with their spellings put right."""
        return tuple(self.spellings.get(i, self.tokens[i].key) for i in range(start, start + length))

    def before(self, start: int) -> str:
        """The free words right before a place in the words, in the one form in which phrases are compared."""
        first = start
        while first and first - 1 not in self.taken:
            first -= 1
        return " ".join(spoken(self.words(first, start - first)))

    def text(self) -> str:
        """All words by single spaces, those taken replaced by as many dots."""
        return " ".join("." * len(t.key) if i in self.taken else t.key for i, t in enumerate(self.tokens))

    def add_chip(self, position: int, kind: str, value: str, label: str) -> None:
        """Show what was read; the same thing once."""
        if all((chip.kind, chip.value) != (kind, value) for _, chip in self.chips):
            self.chips.append((position, Chip(kind=kind, value=value, label=label)))

    def settle_ages(self) -> None:
        """Take the first assumed ages where none were said."""
        if self.ages is None and self.assumed_ages:
            position, self.ages = self.assumed_ages[0]
            self.add_chip(position, "age", self.ages.value, self.ages.label)

    def add_wish(self, group: str, *values: str) -> None:
        """Note values of one of the groups of Wishes."""
        self.wishes.setdefault(group, []).extend(values)

    def add_term(self, position: int, term: Term) -> None:
        """Note a term; one that asks for the same codes takes its words in."""
        for index, (at, known) in enumerate(self.terms):
            codes = (term.needs, term.tokens, term.within)
            same = (known.needs, known.tokens, known.within) == codes
            if same and (any(codes) or set(term.words) <= set(known.words)):
                said = tuple(dict.fromkeys((*known.said, *term.said)))
                words = self._telling((*known.words, *term.words)) if said else (*known.words, *term.words)
                self.terms[index] = (at, replace(known, words=tuple(dict.fromkeys(words)), said=said))
                return
        self.terms.append((position, term))

    def _telling(self, words: Phrase) -> Phrase:
        """Words without those that were typed and tell nothing: the club of “gymnastics club” is any club."""
        typed, telling_nothing = f" {self.typed(0, len(self.tokens))} ", stop_words() | generic_words()
        return tuple(word for word in words if f" {word} " not in typed or not telling_nothing.issuperset(word.split()))

    def said(self, start: int, length: int) -> tuple[str, ...]:
        """What was typed, as listings may have it: the phrase, and each word of it that tells something by itself."""
        typed = self.words(start, length)
        telling = tuple(word for word in typed if word not in stop_words() and word not in generic_words())
        apart = telling if length <= LONGEST_APART else self._pairs(typed)
        return tuple(dict.fromkeys((" ".join(typed), *apart))) if telling else ()

    def _pairs(self, typed: Phrase) -> Phrase:
        """The telling words of a longer phrase that stand together: the large print of “large print books”."""
        small = stop_words() | generic_words()
        return tuple(" ".join(pair) for pair in pairwise(typed) if small.isdisjoint(pair))

    def read_terms(self) -> tuple[Term, ...]:
        """The terms in the order of the words, without topics of which one thing is asked for: “swimming club”.

        “Disabled” or “SEND” beside something else asks for nothing: all that is found here is for them.
        """
        terms = tuple(term for _, term in sorted(self.terms or self.spare_terms, key=lambda each: each[0]))
        within = {code for term in terms for code in term.within}
        terms = tuple(
            term for term in terms if term.needs or term.settings or not term.topics or set(term.topics) - within
        )
        return tuple(term for term in terms if term.needs != ANY_NEED) or terms

    def read_chips(self) -> tuple[Chip, ...]:
        """The chips in the order of the words."""
        return tuple(chip for _, chip in sorted(self.chips, key=lambda each: each[0]))

    def read_wishes(self) -> Wishes:
        """The wishes, each value once."""
        groups = {group: tuple(dict.fromkeys(values)) for group, values in self.wishes.items() if group != "free"}
        return Wishes(age=self.ages.age if self.ages else None, free="free" in self.wishes, **groups)
