"""What the restricting columns of one row keep back: the listing, an address, a phone number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from providers.imports.foreign.fields import RESTRICTIONS
from providers.imports.foreign.restrictions import SAYS_NOTHING, lets_through
from providers.imports.foreign.words import Meanings, plain_word

SHOW: Final = "show"
"""What a person says that a word of a restricting column means: families may see it; `hold` keeps it back."""
HOLD: Final = "hold"
_OF_PLACES: Final = frozenset({"show_address", "mask_address"})
_OF_CONTACTS: Final = frozenset({"show_contact", "hide_contact"})


@dataclass(slots=True)
class Restricted:
    """Why the listing stays unpublished, the numbers of the places whose addresses are hidden, and whether its phone
    and e-mail are left out; with remarks on the last two."""

    why: str = ""
    places: set[int] = field(default_factory=set)
    contact: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)


class Restrictions:
    """The restricting columns of a table. An empty cell that says nothing of an address restricts where other cells of
    its column do: then people used the column."""

    def __init__(
        self,
        columns: Sequence[tuple[int, str, str, int]],
        words: Mapping[str, Meanings],
        rows: Sequence[tuple[int, list[str]]],
        today: date,
    ) -> None:
        self._columns = [each for each in columns if each[2] in RESTRICTIONS]
        self._words = words
        self._today = today
        self._used = {
            index
            for index, name, kind, _ in self._columns
            if kind in SAYS_NOTHING
            and any(index < len(cells) and not self._passes(name, kind, cells[index]) for _, cells in rows)
        }

    def of(self, cells: Sequence[str], *, further: bool = False) -> Restricted:
        """What a row's cells keep back. An empty cell of a `further` row of a listing leaves it to its first row."""
        kept = Restricted()
        for index, name, kind, place in self._columns:
            cell = cells[index]
            blank = index in self._used and not cell.strip()
            if (further and not cell.strip()) or (self._passes(name, kind, cell) and not blank):
                continue
            shown = f"“{cell.strip()[:60]}”" if cell.strip() else "nothing"
            said = f"{name} says {shown}"
            if kind in _OF_PLACES:
                kept.places.add(place)
                kept.notes.append(("hide_address", f"{said}: only the area is shown."))
            elif kind in _OF_CONTACTS:
                kept.contact = True
                kept.notes.append(("phone", f"{said}: phone and e-mail were left out."))
            elif not kept.why:
                kept.why = f"{said}."
        return kept

    def _passes(self, name: str, kind: str, cell: str) -> bool:
        meant = self._words.get(name, {}).get(plain_word(cell))
        if meant:
            return meant[0] == SHOW
        return lets_through(kind, cell, today=self._today)
