"""Documents for search tests: only what a test is about needs saying."""

from typing import Any

from search.documents import Place, SearchDocument
from search.index.services.documents import put_document
from search.matching.fields import IndexFields
from search.ports import IndexEntry

CENTRE = (52.0406, -0.7594)
"""Central Milton Keynes."""


def listing(name: str, **given: Any) -> SearchDocument:
    """A service's document called `name`, keyed by its name, complete enough that completeness never decides."""
    key = given.pop("key", f"service:{name.lower().replace(' ', '-')}")
    needs = given.get("needs", ())
    given.setdefault("needs_answered", needs)
    given.setdefault("kind", "service")
    return SearchDocument(key=key, uuid=key, name=name, url=f"/services/{key}/", **given)


def entry(document: SearchDocument, *, version: int) -> IndexEntry:
    """A document on its way into an index, without a row."""
    return IndexEntry(key=document.key, version=version, fields=IndexFields.of(document), body=document.as_json())


def at(*points: tuple[float, float], out_of_area: bool = False) -> tuple[Place, ...]:
    """Places at some points."""
    return tuple(
        Place(uuid=str(number), label="Somewhere", latitude=latitude, longitude=longitude, out_of_area=out_of_area)
        for number, (latitude, longitude) in enumerate(points)
    )


def north(miles: float) -> tuple[float, float]:
    """The point some miles north of the centre."""
    return (CENTRE[0] + miles * 1609.344 / 111_195.08, CENTRE[1])


def put(*documents: SearchDocument) -> None:
    """Write documents into the open council's search table."""
    for document in documents:
        put_document(document=document)
