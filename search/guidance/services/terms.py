"""Needs and topics in a council's own words for search."""

from typing import Any

from search.guidance.models import CouncilPhrase
from search.guidance.selectors import TERM_FIELDS
from search.taxonomy.models import Term, Vocabulary


def replace_term_of_phrases(*, old: Term, new: Term | None, **_signal: Any) -> None:
    """Put `new` in the place of `old` in what phrases mean. A phrase that means nothing else keeps its synonyms."""
    field = TERM_FIELDS[Vocabulary(old.vocabulary)]
    for phrase in CouncilPhrase.objects.filter(**{f"{field}__contains": [old.code]}):
        codes = [new.code if new and code == old.code else code for code in getattr(phrase, field)]
        setattr(phrase, field, list(dict.fromkeys(code for code in codes if code != old.code)))
        phrase.save(update_fields=[field])
