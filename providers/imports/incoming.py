"""One listing as a source gives it, whatever the source: rows of a file, a version that was kept, later a feed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from providers.listings.data import ServiceData


class SourceKind(Enum):
    """What kind of source listings come from."""

    FILE = "file"
    UPLOAD = "upload"
    KEPT_VERSION = "kept-version"


@dataclass(frozen=True, slots=True)
class Source:
    """Where listings come from: the kind, and which one of it (a file's name, an upload's uuid, a revision's id)."""

    kind: SourceKind
    reference: str

    def __str__(self) -> str:
        return f"{self.kind.value} {self.reference}"


@dataclass(frozen=True, slots=True)
class IncomingValue:
    """One field as a source gives it: the words there, and the value or the problem that they come to.

    A listing that holds those very words already doesn't change, even if no value could be read from them. With a
    problem, `value` is what stands in until somebody follows it up; None: the field is left out.
    """

    text: str
    value: Any = None
    problem: str = ""
    notes: tuple[str, ...] = ()


Values = Mapping[str, IncomingValue]
"""Values by the name of their column in the listing CSV.

A column that is there with an empty value ("", None or ()) is cleared; one that isn't there is left out, and stays as
it is.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingListing:
    """What a source says of one listing.

    A source that knows fields says them in `values` and `places`; one that holds a whole version gives it as `version`,
    and then nothing else of it is read. `places` is empty when the source says nothing about places.
    """

    external_id: str
    source: Source
    read_from: str = ""
    """What an export says of the version that it wrote (`providers.imports.pipeline.exported`); empty: not known."""
    rows: tuple[int, ...] = (0,)
    """Where it stands in the source, counted as a spreadsheet does: its first row, then one for each further place."""
    values: Values = field(default_factory=dict)
    places: tuple[Values, ...] = ()
    places_complete: bool = False
    """Whether `places` are all there are; a source without addresses only says more of those there are."""
    version: ServiceData | None = None
