"""JSON as a table: an array of objects, or an answer that holds one, each object one row of paths and values."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from providers.imports.errors import BadFile

_DEEPEST: Final = 8
_LISTS: Final = ("contents", "content", "items", "results", "services", "data", "features", "records", "value", "rows")
_BAD: Final = "The file looks like JSON and can’t be read as that. Export it again, or save it as “CSV UTF-8”."
_NO_LIST: Final = "The JSON holds no list of listings. It must be a list of objects, or have one in “contents”."


def looks_like_json(text: str) -> bool:
    """Whether a text begins as JSON does."""
    start = text.lstrip("\ufeff \t\r\n")[:200]
    return start.startswith(("[{", "{")) or (start.startswith("[") and start[1:].lstrip().startswith("{"))


def records_of_json(text: str, most_columns: int) -> list[tuple[int, list[str]]]:
    """Its rows, the first of which names the columns: `contacts.0.phones.0.number`. Raises BadFile."""
    try:
        said = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise BadFile(_BAD) from error
    entries = [entry for entry in _entries(said) if entry]
    columns: dict[str, int] = {}
    rows = []
    for entry in entries:
        cells = dict(islice(_flat("", _plain_feature(entry), 0), most_columns * 4 + 1))
        for name in cells:
            columns.setdefault(name, len(columns))
        if len(columns) > most_columns * 4:
            raise BadFile(f"The JSON has more than {most_columns} kinds of values in its listings.")
        rows.append(cells)
    kept = [name for name in columns if any(cells.get(name, "").strip() for cells in rows)][:most_columns]
    if not kept:
        raise BadFile(_NO_LIST)
    table = [(number, [cells.get(name, "") for name in kept]) for number, cells in enumerate(rows, start=2)]
    return [(1, kept), *table]


def _entries(said: Any) -> list[dict[str, Any]]:
    if isinstance(said, dict):
        inside = next((said[name] for name in _LISTS if isinstance(said.get(name), list | dict)), None)
        if isinstance(inside, dict):
            return _entries(inside)
        said = inside if inside is not None else [said]
    found = [entry for entry in said if isinstance(entry, dict)]
    if not found:
        raise BadFile(_NO_LIST)
    return found


def _plain_feature(entry: dict[str, Any]) -> dict[str, Any]:
    """The properties of a GeoJSON feature, or the service in an envelope of one."""
    for name in ("properties", "service"):
        if isinstance(entry.get(name), dict):
            return {**{key: value for key, value in entry.items() if key == "id"}, **entry[name]}
    return entry


def _flat(path: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), inner, depth + 1)
    elif isinstance(value, list):
        if all(not isinstance(each, dict | list) for each in value):
            yield path, "; ".join(_text(each) for each in value if each is not None)
        else:
            for number, inner in enumerate(value):
                yield from _flat(f"{path}.{number}", inner, depth + 1)
    else:
        yield path, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
