"""A book of what two editors should find: every version's answers, kept by hand and much simpler than the code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from providers.listings.data import ContactData, CostData, FileData, PlaceData, ServiceData

Value = tuple[str, ...]
"""An answer as its boxes hold it."""
Answers = dict[str, Value]
PRICE, DESK, HALL, LEAFLET = (UUID(int=number) for number in (1, 2, 3, 4))


@dataclass(frozen=True)
class Answer:
    """One answer: the page and boxes that it is typed in, where it is in a version, what people type."""

    page: str
    boxes: tuple[str, ...]
    read: Callable[[ServiceData], Value]
    typed: tuple[Value, ...]
    in_sheets: bool = False
    """Whether a sheet has columns for it, named like the boxes."""


def _text(page: str, name: str, *, in_sheets: bool = False, empty: bool = True) -> Answer:
    words = [(f"{name}, {which}",) for which in ("one way", "another way", "a third way")]
    typed = (*words[:2], ("",) if empty else words[2])
    return Answer(page, (name,), lambda data: (getattr(data, name),), typed, in_sheets=in_sheets)


ANSWERS: Mapping[str, Answer] = {
    "summary": _text("about/", "summary", in_sheets=True, empty=False),
    "description": _text("about/", "description", in_sheets=True, empty=False),
    "age_min": Answer(
        "who/",
        ("age_min", "age_max"),
        lambda data: (str(data.age_min), str(data.age_max)),
        (("5", "11"), ("4", "11"), ("5", "18")),
        in_sheets=True,
    ),
    "suits": _text("who/", "suits"),
    f"costs.{PRICE}": Answer(
        "cost/",
        ("rows-0-option", "rows-0-amount"),
        lambda data: (data.costs[0].option, str(data.costs[0].amount)),
        (("A visit", "4.50"), ("Two visits", "4.50"), ("A visit", "6.00")),
    ),
    f"contacts.{DESK}.name": Answer(
        "contact/", ("rows-0-name",), lambda data: (data.contacts[0].name,), (("Desk",), ("Office",), ("Hall",))
    ),
    f"contacts.{DESK}.phone": Answer(
        "contact/",
        ("rows-0-phone",),
        lambda data: (data.contacts[0].phone,),
        (("01632 960001",), ("01632 960002",), ("",)),
    ),
    f"places.{HALL}.address": Answer(
        f"places/{HALL}/",
        ("address",),
        lambda data: (data.places[0].address,),
        (("1 Long Road",), ("2 Long Road",), ("3 Long Road",)),
    ),
    f"files.{LEAFLET}.title": Answer(
        "files/", ("files-0-title",), lambda data: (data.files[0].title,), (("Leaflet",), ("Prices",), ("Plan",))
    ),
    "outcomes": _text("send/", "outcomes", in_sheets=True),
}
PAGES = tuple(dict.fromkeys(answer.page for answer in ANSWERS.values()))


def first_version(file_id: int) -> ServiceData:
    """A service with something in every answer, enough to be sent."""
    return ServiceData(
        name="Sleep club",
        external_id="o-1",
        summary="At first",
        description="At first",
        sectors=("health",),
        needs=("autism",),
        age_min=0,
        age_max=25,
        suits="At first",
        outcomes="At first",
        free=False,
        costs=(CostData(uuid=PRICE, option="At first", amount=Decimal("1.00")),),
        contacts=(ContactData(uuid=DESK, name="At first", phone="01632 960000"),),
        places=(PlaceData(uuid=HALL, address="At first"),),
        files=(FileData(uuid=LEAFLET, kind="document", file_id=file_id, title="At first"),),
    )


def answers_of(data: ServiceData) -> Answers:
    """What a version says."""
    return {path: answer.read(data) for path, answer in ANSWERS.items()}


@dataclass
class Book:
    """What every version says, which is the newest, what waits for the council and what families see."""

    newest: Answers
    versions: dict[int, Answers] = field(default_factory=dict)
    sent: Answers | None = None
    live: Answers | None = None

    def note(self, version: int) -> None:
        """The newest answers are this version."""
        self.versions.setdefault(version, dict(self.newest))

    def met(self, version: int, typed: Answers) -> dict[str, tuple[Value, Value]]:
        """Answers that both changed since a version, each to something else: what was typed, and what is there."""
        base = self.versions[version]
        return {
            path: (value, self.newest[path])
            for path, value in typed.items()
            if len({value, base[path], self.newest[path]}) == 3
        }

    def save(self, version: int, typed: Answers, kept: Mapping[str, bool]) -> None:
        """Take on what was typed on a version; where both changed an answer, `kept` says whether the typed one."""
        asked = self.met(version, typed)
        changed = {path: value for path, value in typed.items() if value != self.versions[version][path]}
        self.newest = self.newest | {
            path: value for path, value in changed.items() if kept.get(path, path not in asked)
        }
