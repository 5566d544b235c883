"""A document as engines keep it: the values they search, filter and order by, worked out once for both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from search.documents import SearchDocument
from search.matching.facets import tokens_of
from search.matching.marks import marks_of
from search.matching.ranking import completeness_of
from search.matching.words import BREAK, fold, fold_all

OLDEST: Final = 999
"""Stands for no upper age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFields:
    """Folded texts, tokens, ages without gaps, and the flags that ranking reads."""

    name: str
    labels: str
    summary: str
    description: str
    facets: tuple[str, ...]
    needs: tuple[str, ...]
    age_from: int
    age_to: int
    ages_said: bool
    travels: bool
    stale: bool
    closed: bool
    out_of_area: bool
    completeness: int
    updated: date | None
    points: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, document: SearchDocument) -> Self:
        """The fields of a document."""
        return cls(
            name=fold(document.name),
            labels=labels_of(document.labels, document.organisation),
            summary=fold(document.summary),
            description=description_of(document.description, (document.name, document.organisation), document.found_by),
            facets=tokens_of(document),
            needs=document.needs,
            age_from=document.age_min or 0,
            age_to=OLDEST if document.age_max is None else document.age_max,
            ages_said=document.age_min is not None or document.age_max is not None,
            travels=document.travels,
            stale=document.stale,
            closed=document.temporarily_closed,
            out_of_area=document.out_of_area,
            completeness=completeness_of(document),
            updated=document.updated,
            points=tuple((place.latitude, place.longitude) for place in document.places),
        )


def labels_of(labels: Iterable[str], organisation: str) -> str:
    """The folded labels of a document's needs and topics, and the name of its organisation."""
    return fold_all((*labels, organisation))


def description_of(description: str, names: Iterable[str], found_by: Iterable[str]) -> str:
    """The folded description of a document, and after it the marks that it is found by."""
    marks = marks_of(names, found_by)
    return f"{fold(description)} {BREAK} {marks}" if marks else fold(description)
