"""Needs and topics in a council's own words for search."""

from collections.abc import Iterable, Sequence
from typing import Final

from search.guidance.models import CouncilPhrase
from search.taxonomy.holders import NOT_THERE, Holding, Left
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import TERM_FIELDS

_CHANGED: Final = "It was changed after that, so what it means now stays beside it."


def replace_term_of_phrases(old: Term, new: Term | None) -> list[Holding]:
    """Put `new` in the place of `old` in what phrases mean; gives what they meant. A phrase that means nothing else
    keeps its synonyms."""
    field = TERM_FIELDS[Vocabulary(old.vocabulary)]
    held = []
    for phrase in CouncilPhrase.objects.filter(**{f"{field}__contains": [old.code]}):
        codes = getattr(phrase, field)
        named = [new.code if new and code == old.code else code for code in codes]
        after = tuple(dict.fromkeys(code for code in named if code != old.code))
        held.append(Holding(key=phrase.pk, name=str(phrase), codes=tuple(codes), after=after))
        _save(phrase, field, after)
    return held


def bring_back_term_of_phrases(term: Term, meaning_it: Sequence[Term], held: Sequence[Holding]) -> list[Left]:
    """Let phrases mean what they meant before a term was retired; gives those that were changed since, where it is put
    beside what they mean now, and those that are gone."""
    field = TERM_FIELDS[Vocabulary(term.vocabulary)]
    phrases = CouncilPhrase.objects.in_bulk([each.key for each in held])
    left = []
    for each in held:
        phrase = phrases.get(each.key)
        if phrase is None:
            left.append(Left(each.name, NOT_THERE))
        elif tuple(getattr(phrase, field)) == each.after:
            _save(phrase, field, each.codes)
        else:
            _save(phrase, field, [*getattr(phrase, field), term.code])
            left.append(Left(str(phrase), _CHANGED))
    return left


def _save(phrase: CouncilPhrase, field: str, codes: Iterable[str]) -> None:
    setattr(phrase, field, list(codes))
    phrase.save(update_fields=[field])
