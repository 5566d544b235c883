"""Reads the words of a search with what the open council knows: its places, needs, topics, own words and best bets."""

from search.guidance.selectors import council_guidance
from search.places.authorities import area_name
from search.places.selectors import find_named_places, locate
from search.places.text import key_of
from search.reading.towns import find_towns
from search.reading.weighing import weigh
from search.taxonomy.selectors import term_labels
from search.understanding.listing_words import near_words
from search.understanding.reader import CouncilContext, Understanding, read_words
from tenants.councils.scope import current_council


def understand(words: str, *, ignore: frozenset[str] = frozenset()) -> Understanding:
    """Read the words of a search in the council whose schema is open.

    The same words give the same reading; what they say ranks results and never filters them. What is rare
    among the council's listings, or means the same, counts more. `ignore` has chips a
    family took away, as `need:sleep`. Raises UnknownCouncil outside a council; no words raise anything.
    """
    council = current_council()
    names = {council.name, *(area_name(code) for code in council.gss_codes)}
    guidance = council_guidance()
    context = CouncilContext(
        labels={"need": term_labels("need"), "topic": term_labels("topic")},
        find_places=lambda keys: {**find_towns(keys), **find_named_places(keys)},
        locate=locate,
        own_names=frozenset(map(key_of, names)),
        phrases=guidance.phrases,
        best_bets=guidance.best_bets,
        near_words=near_words,
    )
    return weigh(read_words(words, context, ignore), words)
