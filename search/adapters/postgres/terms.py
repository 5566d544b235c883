"""Points for the words of a query: SQL expressions for each term, 0 where the document hasn't it."""

from search.adapters.postgres.binding import Bound, points
from search.matching import ranking
from search.matching.facets import ANY_NEED
from search.matching.words import words_of
from search.query import Term

_CONFIGURATION = "public.localoffer_english"


def word_points(term: Term, bound: Bound) -> str:
    """What a document gets for a term's words: its best field."""
    if not tsquery(term, "", term.words):
        return "0"
    cases = " ".join(
        f"WHEN r.words @@ to_tsquery('{_CONFIGURATION}', {bound.bind(tsquery(term, weight.label, term.words))}) "
        f"THEN {points(ranking.word_points(weight, coded=term.is_coded))}"
        for weight in ranking.FIELDS
    )
    return f"CASE {cases} ELSE 0 END"


def said_points(term: Term, in_name: float, elsewhere: float, bound: Bound) -> str:
    """What a document gets for the very words that were typed: more in its name than elsewhere."""
    anywhere = tsquery(term, "", term.said)
    if not anywhere:
        return ""
    named = tsquery(term, ranking.FIELDS[0].label, term.said)
    return (
        f"CASE WHEN NOT r.words @@ to_tsquery('{_CONFIGURATION}', {bound.bind(anywhere)}) THEN 0"
        f" WHEN r.words @@ to_tsquery('{_CONFIGURATION}', {bound.bind(named)}) THEN {points(in_name * term.worth)}"
        f" ELSE {points(elsewhere * term.worth)} END"
    )


def code_points(term: Term, bound: Bound) -> str:
    """What a document gets for a term's needs, topics and settings: its best code."""
    cases = []
    if term.needs:
        cases.append(f"WHEN r.needs && {bound.tokens(term.needs)} THEN {points(ranking.OWN_CODE)}")
    if term.tokens:
        cases.append(f"WHEN r.facets && {bound.tokens(term.tokens)} THEN {points(ranking.TOPIC_CODE)}")
    if term.needs:
        related = tuple(f"need:{code}" for code in term.needs)
        cases.append(f"WHEN r.facets && {bound.tokens(related)} THEN {points(ranking.RELATED_CODE)}")
    if term.needs and term.any_need:
        cases.append(f"WHEN r.facets && {bound.tokens((ANY_NEED,))} THEN {points(ranking.ALL_SEND_CODE)}")
    return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def phrase_points(phrase: str, bound: Bound) -> str:
    """What a document gets whose name has all that was typed, in the same order; nothing without words."""
    query = _phrase(words_of(phrase), ranking.FIELDS[0].label, prefix=False)
    if not query:
        return ""
    named = f"r.words @@ to_tsquery('{_CONFIGURATION}', {bound.bind(query)})"
    return f"CASE WHEN {named} THEN {points(ranking.NAMED)} ELSE 0 END"


def term_matches(term: Term, bound: Bound) -> str:
    """Whether a document has the term, in a form that the table's indexes answer.

    It has some more: those in which a phrase begins in one field and ends in the next.
    """
    return _has(term, tsquery(term, "", term.words), bound)


def term_held(term: Term, bound: Bound) -> str:
    """Whether a document that matches has the term: any of its words as a whole in any one field."""
    one_field = (tsquery(term, weight.label, term.words) for weight in ranking.FIELDS)
    return _has(term, " | ".join(filter(None, one_field)), bound)


def has_phrases(term: Term) -> bool:
    """Whether any of the term's texts is of several words."""
    return any(len(words_of(text)) > 1 for text in term.words)


def _has(term: Term, words: str, bound: Bound) -> str:
    options = []
    if words:
        options.append(f"r.words @@ to_tsquery('{_CONFIGURATION}', {bound.bind(words)})")
    if tokens := (*_need_tokens(term), *term.tokens):
        options.append(f"r.facets && {bound.tokens(tokens)}")
    if term.needs and not term.any_need:
        options.append(f"r.needs && {bound.tokens(term.needs)}")  # one open to any need has no tokens of its own needs
    return f"({' OR '.join(options) or 'false'})"


def tsquery(term: Term, label: str, texts: tuple[str, ...]) -> str:
    """A term's texts as PostgreSQL's query language, in one field (by its label) or any; empty without words."""
    phrases = (_phrase(words_of(words), label, prefix=term.prefix) for words in texts)
    return " | ".join(phrase for phrase in phrases if phrase)


def _phrase(words: list[str], label: str, *, prefix: bool) -> str:
    if not words:
        return ""
    last = len(words) - 1
    suffixes = [("*" if prefix and place == last else "") + label for place in range(len(words))]
    parts = [f"'{word}'" + (f":{suffix}" if suffix else "") for word, suffix in zip(words, suffixes, strict=True)]
    return f"({' <-> '.join(parts)})"


def _need_tokens(term: Term) -> tuple[str, ...]:
    open_to_any = (ANY_NEED,) if term.needs and term.any_need else ()
    return (*(f"need:{code}" for code in term.needs), *open_to_any)
