"""Needs and topics as officers' list shows them."""

from dataclasses import dataclass

from search.taxonomy.models import Term
from search.taxonomy.usage import uses_of
from search.vocabulary import NEEDS, TOPICS

_PLATFORM = {"need": {term.code for term in NEEDS}, "topic": {term.code for term in TOPICS}}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """One term: `depth` is how many wider ones it stands under, `uses` says where it is used, in words."""

    term: Term
    depth: int
    uses: tuple[str, ...]

    @property
    def own(self) -> bool:
        """Whether the council added it."""
        return self.term.code not in _PLATFORM[self.term.vocabulary]


def term_lines(vocabulary: str) -> list[TermLine]:
    """The terms in use, each below its wider one, in a fixed number of queries."""
    terms = list(Term.objects.current().filter(vocabulary=vocabulary))
    uses = uses_of(vocabulary)
    below: dict[int | None, list[Term]] = {}
    for term in terms:
        below.setdefault(term.broader_id, []).append(term)
    lines: list[TermLine] = []
    waiting = [(term, 0) for term in reversed(below.get(None, []))]
    while waiting:
        term, depth = waiting.pop()
        lines.append(TermLine(term=term, depth=depth, uses=_words(uses.get(term.pk, {}))))
        waiting += [(narrower, depth + 1) for narrower in reversed(below.get(term.pk, []))]
    return lines


def retired_terms(vocabulary: str) -> list[Term]:
    """Those no longer used, by name."""
    return list(
        Term.objects.filter(vocabulary=vocabulary, retired=True).select_related("merged_into").order_by("label")
    )


def uses_of_term(term: Term) -> tuple[str, ...]:
    """Where one term is used, in words."""
    return _words(uses_of(term.vocabulary).get(term.pk, {}))


def _words(uses: dict[str, int]) -> tuple[str, ...]:
    return tuple(f"{number} {what if number != 1 else what.removesuffix('s')}" for what, number in uses.items())
