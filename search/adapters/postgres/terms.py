"""Points for the words of a query: SQL expressions for each term, 0 where the document hasn't it."""

from search import ranking
from search.adapters.postgres.binding import Bound, points
from search.facets import ANY_NEED
from search.query import Term
from search.words import words_of

_CONFIGURATION = "public.localoffer_english"


def word_points(term: Term, bound: Bound) -> str:
    """What a document gets for a term's words: its best field."""
    if not tsquery(term, ""):
        return "0"
    cases = " ".join(
        f"WHEN r.words @@ to_tsquery('{_CONFIGURATION}', {bound.bind(tsquery(term, weight.label))}) "
        f"THEN {points(weight.points)}"
        for weight in ranking.FIELDS
    )
    return f"CASE {cases} ELSE 0 END"


def code_points(term: Term, bound: Bound) -> str:
    """What a document gets for a term's needs, topics and settings: its best code."""
    cases = []
    if term.needs:
        cases.append(f"WHEN r.needs && {bound.tokens(term.needs)} THEN {points(ranking.OWN_CODE)}")
    if term.tokens:
        cases.append(f"WHEN r.facets && {bound.tokens(term.tokens)} THEN {points(ranking.OWN_CODE)}")
    if term.needs:
        related = tuple(f"need:{code}" for code in term.needs)
        cases.append(f"WHEN r.facets && {bound.tokens(related)} THEN {points(ranking.RELATED_CODE)}")
        cases.append(f"WHEN r.facets && {bound.tokens((ANY_NEED,))} THEN {points(ranking.ALL_SEND_CODE)}")
    return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def term_matches(term: Term, bound: Bound) -> str:
    """Whether a document has the term, in a form that the table's indexes answer."""
    options = []
    if query := tsquery(term, ""):
        options.append(f"r.words @@ to_tsquery('{_CONFIGURATION}', {bound.bind(query)})")
    if tokens := (*_need_tokens(term), *term.tokens):
        options.append(f"r.facets && {bound.tokens(tokens)}")
    return f"({' OR '.join(options) or 'false'})"


def tsquery(term: Term, label: str) -> str:
    """The term's words as PostgreSQL's query language, in one field (by its label) or any; empty without words."""
    phrases = (_phrase(words_of(words), label, prefix=term.prefix) for words in term.words)
    return " | ".join(phrase for phrase in phrases if phrase)


def _phrase(words: list[str], label: str, *, prefix: bool) -> str:
    if not words:
        return ""
    last = len(words) - 1
    suffixes = [("*" if prefix and place == last else "") + label for place in range(len(words))]
    parts = [f"'{word}'" + (f":{suffix}" if suffix else "") for word, suffix in zip(words, suffixes, strict=True)]
    return f"({' <-> '.join(parts)})"


def _need_tokens(term: Term) -> tuple[str, ...]:
    return (*(f"need:{code}" for code in term.needs), ANY_NEED) if term.needs else ()
