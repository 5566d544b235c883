"""What names needs and topics in other rooms, and how it follows when one is retired, merged or brought back."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from search.taxonomy.models import Term

NOT_THERE: Final = "It isn’t there any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One thing that named a term when it was retired: its key, what it was called, and where no version of it says so,
    the codes that it named before and after."""

    key: int
    name: str
    codes: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that isn't again as it was before a term was retired, and why, as a sentence."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHolder:
    """How one room follows.

    `replace` puts a term (None: nothing) in the place of one that is about to be retired, and says what named that.
    `bring_back` undoes it for one that is used again, with those that mean it; it says what it left as it is.
    """

    name: str
    replace: Callable[[Term, Term | None], Sequence[Holding]]
    bring_back: Callable[[Term, Sequence[Term], Sequence[Holding]], Sequence[Left]]


_holders: Final[dict[str, TermHolder]] = {}


def register_holder(holder: TermHolder) -> None:
    """Say in an AppConfig.ready how a room follows."""
    _holders[holder.name] = holder


def replace_everywhere(old: Term, new: Term | None) -> dict[str, list[dict[str, Any]]]:
    """Put `new` in the place of `old` in every room; gives what named it, by holder, as JSON keeps it."""
    return {name: [asdict(each) for each in holder.replace(old, new)] for name, holder in _holders.items()}


def bring_back_everywhere(term: Term, meaning_it: Sequence[Term], held: dict[str, list[dict[str, Any]]]) -> list[Left]:
    """Undo that for a term and those `meaning_it`, with what was written down then; gives what is left as it is."""
    found: list[Left] = []
    for name, holder in _holders.items():
        found += holder.bring_back(term, meaning_it, [_read(each) for each in held.get(name, ())])
    return found


def _read(kept: dict[str, Any]) -> Holding:
    return Holding(key=kept["key"], name=kept["name"], codes=tuple(kept["codes"]), after=tuple(kept["after"]))
