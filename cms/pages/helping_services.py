"""From a page of advice to the services of its topics: what it leads to, found by one search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from search.documents import SearchDocument
from search.engines import factory
from search.interpretation import understand
from search.parameters import Parameters
from search.query import SearchQuery, Term

SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpingServices:
    """How many services there are, the first of them, and the query string of the search that shows all."""

    total: int
    first: tuple[SearchDocument, ...]
    query_string: str


def services_that_help(*, topics: Sequence[str], needs: Sequence[str], title: str = "") -> HelpingServices | None:
    """Services of any of the topics and, where there are needs, for any of these; None when there are none.

    Those listed for the needs come before those that are open to any need, and those that speak of what is in the
    page's title before others: many services are for a need, and a page about talking late means the talking. A page
    about neither topics nor needs leads nowhere, rather than to every service.
    """
    if not topics and not needs:
        return None
    asked = Parameters(topic=tuple(topics), need=tuple(needs))
    about = Term(needs=asked.need, topics=asked.topic)
    query = SearchQuery(
        terms=(about, *_meant_by(title, about)), filters=asked.filters, per_page=SHOWN, with_facets=False
    )
    answer = factory.engine().search(query)
    if not answer.total:
        return None
    return HelpingServices(total=answer.total, first=answer.documents, query_string=asked.query_string())


def _meant_by(title: str, about: Term) -> tuple[Term, ...]:
    """What the title says of the page's own topics and needs; its other words may be about anything."""
    own = {*about.needs, *about.topics}
    return tuple(term for term in understand(title).terms if own & {*term.needs, *term.topics})
