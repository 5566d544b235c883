"""Suggestions for the search box: needs and topics by their labels, services by their names."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from search.index.models import SearchRow
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from search.words import fold

SHORTEST: Final = 2
LONGEST: Final = 60
TERMS: Final = 3
SERVICES: Final = 6


def suggest(text: str) -> list[dict[str, str]]:
    """What `text` may be the beginning of: a kind (`need`, `topic` or `service`), its label and its address.

    One query; nothing for less than SHORTEST letters.
    """
    beginning = fold(text[:LONGEST])
    if len(beginning) < SHORTEST:
        return []
    return [*_terms(Vocabulary.NEED, beginning), *_terms(Vocabulary.TOPIC, beginning), *_services(beginning)]


def _terms(vocabulary: str, beginning: str) -> list[dict[str, str]]:
    found = _starting(term_labels(vocabulary), beginning)
    address = reverse("search")
    return [
        {"kind": vocabulary, "label": label, "url": f"{address}?{urlencode({vocabulary: code})}"}
        for (code, label), _ in zip(found, range(TERMS), strict=False)
    ]


def _starting(labels: Mapping[str, str], beginning: str) -> Iterator[tuple[str, str]]:
    return ((code, label) for code, label in labels.items() if f" {beginning}" in f" {fold(label)}")


def _services(beginning: str) -> list[dict[str, str]]:
    starts = Q(name_key__startswith=beginning) | Q(name_key__contains=f" {beginning}")
    rows = SearchRow.objects.filter(starts, deleted=False).order_by("name_key", "key")
    bodies = rows.values_list("body__name", "body__url")[:SERVICES]
    return [{"kind": "service", "label": name, "url": url} for name, url in bodies]
