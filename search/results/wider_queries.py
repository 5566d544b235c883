"""What to search for when few or none have all that was asked for."""

from dataclasses import replace

from search.matching.words import words_of
from search.query import SearchQuery, Term
from search.understanding.lexicon import stop_words


def wider(query: SearchQuery) -> SearchQuery | None:
    """The search for some of the words, or for others of the kind that was asked for; None when neither is more."""
    akin = tuple(dict.fromkeys(code for term in query.terms for code in term.within))
    if query.minimum_terms < 2 and not akin:
        return None
    return replace(query, minimum_terms=1, full_terms=query.minimum_terms, akin=akin)


def plain(query: SearchQuery) -> SearchQuery | None:
    """The search for any of the words just as they were typed, whatever they were read as: no reading may hide them.

    None when each of them was asked for already, or they tell nothing.
    """
    words = dict.fromkeys(word for word in words_of(query.phrase) if word.isalpha() and word not in stop_words())
    if not query.terms or {text for term in query.terms for text in term.words}.issuperset(words):
        return None
    terms = tuple(Term(words=(word,)) for word in words)
    return replace(query, terms=terms, beside=(), minimum_terms=1, full_terms=0, akin=())
