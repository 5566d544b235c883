"""What listings say of themselves and aren't filed under: the needs, topics and ages that officers are asked about."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from providers.listings.models import Service
from providers.upkeep.models import OwnWordsAnswer
from search.reading.own_words import label_of, unfiled

GROUPS: Final[Mapping[str, str]] = {"need": "Needs", "topic": "Topics", "age": "Ages"}
_AROUND: Final = 90
"""So many letters of a listing are shown before and after the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTerm:
    """A need, topic or age (`need:autism`), and the words by which listings speak of it, by the listing's uuid."""

    code: str
    label: str
    words: Mapping[UUID, str]

    @property
    def group(self) -> str:
        """Which of GROUPS it is of."""
        return self.code.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a listing says it: the words, and what stands around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """A listing and where it says it."""

    service: Service
    excerpt: Excerpt | None


def spoken_terms() -> list[SpokenTerm]:
    """All that any listing speaks of and no officer has answered yet: needs, topics, ages, each the most often said
    first. Three queries."""
    given: dict[str, set[UUID]] = {}
    for code, uuid in OwnWordsAnswer.objects.values_list("code", "service__uuid"):
        given.setdefault(code, set()).add(uuid)
    terms = [
        SpokenTerm(code=code, label=label, words=words)
        for code, spoken in unfiled().items()
        if (label := label_of(code)) and (words := _waiting(spoken, given.get(code, ())))
    ]
    return sorted(terms, key=lambda term: (list(GROUPS).index(term.group), -len(term.words), term.label))


def spoken_term(code: str) -> SpokenTerm:
    """The one of this code, which nobody may speak of. Raises KeyError for a code that nothing can be filed under."""
    label = label_of(code)
    if not label:
        raise KeyError(code)
    given = set(OwnWordsAnswer.objects.filter(code=code).values_list("service__uuid", flat=True))
    return SpokenTerm(code=code, label=label, words=_waiting(unfiled(only=code).get(code, {}), given))


def answered(code: str, answer: str) -> "QuerySet[Service]":
    """The listings for which officers gave this answer, the latest first."""
    given = Service.objects.filter(own_words_answers__code=code, own_words_answers__answer=answer)
    return given.select_related("organisation").order_by("-own_words_answers__answered_at", "name")


def speaking(term: SpokenTerm, services: Iterable[Service]) -> list[Speaking]:
    """Each listing with where it says the term, while it still does."""
    return [
        Speaking(service, _excerpt(service, words) if (words := term.words.get(service.uuid)) else None)
        for service in services
    ]


def examples(terms: Sequence[SpokenTerm], most: int = 3) -> dict[str, list[str]]:
    """The names of some listings by code. One query."""
    chosen = {term.code: list(term.words)[:most] for term in terms}
    wanted = {uuid for uuids in chosen.values() for uuid in uuids}
    names = dict(Service.objects.filter(uuid__in=wanted).values_list("uuid", "name"))
    return {code: [names[uuid] for uuid in uuids if uuid in names] for code, uuids in chosen.items()}


def _waiting(spoken: Mapping[str, str], given: Collection[UUID]) -> dict[UUID, str]:
    """The words by the listing's uuid, of those about which nobody has answered."""
    words = {UUID(key.partition(":")[2]): said for key, said in spoken.items()}
    return {uuid: said for uuid, said in words.items() if uuid not in given}


def _excerpt(service: Service, words: str) -> Excerpt:
    text = " ".join(f"{service.name}. {service.summary} {service.description}".split())
    spaced = r"\W+".join(map(re.escape, words.split()))
    found = re.search(rf"(?<!\w){spaced}", text, re.IGNORECASE)
    if not found:
        return Excerpt("", words, "")
    start, end = max(found.start() - _AROUND, 0), found.end() + _AROUND
    before, after = text[start : found.start()], text[found.end() : end]
    return Excerpt(
        f"… {before.partition(' ')[2]}" if start else before,
        found[0],
        f"{after.rpartition(' ')[0]} …" if end < len(text) else after,
    )
