"""Reads areas' borders from a GeoJSON file as the Office for National Statistics and councils publish them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from search.places.errors import BadOutlineFile
from search.places.shapes import Ring

# A file of wards names the district of each beside the ward itself, so the smallest kind of area comes first.
_KINDS: Final = ("wd", "ced", "lad", "ltla", "ctyua", "utla", "cty", "gss_", "area_", "")
_GSS: Final = re.compile(r"[ESW][0-9]{8}")
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Border:
    """An area's border: its GSS code, its name, and the outer ring of each of its parts (holes are left out)."""

    code: str
    name: str
    rings: tuple[Ring, ...]


def read_borders(path: Path) -> list[Border]:
    """Every feature of a GeoJSON file in WGS84 degrees, by its GSS code (`LAD24CD`, `WD23CD`, `CTYUA23CD`, `code` …).

    Raises BadOutlineFile with the number of the first feature that can't be read: such a file is loaded not at all.
    """
    features = _features(path)
    borders: dict[str, Border] = {}
    for number, feature in enumerate(features, start=1):
        try:
            border = _border(feature)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            reason = str(error) if type(error) is ValueError else "it isn't GeoJSON"
            raise BadOutlineFile(f"Feature {number} of {path.name} can't be read: {reason}.") from error
        if border.code in borders:
            raise BadOutlineFile(f"Feature {number} of {path.name} has the code {border.code} a second time.")
        borders[border.code] = border
    return list(borders.values())


def _features(path: Path) -> list[Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadOutlineFile(f"{path} can't be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise BadOutlineFile(f"{path} is not a GeoJSON file.") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise BadOutlineFile(f"{path} has no GeoJSON features in it.")
    return features


def _border(feature: Mapping[str, Any]) -> Border:
    properties = {str(name).lower(): value for name, value in feature["properties"].items()}
    code, name = _code_and_name(properties)
    geometry = feature["geometry"] or {}
    if geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise ValueError("it is neither a Polygon nor a MultiPolygon")
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = tuple(_ring(polygon[0]) for polygon in polygons)
    if not rings:
        raise ValueError("it has no border")
    return Border(code, name, rings)


def _code_and_name(properties: Mapping[str, Any]) -> tuple[str, str]:
    for kind in _KINDS:
        for code in _named(properties, rf"{kind}(\d\d)?(cd|code)"):
            if _GSS.fullmatch(code):
                names = chain(_named(properties, rf"{kind}(\d\d)?(nm|name)"), _named(properties, "name"))
                return code, next(names, "")[:120]
    raise ValueError("it has no GSS code, such as E05001234, under a name like LAD24CD, WD24CD or code")


def _named(properties: Mapping[str, Any], pattern: str) -> Iterator[str]:
    for name, value in properties.items():
        if re.fullmatch(pattern, name) and isinstance(value, str):
            yield value.strip()


def _ring(positions: Sequence[Sequence[float]]) -> Ring:
    ring = [(round(float(position[0]), _DIGITS), round(float(position[1]), _DIGITS)) for position in positions]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("its border isn't closed")
    if not all(-9 <= longitude <= 2.5 and 49 <= latitude <= 61 for longitude, latitude in ring):
        raise ValueError("its corners aren't degrees (WGS84, longitude first) in Great Britain")
    return ring[:-1]
