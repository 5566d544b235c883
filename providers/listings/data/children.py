"""What a service has several of: places with their hours, prices, contacts, areas, files."""

from dataclasses import dataclass, field, fields
from datetime import date, time
from decimal import Decimal
from typing import Self
from uuid import UUID, uuid4

from django.db.models import Model

from providers.listings.data.codes import Codes, in_order
from providers.listings.models import HideAddress, ServiceAtLocation
from search import vocabulary


class FromRow:
    """Values that a model keeps under the same names."""

    __slots__ = ()

    @classmethod
    def of(cls, row: Model) -> Self:
        """The values of a row or draft."""
        return cls(**{each.name: getattr(row, each.name) for each in fields(cls)})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleData(FromRow):
    """Opening hours on one weekday or date, a period alone (by arrangement), or a note alone: words that families read
    beside the hours."""

    day: str = ""
    on_date: date | None = None
    opens: time | None = None
    closes: time | None = None
    period: str = "all-year"
    note: str = ""
    uuid: UUID = field(default_factory=uuid4, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceData:
    """One place with its opening hours. Its point is looked up from the postcode when the draft is saved, unless its
    people put a pin on the map: `pin` is latitude and longitude."""

    address: str = ""
    postcode: str = ""
    pin: tuple[float, float] | None = None
    hide_address: HideAddress = HideAddress.NO
    accessibility: Codes = ()
    schedules: tuple[ScheduleData, ...] = ()
    uuid: UUID = field(default_factory=uuid4, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "accessibility", in_order(self.accessibility, vocabulary.ACCESSIBILITY))

    @classmethod
    def of(cls, place: ServiceAtLocation) -> Self:
        """The values of a row or draft."""
        return cls(
            uuid=place.uuid,
            address=place.address,
            postcode=place.postcode,
            pin=_pin(place),
            hide_address=HideAddress(place.hide_address),
            accessibility=tuple(place.accessibility),
            schedules=tuple(map(ScheduleData.of, place.schedules.all())),
        )


def _pin(place: ServiceAtLocation) -> tuple[float, float] | None:
    if not place.pinned or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


@dataclass(frozen=True, slots=True, kw_only=True)
class CostData(FromRow):
    """One price and what it is for."""

    option: str = ""
    amount: Decimal | None = None
    amount_description: str = ""
    uuid: UUID = field(default_factory=uuid4, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactData(FromRow):
    """Whom families call or write to."""

    name: str = ""
    phone: str = ""
    email: str = ""
    uuid: UUID = field(default_factory=uuid4, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaData(FromRow):
    """An area the service is only for."""

    code: str
    name: str
    uuid: UUID = field(default_factory=uuid4, compare=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class FileData(FromRow):
    """A photo or document: `file_id` is the stored file's key, `title` a document's title or what a photo shows."""

    kind: str
    file_id: int
    title: str
    uuid: UUID = field(default_factory=uuid4, compare=False)

    def __str__(self) -> str:
        return self.title
