"""Keys under which phrases are equal whatever the forms and the order of their words: `hits me and bites` and `biting
and hitting`."""

from collections.abc import Iterable
from typing import Final

from search.matching.stems import stem

NEGATIONS: Final = frozenset({"not", "no", "never", "without", "except", "instead"})
"""Stop words that change what a phrase means: they are never left out."""


def stemmed_key(words: Iterable[str], stop_words: frozenset[str]) -> tuple[str, ...]:
    """The sorted stems of a phrase's content words and negations: equal for phrases of the same words in other forms
    and another order. Empty for fewer than two content words and where there is a number. Leaves `stop_words` out."""
    stems = {word if word in NEGATIONS else stem(word) for word in words if word in NEGATIONS or word not in stop_words}
    return tuple(sorted(stems)) if len(stems - NEGATIONS) > 1 and not any(map(str.isdigit, stems)) else ()
