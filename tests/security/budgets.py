"""What each parser, reader and differ may spend on each input that means harm. A new one gets a line here."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from tests.security.readers import find_patterns
from tests.security.sheets import CSVS, JSONS, WORKBOOKS
from tests.security.texts import attacks

MB = 1024 * 1024
Inputs = Iterable[tuple[str, Callable[[], Any]]]


def _texts(length: int) -> Callable[[], Inputs]:
    return lambda: ((name, lambda text=text: text) for name, text in attacks(length))


def _pairs() -> Inputs:
    yield "stops against stops and commas", lambda: ("." * 1000, ".," * 500)
    yield "stops against stops and commas, longest", lambda: ("." * 4000, ".," * 2000)
    yield "nothing alike but spaces", lambda: ("ab " * 1300, "cd " * 1300)
    yield "the same words turned round", lambda: (" ".join(map(str, range(900))), " ".join(map(str, range(900, 0, -1))))
    yield "too long to compare", lambda: ("." * 2_000_000, ".," * 1_000_000)


def _pages() -> Inputs:
    for piece in (
        "<a href=x>",
        "<a",
        "<a href='",
        "</a",
        "</",
        "<!",
        "<!--",
        "<![CDATA[",
        "<?",
        "&amp;",
        "<script>",
        "x" * 9,
    ):
        yield f"{piece!r} again", lambda piece=piece: piece * (50_000 // len(piece))


def _of(files: dict[str, Callable[[], bytes]]) -> Callable[[], Inputs]:
    return files.items


def _named(path: str, django: bool) -> Callable[[], Callable[[Any], Any]]:
    def find() -> Callable[[Any], Any]:
        if django:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.test")
            import_module("django").setup()
        module, _, name = path.partition(":")
        if name == "patterns":
            find_patterns()
        return getattr(import_module(module), name)

    return find


@dataclass(frozen=True)
class Budget:
    """`cpu` seconds and `memory` bytes above what the process has, for one input, on a machine that is busy."""

    path: str
    inputs: Callable[[], Inputs]
    cpu: int = 2
    memory: int = 256 * MB
    django: bool = True
    refusals: tuple[type[Exception], ...] = (ValueError,)
    reader: Callable[[], Callable[[Any], Any]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reader", _named(self.path, self.django))


_HERE = "tests.security.readers"
_SHEETS = "providers.imports.foreign"
BUDGETS = {
    "overview of a workbook": Budget(f"{_SHEETS}.confined_sheets:overview_of", _of(WORKBOOKS), memory=128 * MB),
    "overview of a CSV": Budget(f"{_SHEETS}.confined_sheets:overview_of", _of(CSVS), memory=128 * MB),
    "overview of JSON": Budget(f"{_SHEETS}.confined_sheets:overview_of", _of(JSONS), memory=128 * MB),
    "rows of a CSV": Budget(f"{_HERE}:all_rows", _of(CSVS), cpu=4, memory=256 * MB),
    "words of two versions": Budget(f"{_HERE}:difference", _pairs),
    "a cell in every column": Budget(f"{_HERE}:cell", _texts(20_000)),
    "kinds of value": Budget(f"{_HERE}:kinds", _texts(20_000)),
    "words families shouldn't read": Budget("providers.review.sensitive_words:findings_in", _texts(5_000)),
    "words without review": Budget("providers.review.note_words:why_to_look", _texts(300)),
    "a postcode": Budget("search.places.postcodes:normalise", _texts(20_000)),
    "words of a search": Budget("search.understanding.tokens:tokenise", _texts(20_000)),
    "a mail's words": Budget(f"{_HERE}:mail_lines", _texts(20_000)),
    "a mail that came back": Budget(f"{_HERE}:bounce", _texts(20_000)),
    "links of a school's page": Budget(f"{_HERE}:links", _pages, memory=128 * MB),
    "patterns": Budget(f"{_HERE}:patterns", _texts(2_000), cpu=6),
}
