"""Files with our own columns, as an export or the empty sheet has them: their cells are taken as they are."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from providers.imports.foreign.fields import UNSHOWN
from providers.imports.foreign.names import EXACT, plain
from providers.imports.foreign.sheets import Sheet
from providers.imports.foreign.words import COLUMN_OF_KIND, Meanings, pieces_of, plain_word
from providers.imports.listing_csv.columns import COLUMNS, EXTERNAL_ID
from providers.imports.listing_csv.tables import Table, row_of

_LOST_ZERO: Final = re.compile(r"[1-9]\d{8,9}")


def is_own(header: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether each column that counts has the name of ours that it is, and one is the reference."""
    targets = [mapping.get(name, "") for name in header]
    counted = [target for target in targets if target and target not in UNSHOWN]
    ours = all(
        not target or target in UNSHOWN or EXACT.get(plain(name)) == target
        for name, target in zip(header, targets, strict=True)
    )
    return ours and EXTERNAL_ID in counted and len(counted) == len(set(counted))


def own_rows(sheet: Sheet, mapping: Mapping[str, str], words: Mapping[str, Meanings]) -> Table:
    """The rows as they are, with lost zeros of phone numbers, and words that somebody explained as their codes."""
    targets = [mapping.get(name, "") for name in sheet.header]
    names = [target if target in COLUMNS else f"({name})" for name, target in zip(sheet.header, targets, strict=True)]
    phones = [index for index, name in enumerate(names) if name == "phone"]
    explained = {index: words[name] for index, name in enumerate(sheet.header) if words.get(name)}
    rows = []
    for number, cells in sheet.rows:
        kept = list(cells)
        for index in phones:
            if index < len(kept) and _LOST_ZERO.fullmatch(kept[index].strip()):
                kept[index] = f"0{kept[index].strip()}"
        for index, meanings in explained.items():
            if index < len(kept):
                kept[index] = _as_codes(kept[index], names[index], meanings)
        rows.append(row_of(number, kept, names))
    left_out = tuple(name for name in sheet.header if not mapping.get(name))
    return Table(tuple(name for name in names if name in COLUMNS), left_out, tuple(rows))


def _as_codes(cell: str, column: str, meanings: Meanings) -> str:
    """A cell with the codes of the words that are explained; as it is, where none is."""
    pieces = pieces_of(cell)
    if not any(plain_word(piece) in meanings for piece in pieces):
        return cell
    kept: list[str] = []
    for piece in pieces:
        meant = meanings.get(plain_word(piece))
        if meant is None:
            kept.append(piece)
        else:
            kept += [each.partition(":")[2] for each in meant if COLUMN_OF_KIND.get(each.partition(":")[0]) == column]
    return ";".join(kept)
