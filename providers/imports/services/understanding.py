"""How a file is understood before its rows are read: the fields of its columns, the meanings of its words, and what an
operator or a saved profile says of either."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from providers.imports.errors import BadFile
from providers.imports.foreign.confined_sheets import Overview, overview_of_all
from providers.imports.foreign.fields import ASK, FIELDS, IGNORE, label_of, split_target
from providers.imports.foreign.guessing import guess_mapping, problems_of
from providers.imports.foreign.profiles import profile_for
from providers.imports.meanings import Meanings, guess_meanings, unexplained

_LEFT_OUT: Final = "left out"
_BAD_PROFILE: Final = "{path} is no profile: it must be what an import with --profile wrote."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody says of a file: fields by column, meanings by column and word, its sheet and header row."""

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    sheet: str = ""
    header_row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What each column and word of a file was taken for, and what nobody has explained."""

    mapping: Mapping[str, str]
    meanings: Meanings
    unknown_words: Mapping[str, Sequence[str]]
    overview: Overview

    @property
    def questions(self) -> list[str]:
        """The columns that must be explained before anything is published."""
        return [name for name, target in self.mapping.items() if target == ASK]

    def lines(self) -> list[str]:
        """What it comes to, as lines to print."""
        system = profile_for(list(self.mapping))
        lines = [f"Known as: {system.title}."] if system else []
        lines += self.overview.remarks
        taken = [f"{name} = {label_of(target)}" for name, target in self.mapping.items() if target and target != ASK]
        lines.append(f"Columns: {'; '.join(taken)}.")
        for name, meanings in self.meanings.items():
            said = [f"{word} = {' '.join(meant) or _LEFT_OUT}" for word, meant in meanings.items()]
            if said:
                lines.append(f"Words of {name}: {'; '.join(said)}.")
        for name, words in self.unknown_words.items():
            lines.append(f"Words of {name} that nobody has explained, left out: {'; '.join(words)}.")
        return lines

    def as_profile(self) -> dict[str, Any]:
        """What the next file of this shape is read by."""
        return {"columns": dict(self.mapping), "words": self.meanings, "sheet": self.overview.sheet}


def understand(content: bytes, answers: Answers) -> Understanding:
    """How a file is understood in the open council. Raises BadFile when it can't be read, or an answer names no column
    of it or no field."""
    overview = overview_of_all(content, answers.sheet, answers.header_row)
    _check(answers, overview)
    mapping = guess_mapping(overview.header, answers.columns, overview.values)
    problems = {name: problem for name, problem in problems_of(mapping).items() if mapping.get(name) != ASK}
    if problems:
        name, problem = next(iter(problems.items()))
        raise BadFile(f'{f"“{name}”: " if name else ""}{problem} For example: --column "Title of entry=name".')
    meanings = guess_meanings(mapping, overview.values, answers.words)
    return Understanding(
        mapping=mapping,
        meanings=meanings,
        unknown_words=unexplained(mapping, overview.values, meanings),
        overview=overview,
    )


def require_answers(understanding: Understanding) -> None:
    """Raise BadFile where a column that may say who can see a listing has no answer yet."""
    names = understanding.questions
    if names:
        each = "This column reads" if len(names) == 1 else "These columns read"
        raise BadFile(
            f"{each} like one that says who may see a listing: {', '.join(f'“{name}”' for name in names)}. Say what it "
            f'means before anything is published, like --column "{names[0]}=visible" (yes lets families see it), '
            f'"=hidden", "=consent", "=status", or "={IGNORE}" if it says nothing about that.'
        )


def answers_from(path: Path) -> Answers:
    """What a saved profile says; nothing where there is none yet. Raises BadFile when it isn't one."""
    if not path.exists():
        return Answers()
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        columns = {str(name): str(target) for name, target in said["columns"].items() if target != ASK}
        words = {
            str(name): {str(word): [str(each) for each in meant] for word, meant in meanings.items()}
            for name, meanings in said["words"].items()
        }
        return Answers(columns=columns, words=words)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BadFile(_BAD_PROFILE.format(path=path)) from error


def save_profile(path: Path, understanding: Understanding) -> None:
    """Write how a file was understood. Raises OSError."""
    path.write_text(json.dumps(understanding.as_profile(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _check(answers: Answers, overview: Overview) -> None:
    for target in answers.columns.values():
        if target and split_target(target)[0] not in FIELDS:
            raise BadFile(f"“{target}” is no field that a column can be. Some are: {', '.join(list(FIELDS)[:12])}.")
    if overview.header and not any(name.strip() for name in overview.header):
        raise BadFile("The file names no columns.")
