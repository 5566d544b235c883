"""Facets: the codes a document has, as `group:value` tokens that both engines filter and count."""

from collections.abc import Iterator, Mapping
from typing import Final

from search.documents import FacetValue, SearchDocument
from search.matching.filters import CHOICE_FILTERS, Filters
from search.matching.generations import OLDER, is_about_older_people
from search.vocabulary import ALL_SEND

ANY_NEED: Final = f"need:{ALL_SEND}"
LIMITED_AREA: Final = "area:limited"
"""Held beside its areas by a listing that is for some areas' families alone."""
FOR_FAMILIES: Final = ("audience:families", "audience:young-people")
FOR_SETTINGS: Final = "audience:settings"
_ANSWERS_ALL: Final = {name: f"{name}:{each.answers_all}" for name, each in CHOICE_FILTERS.items() if each.answers_all}
"""The token that answers every choice, of a group that has one."""


def tokens_of(document: SearchDocument) -> tuple[str, ...]:
    """The document's tokens: its facets', then those that only rank (areas, periods of the year, older people).

    One that is open to any need has that alone of the needs: it answers every one.
    """
    held = ((name, declared.values_of(document)) for name, declared in CHOICE_FILTERS.items())
    facets = (f"{name}:{value}" for name, values in (("kind", (document.kind,)), *held) for value in values)
    areas = (LIMITED_AREA, *area_tokens(document.areas)) if document.areas else ()
    older = is_about_older_people(f"{document.name}. {document.summary} {document.description}")
    spoken = (OLDER,) if older and document.age_max is None else ()
    return (*facets, *areas, *(f"period:{period}" for period in document.periods), *spoken)


def area_tokens(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Areas as tokens."""
    return tuple(f"area:{code}" for code in codes)


def chosen_tokens(filters: Filters) -> dict[str, tuple[str, ...]]:
    """For each group with a choice, the tokens that answer it: any will do. Any-need listings answer every need."""
    tokens = {group: tuple(f"{group}:{value}" for value in values) for group, values in _chosen(filters) if values}
    for group in tokens.keys() & _ANSWERS_ALL.keys():
        if _ANSWERS_ALL[group] not in tokens[group]:
            tokens[group] += (_ANSWERS_ALL[group],)
    return tokens


def facets_from(counts: Mapping[str, int], filters: Filters) -> dict[str, tuple[FacetValue, ...]]:
    """Facets by name from the counts of tokens. Choices that give nothing are left out unless they are chosen."""
    chosen = {f"{group}:{value}" for group, values in _chosen(filters) for value in values}
    facets: dict[str, list[FacetValue]] = {"kind": [], **{name: [] for name in CHOICE_FILTERS}}
    for token in sorted(chosen | set(counts)):
        group, _, value = token.partition(":")
        if group not in facets:
            continue
        count = counts.get(token, 0)
        if group in _ANSWERS_ALL and token != _ANSWERS_ALL[group]:
            count += counts.get(_ANSWERS_ALL[group], 0)
        if count or token in chosen:
            facets[group].append(FacetValue(value=value, count=count))
    return {group: tuple(values) for group, values in facets.items()}


def _chosen(filters: Filters) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is chosen of each group."""
    yield "kind", filters.kind
    yield from ((name, filters.chosen(name)) for name in CHOICE_FILTERS)
