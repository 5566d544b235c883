"""What families read of the duties: what is there and how to get to it, and what is still to come."""

from dataclasses import dataclass

from cms.duties.evidence import Finding, Standing
from cms.duties.next_steps import search_address, search_words
from cms.duties.register import AREAS, Level
from cms.duties.rules import ServiceClause
from cms.duties.selectors import Stand, standings
from search.taxonomy.selectors import terms_read_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link to what covers something."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One point: whether it is there, the ways to it, and why it isn't for this council."""

    title: str
    there: bool
    ways: tuple[Way, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The points of an area."""

    words: str
    lines: tuple[Line, ...]

    @property
    def there(self) -> tuple[Line, ...]:
        """What families find, all of it or a part."""
        return tuple(line for line in self.lines if line.ways or line.there)

    @property
    def whole(self) -> int:
        """How many are there with nothing left out."""
        return sum(line.there for line in self.lines)

    @property
    def to_come(self) -> tuple[Line, ...]:
        """What the council is working on."""
        return tuple(line for line in self.lines if not line.ways and not line.there and not line.reason)

    @property
    def not_here(self) -> tuple[Line, ...]:
        """What doesn't apply, with its reason."""
        return tuple(line for line in self.lines if line.reason)


@terms_read_once()
def covered_by_area() -> list[Area]:
    """What the law and the Code ask for, by area; not what other documents promise."""
    asked = (stand for stand in standings().values() if stand.standing != Standing.NOT_COUNTED)
    stands = [stand for stand in asked if stand.duty.level != Level.TOLD]
    made = [Area(words=words, lines=_lines(code, stands)) for code, words in AREAS.items()]
    return [area for area in made if area.lines]


def _lines(area: str, stands: list[Stand]) -> tuple[Line, ...]:
    return tuple(
        Line(
            title=stand.duty.title,
            there=stand.standing == Standing.COVERED,
            ways=_ways(stand),
            reason=stand.excuse.reason if stand.excuse else "",
        )
        for stand in stands
        if stand.duty.area == area
    )


def _ways(stand: Stand) -> tuple[Way, ...]:
    """Links to what is there, also of a point of which a part is still missing; each address once."""
    found = [way for finding in stand.findings for way in _ways_of(finding)] if not stand.excuse else []
    return tuple({way.url: way for way in found}.values())


def _ways_of(finding: Finding) -> list[Way]:
    if isinstance(finding.clause, ServiceClause):
        there = finding.standing in {Standing.COVERED, Standing.WEAK}
        return [Way(words=search_words(finding.clause), url=search_address(finding.clause))] if there else []
    return [Way(words=page.title, url=page.url) for page in finding.open_pages]
