"""Facets: the codes a document has, as `group:value` tokens that both engines filter and count."""

from collections.abc import Mapping
from typing import Final

from search.documents import FacetValue, SearchDocument
from search.query import Filters
from search.vocabulary import ALL_SEND

GROUPS: Final = (
    "kind",
    "sector",
    "need",
    "topic",
    "tier",
    "reach",
    "delivery",
    "referral",
    "accessibility",
    "setting_type",
    "audience",
    "free",
    "personal_budget",
    "day",
)
"""Every facet, by the name of the parameter that chooses it."""

YES: Final = "yes"
ANY_NEED: Final = f"need:{ALL_SEND}"
LIMITED_AREA: Final = "area:limited"
"""Held beside its areas by a listing that is for some areas' families alone."""
FOR_FAMILIES: Final = ("audience:families", "audience:young-people")
FOR_SETTINGS: Final = "audience:settings"


def tokens_of(document: SearchDocument) -> tuple[str, ...]:
    """The document's tokens: its facets', then those that only rank (areas, periods of the year).

    One that is open to any need has that alone of the needs: it answers every one.
    """
    needs = {ALL_SEND} if ALL_SEND in document.needs_answered else set(document.needs_answered)
    accessibility = set(document.accessibility).union(*(place.accessibility for place in document.places))
    values: dict[str, set[str]] = {
        "kind": {document.kind},
        "sector": set(document.sectors),
        "need": needs,
        "topic": set(document.topics),
        "tier": {document.tier},
        "reach": {document.reach},
        "delivery": set(document.delivery),
        "referral": set(document.referral),
        "accessibility": accessibility,
        "setting_type": {document.setting_type},
        "audience": set(document.audience),
        "free": {YES} if document.free else set(),
        "personal_budget": {YES} if document.personal_budget else set(),
        "day": set(document.open_days),
    }
    facets = tuple(f"{group}:{value}" for group in GROUPS for value in sorted(values[group]) if value)
    areas = (LIMITED_AREA, *area_tokens(document.areas)) if document.areas else ()
    return (*facets, *areas, *(f"period:{period}" for period in document.periods))


def area_tokens(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Areas as tokens."""
    return tuple(f"area:{code}" for code in codes)


def chosen_values(filters: Filters, group: str) -> tuple[str, ...]:
    """What is chosen of a group; YES of one that is a flag."""
    choice = getattr(filters, group)
    if isinstance(choice, bool):
        return (YES,) if choice else ()
    return tuple(choice)


def chosen_tokens(filters: Filters) -> dict[str, tuple[str, ...]]:
    """For each group with a choice, the tokens that answer it: any will do. Any-need listings answer every need."""
    chosen = {group: chosen_values(filters, group) for group in GROUPS}
    tokens = {group: tuple(f"{group}:{value}" for value in values) for group, values in chosen.items() if values}
    if "need" in tokens and ANY_NEED not in tokens["need"]:
        tokens["need"] += (ANY_NEED,)
    return tokens


def facets_from(counts: Mapping[str, int], filters: Filters) -> dict[str, tuple[FacetValue, ...]]:
    """Facets by name from the counts of tokens. Choices that give nothing are left out unless they are chosen."""
    chosen = {f"{group}:{value}" for group in GROUPS for value in chosen_values(filters, group)}
    facets: dict[str, list[FacetValue]] = {group: [] for group in GROUPS}
    for token in sorted(chosen | set(counts)):
        group, _, value = token.partition(":")
        if group not in facets:
            continue
        count = counts.get(token, 0)
        if group == "need" and value != ALL_SEND:
            count += counts.get(ANY_NEED, 0)
        if count or token in chosen:
            facets[group].append(FacetValue(value=value, count=count))
    return {group: tuple(values) for group, values in facets.items()}
