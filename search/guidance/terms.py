"""Needs and topics in a council's own words for search."""

from collections import Counter
from typing import Any

from search.guidance.models import CouncilPhrase
from search.taxonomy.models import Term, Vocabulary

_FIELDS = {Vocabulary.NEED: "needs", Vocabulary.TOPIC: "topics"}


def replace_term_of_phrases(*, old: Term, new: Term | None, **_signal: Any) -> None:
    """Put `new` in the place of `old` in what phrases mean. A phrase that means nothing else keeps its synonyms."""
    field = _FIELDS[Vocabulary(old.vocabulary)]
    for phrase in CouncilPhrase.objects.filter(**{f"{field}__contains": [old.code]}):
        codes = [new.code if new and code == old.code else code for code in getattr(phrase, field)]
        setattr(phrase, field, list(dict.fromkeys(code for code in codes if code != old.code)))
        phrase.save(update_fields=[field])


def phrases_by_term(vocabulary: str) -> dict[int, int]:
    """How many phrases mean each term."""
    field = _FIELDS[Vocabulary(vocabulary)]
    codes = Counter(code for phrase in CouncilPhrase.objects.values_list(field, flat=True) for code in phrase)
    keys = Term.objects.filter(vocabulary=vocabulary, code__in=codes).values_list("pk", "code")
    return {key: codes[code] for key, code in keys}
