"""What to search for when few or none have all that was asked for, and which of the answers to show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Self

from search.documents import EngineAnswer
from search.matching.words import words_of
from search.query import SearchQuery, Term
from search.results.relaxations import FEW
from search.understanding.lexicon import stop_words

ENOUGH: Final = 10
"""So many results with all of the words need no others after them."""
ABOUT: Final = "are about something like it"
SOME_WORDS: Final = "Nothing has all of your words, so these have some of them."

Answers = Mapping[SearchQuery, EngineAnswer]


class Outcome(NamedTuple):
    """The query whose answer is shown, that answer, and notices on what it is."""

    query: SearchQuery
    answer: EngineAnswer
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Widened:
    """A query and `some`, which finds any of the words; None where that is no more."""

    query: SearchQuery
    some: SearchQuery | None

    @classmethod
    def of(cls, query: SearchQuery) -> Self:
        """A query with the wider one beside it."""
        return cls(query=query, some=wider(query))

    @property
    def typed(self) -> SearchQuery | None:
        """What finds any of the words just as they were typed; None where that is no more."""
        return plain(self.query)

    def first_queries(self) -> Iterator[SearchQuery]:
        """What to ask first: the query, and whether any of the words find more than a few."""
        yield self.query
        if self.some:
            yield self.some.count_query(up_to=FEW + 1)

    def at_least(self, answers: Answers) -> int:
        """How many the outcome has at least, by the first answers; so many, up to FEW, unless `typed` finds more."""
        return max(answers[query].total for query in self.first_queries())

    def alternative(self, answers: Answers) -> SearchQuery | None:
        """The query whose answer may be shown in place of the first one, by the first answers."""
        first, at_least = answers[self.query].total, self.at_least(answers)
        if first >= ENOUGH:
            return None
        if self.some and at_least > min(first, FEW):
            return self.some
        return None if at_least else self.typed

    def follow_ups(self, answers: Answers) -> Iterator[SearchQuery]:
        """What to ask once the first answers are there, for the outcome."""
        if other := self.alternative(answers):
            yield other
        yield from self._absent_counts(answers).values()

    def outcome(self, answers: Answers) -> Outcome:
        """The first answer when enough have all of the words; else those that have any after it, with a notice.

        Where that finds nothing, what has any of the words just as they were typed. What was not asked is not shown.
        """
        first, other = answers[self.query], self.alternative(answers)
        shown = answers.get(other, first) if other else first
        if other is None or shown.total <= first.total:
            return Outcome(self.query, first)
        if other is not self.some:
            return Outcome(other, shown, (SOME_WORDS,))
        absent = [word for word, count in self._absent_counts(answers).items() if not answers[count].total]
        return Outcome(other, shown, (self._notice(first.total, absent),))

    def counts(self, *, nothing_found: bool) -> Iterator[SearchQuery]:
        """What to ask for `total`. `nothing_found`: the search that this one is wider than has no result."""
        yield (self.some or self.query).count_query()
        if self.some:
            yield self.query.count_query()
        if nothing_found and (typed := self.typed):
            yield typed.count_query()

    def total(self, answers: Answers) -> int:
        """How many the outcome has, from the answers to `counts`."""
        some = _counted(self.some or self.query, answers)
        if not some:
            return _counted(self.typed, answers)
        full = _counted(self.query, answers) if self.some else 0
        return full if full >= ENOUGH else some

    def _absent_counts(self, answers: Answers) -> dict[str, SearchQuery]:
        """For each of the words the count that says whether anything has it, where nothing has all of them."""
        if self.some is None or answers[self.query].total or not self.at_least(answers):
            return {}
        alone = replace(self.some, full_terms=0, akin=(), found_by_meaning=(), pinned=())
        return {
            term.words[0]: replace(alone, terms=(term,)).count_query(up_to=1) for term in self.query.terms if term.words
        }

    def _notice(self, full: int, absent: list[str]) -> str:
        """What to say of results of which only the first `full` have all that was asked for."""
        if absent:
            others = self._others("have some of your other words")
            return f"Nothing here mentions {' or '.join(f'“{word}”' for word in absent)}. These results {others}."
        if not full:
            return SOME_WORDS
        first = "The first result has" if full == 1 else f"The first {full} results have"
        return f"{first} all of your words. The others {self._others('have some of them')}."

    def _others(self, some_words: str) -> str:
        """What the results are that haven't all of the words; of several, they `some_words`."""
        ways = []
        if len(self.query.terms) > 1:
            ways.append(some_words)
        elif self.some and self.some.akin:
            ways.append("are of the same kind")
        if self.query.nearest:
            ways.append(ABOUT)
        return " or ".join(ways)


def _counted(query: SearchQuery | None, answers: Answers) -> int:
    answer = answers.get(query.count_query()) if query else None
    return answer.total if answer else 0


def wider(query: SearchQuery) -> SearchQuery | None:
    """The search for some of the words, for others of the kind that was asked for and for what means nearly the same.

    None when none of them is more.
    """
    akin = tuple(dict.fromkeys(code for term in query.terms for code in term.within))
    if not query.terms or (query.minimum_terms < 2 and not akin and not query.nearest):
        return None
    return replace(query, minimum_terms=1, full_terms=query.minimum_terms, akin=akin, found_by_meaning=query.nearest)


def plain(query: SearchQuery) -> SearchQuery | None:
    """The search for any of the words just as they were typed, whatever they were read as: no reading may hide them.

    None when each of them was asked for already, or they tell nothing.
    """
    words = dict.fromkeys(word for word in words_of(query.phrase) if word.isalpha() and word not in stop_words())
    if not query.terms or {text for term in query.terms for text in term.words}.issuperset(words):
        return None
    terms = tuple(Term(words=(word,)) for word in words)
    return replace(query, terms=terms, beside=(), minimum_terms=1, full_terms=0, akin=(), found_by_meaning=())
