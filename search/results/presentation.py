"""What an engine answered, ready to render: facets, chips and hits with the query strings that change the search."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from search import vocabulary
from search.documents import EngineAnswer, FacetValue, Hit
from search.findings import Chip, Facet, FacetChoice, Located
from search.matching.distance import nearest_place
from search.matching.filters import CHIPS, CHOICE_FILTERS, FACETS, NUMBER_FILTERS
from search.parameters import Parameters
from search.query import SearchQuery
from search.results.reasons import Reasons
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels


def hits_of(answer: EngineAnswer, query: SearchQuery) -> tuple[Hit, ...]:
    """The documents with their nearest place, how far it is and why they are here."""
    reasons = Reasons(query)
    hits = []
    for document in answer.documents:
        place, miles = nearest_place(document, query.origin)
        hits.append(Hit(document=document, distance_miles=miles, nearest=place, why=reasons.of(document, miles)))
    return tuple(hits)


def kinds_of(answer: EngineAnswer) -> dict[str, int]:
    """How many the search finds of each kind, whichever is shown."""
    counts = {each.value: each.count for each in answer.facets.get("kind", ())}
    return {kind: counts.get(kind, 0) for kind in vocabulary.KIND}


def facets_of(answer: EngineAnswer, parameters: Parameters) -> tuple[Facet, ...]:
    """The facets that have choices. Needs and topics come by how many they give, others in their vocabulary's order."""
    labels = value_labels()
    facets = (
        Facet(
            name=name,
            label=CHOICE_FILTERS[name].label,
            choices=_choices(name, answer.facets.get(name, ()), labels[name], parameters),
        )
        for name in FACETS
    )
    return tuple(facet for facet in facets if facet.choices)


def filter_chips(parameters: Parameters, located: Located | None) -> tuple[Chip, ...]:
    """The explicit filters that are on, each with the search that goes on without it; a radius needs a known place."""
    return tuple(_filter_chips(parameters, located))


def understood_chips(chips: tuple[Chip, ...], parameters: Parameters) -> tuple[Chip, ...]:
    """What the words were read as, each with the search in which it isn't."""
    return tuple(
        replace(
            chip,
            remove_query=replace(
                parameters, removed=tuple(dict.fromkeys((*parameters.removed, f"{chip.kind}:{chip.value}")))
            ).query_string(),
        )
        for chip in chips
    )


def value_labels() -> dict[str, Mapping[str, str]]:
    """What the values of each filter by choices are called, by filter."""
    return {
        name: term_labels(name) if declared.choices is None else declared.choices
        for name, declared in CHOICE_FILTERS.items()
    }


def _choices(
    name: str, values: tuple[FacetValue, ...], labels: Mapping[str, str], parameters: Parameters
) -> tuple[FacetChoice, ...]:
    counts = {value.value: value.count for value in values}
    chosen = parameters.chosen(name)
    choices = [
        FacetChoice(value=value, label=label, count=counts[value], chosen=value in chosen)
        for value, label in labels.items()
        if value in counts
    ]
    if name in Vocabulary.values:
        choices.sort(key=lambda choice: -choice.count)
    return tuple(choices)


def _filter_chips(parameters: Parameters, located: Located | None) -> Iterator[Chip]:
    labels = value_labels()
    for name in CHIPS:
        for value in parameters.chosen(name):
            query = parameters.without_choice(name, value).query_string()
            yield Chip(kind=name, value=value, label=labels[name][value], remove_query=query)
    for name, number in NUMBER_FILTERS.items():
        if (value := getattr(parameters, name)) is not None:
            query = parameters.without(name).query_string()
            yield Chip(kind=name, value=str(value), label=number.chip.format(value), remove_query=query)
    if parameters.radius is not None and located:
        query = parameters.without("radius").query_string()
        label = f"Within {parameters.radius:g} mile{'' if parameters.radius == 1 else 's'}"
        yield Chip(kind="radius", value=f"{parameters.radius:g}", label=label, remove_query=query)
