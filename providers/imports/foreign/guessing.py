"""Which field each column of a file is: remembered, of a system that we know, or guessed from its name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from providers.imports.foreign.fields import ASK, FIELDS, IGNORE, LABELS, RESTRICTIONS, SEVERAL, split_target
from providers.imports.foreign.names import EXACT, USUAL, plain, usual_field
from providers.imports.foreign.profiles import Profile, profile_for
from providers.imports.foreign.restrictions import readable, reads_like_restriction, restriction

Values = Mapping[str, Sequence[str]]
"""What the cells of a column say, each once, where they are few; by the column's name."""
_NO_QUESTION: Final = frozenset({"", IGNORE})


def guess_mapping(
    header: Sequence[str],
    remembered: Mapping[str, str] | None = None,
    values: Values | None = None,
) -> dict[str, str]:
    """The target of each column, "" where we can't tell, ASK where it reads like a restriction that we don't know.

    What was `remembered` of a column of the same name comes first, then our own names, those of a system we know, what
    reads like a restriction, and other words for a field. Two columns are the same field only where they can be joined.
    """
    before = {plain(name): target for name, target in (remembered or {}).items() if target != ASK}
    profile = profile_for(header)
    said = values or {}
    guesses: dict[str, str] = dict.fromkeys(header, "")
    decided: set[str] = set()
    steps: tuple[Callable[[str], str | None], ...] = (
        lambda name: before.get(plain(name)),
        lambda name: profile.target_of(name) if profile else None,
        lambda name: EXACT.get(plain(name)),
    )
    for step in steps:
        for name in header:
            target = step(name)
            if target is not None and name not in decided and _is_free(target, guesses):
                guesses[name] = target
                decided.add(name)
    for full in (True, False):
        for name in header:
            if name not in decided:
                target = _by_name(name, said.get(name, ()), full=full, profile=profile)
                if target and _is_free(target, guesses):
                    guesses[name] = target
                    decided.add(name)
    return guesses


def problems_of(mapping: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a mapping: a sentence by the file's column, or by "" for the whole."""
    problems: dict[str, str] = {}
    chosen = [target for target in mapping.values() if target]
    for name, target in mapping.items():
        field, _ = split_target(target)
        if target == ASK:
            problems[name] = "It may say who can see a listing. Say what it means, or that it says nothing about that."
        elif target and field not in FIELDS:
            problems[name] = "Choose one of the columns."
        elif target and field not in SEVERAL and chosen.count(target) > 1:
            problems[name] = f"Only one column can be “{FIELDS[field]}”."
    if "name" not in chosen:
        problems[""] = f"Say which column is: “{LABELS['name']}”."
    return problems


def _is_free(target: str, guesses: Mapping[str, str]) -> bool:
    field, _ = split_target(target)
    return target in _NO_QUESTION or target == ASK or field in SEVERAL or target not in guesses.values()


def _by_name(name: str, values: Sequence[str], *, full: bool, profile: Profile | None) -> str:
    """What a column's name, and what it says, tell of it. `full`: only a name that is known as a whole."""
    usual = USUAL.get(plain(name), "")
    if full:
        return usual
    speaks_of = restriction(name)
    if speaks_of in RESTRICTIONS and not readable(speaks_of, values):
        return ASK
    if speaks_of:
        return speaks_of
    if reads_like_restriction(values):
        return ASK
    # A system's columns that its profile doesn't name are the council's own: a guess from a part of a name misleads.
    return "" if profile and "." in name else usual_field(name)
