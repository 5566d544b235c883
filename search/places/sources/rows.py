"""What every source of postcodes gives the loader."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol


class PostcodeRow(NamedTuple):
    """One postcode with its point (WGS84) and GSS codes, empty where the source has none."""

    postcode: str
    latitude: float
    longitude: float
    district: str = ""
    county: str = ""
    ward: str = ""
    quality: int | None = None


class BadRow(NamedTuple):
    """A row that can't be read, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.reason}"


class AreaRow(NamedTuple):
    """The centre of a sector or outcode of which the source doesn't give every postcode."""

    code: str
    latitude: float
    longitude: float
    district: str
    number: int


class Source(Protocol):
    """A file or package of postcodes, read as a stream.

    `rows` leaves out Northern Ireland, terminated postcodes and those without a position; `ward_names` is complete
    once `rows` has been read to its end. Both raise BadPostcodeFile.
    """

    name: str
    ward_names: dict[str, str]

    def rows(self) -> Iterator[PostcodeRow | BadRow]:
        """The postcodes, and the rows that couldn't be read."""
        ...

    def areas(self) -> Iterable[AreaRow]:
        """Centres beyond those of the postcodes in `rows`."""
        ...
