"""Why a listing is among the results, in a few short strings: worked out from the document, alike for both engines."""

from collections.abc import Iterator
from typing import Final

from search import vocabulary
from search.documents import SearchDocument
from search.matching.distance import miles_in_words
from search.matching.facets import tokens_of
from search.matching.filters import CHOICE_FILTERS, NUMBER_FILTERS, Filters
from search.matching.stems import stem
from search.matching.words import fold, words_of
from search.query import SearchQuery
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import related_needs, term_labels
from search.vocabulary import ALL_SEND

MOST: Final = 6
MEANT: Final = "about something like what you typed"
ANY_NEED_WORDS: Final = "open to any special educational need"
_PROPER: Final = ("Down", "British", "Makaton", "Changing Places")


class Reasons:
    """Says for one search why each document is there. Labels are read once, whatever the number of results."""

    def __init__(self, query: SearchQuery) -> None:
        self._query = query
        self._need_labels = term_labels(Vocabulary.NEED)
        self._topic_labels = term_labels(Vocabulary.TOPIC)
        self._asked_needs = [codes for codes in (query.filters.need, *(term.needs for term in query.terms)) if codes]
        self._related = {codes: related_needs(codes) - {ALL_SEND} for codes in self._asked_needs}
        self._nearest = frozenset(query.nearest)
        self._wished = (*query.wishes.tokens, *_chosen(query.filters))

        self._words = [
            (term, [({stem(word) for word in words_of(words)}, fold(words)) for words in term.words])
            for term in query.terms
        ]

    def of(self, document: SearchDocument, miles: float | None) -> tuple[str, ...]:
        """Up to MOST reasons: needs, topics and words asked for, age, wishes, how far, how it comes to the family."""
        asked = [*self._needs(document), *self._topics_and_words(document)]
        if not asked and document.key in self._nearest:
            asked = [MEANT]
        reasons = [
            *asked,
            *self._age(document),
            *self._wishes(document),
            *self._place(document, miles),
        ]
        return tuple(dict.fromkeys(reasons))[:MOST]

    def _needs(self, document: SearchDocument) -> Iterator[str]:
        """The needs asked for that it is for, or broader or narrower ones; else that it is open to any."""
        held = [self._held(document, codes) for codes in self._asked_needs]
        for codes in held:
            yield from (lower_first(self._need_labels[code]) for code in codes if code in self._need_labels)
        if not all(held) and ALL_SEND in document.needs_answered:
            yield ANY_NEED_WORDS

    def _held(self, document: SearchDocument, codes: tuple[str, ...]) -> list[str]:
        own = [code for code in document.needs if code in codes and code != ALL_SEND]
        return own or [code for code in document.needs if code in self._related[codes]]

    def _topics_and_words(self, document: SearchDocument) -> Iterator[str]:
        text: set[str] = set()
        for term, alternatives in self._words:
            topics = self._topics(document, term.topics)
            yield from topics
            settings = document.setting_type in term.settings
            if settings:
                yield lower_first(vocabulary.SETTING_TYPE[document.setting_type])
            if topics or settings or (term.needs and self._held(document, term.needs)):
                continue
            text = text or _stems(document)
            found = [words for stems, words in alternatives if stems and stems <= text]
            yield from found or self._topics(document, term.within)

    def _topics(self, document: SearchDocument, asked: tuple[str, ...]) -> list[str]:
        codes = (code for code in document.topics if code in asked and code in self._topic_labels)
        return [lower_first(self._topic_labels[code]) for code in codes]

    def _age(self, document: SearchDocument) -> Iterator[str]:
        said = document.age_min is not None or document.age_max is not None
        for age in self._query.ages:
            if said and (document.age_min or 0) <= age and (document.age_max is None or age <= document.age_max):
                yield NUMBER_FILTERS["age"].reason.format(age)

    def _wishes(self, document: SearchDocument) -> Iterator[str]:
        if self._wished:
            has = set(tokens_of(document))
            yield from (_token_words(token) for token in self._wished if token in has)

    def _place(self, document: SearchDocument, miles: float | None) -> Iterator[str]:
        if miles is not None and document.reach == "local":
            yield f"{miles_in_words(miles)} away"
        if self._query.origin and document.travels:
            ways = (way for way in ("online", "phone", "home") if way in document.delivery)
            yield from (lower_first(vocabulary.DELIVERY[way]) for way in ways)


def lower_first(label: str) -> str:
    """A label as it reads inside a line: `autism`, but `ADHD` and `Down syndrome` as they are."""
    if label.startswith(_PROPER) or not label[1:2].islower():
        return label
    return label[0].lower() + label[1:]


def _chosen(filters: Filters) -> tuple[str, ...]:
    """The tokens of the choices that a result says it has."""
    said = (name for name, declared in CHOICE_FILTERS.items() if declared.said_when_chosen)
    return tuple(f"{name}:{value}" for name in said for value in filters.chosen(name))


def _token_words(token: str) -> str:
    name, _, value = token.partition(":")
    if name == "period":
        return lower_first(vocabulary.PERIOD[value])
    declared = CHOICE_FILTERS[name]
    label = declared.choices[value] if declared.choices else value
    return declared.reason.format(label=label, lower=lower_first(label))


def _stems(document: SearchDocument) -> set[str]:
    parts = (document.name, *document.labels, document.organisation, document.summary, document.description)
    return {stem(word) for word in words_of(" ".join(parts))}
