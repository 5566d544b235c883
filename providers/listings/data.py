"""A listing's reviewed content as plain typed values: what forms, imports and the review's comparison work on.

Two values are equal when families would read the same; the uuids of children tell which is which and don't count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from decimal import Decimal
from typing import Any, Self
from uuid import UUID, uuid4

from providers.listings.models import (
    Contact,
    CostOption,
    Organisation,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceFile,
)
from providers.listings.questions import QUESTIONS
from search import vocabulary

Codes = tuple[str, ...]
Answers = tuple[tuple[str, str], ...]
"""Codes of the Code of Practice's questions with their answers; unanswered ones are left out."""


def _in_order(codes: Iterable[str], words: Mapping[str, str]) -> Codes:
    order = {code: position for position, code in enumerate(words)}
    return tuple(sorted(set(codes), key=lambda code: (order.get(code, len(order)), code)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleData:
    """Opening hours on one weekday or date, or a period alone (by arrangement)."""

    day: str = ""
    on_date: date | None = None
    opens: time | None = None
    closes: time | None = None
    period: str = "all-year"
    note: str = ""
    uuid: UUID = field(default_factory=uuid4, compare=False)

    @classmethod
    def of(cls, schedule: Schedule) -> Self:
        """The values of a row or draft."""
        return cls(**{each.name: getattr(schedule, each.name) for each in fields(cls)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceData:
    """One place with its opening hours. Its point is looked up from the postcode when the draft is saved, unless its
    people put a pin on the map: `pin` is latitude and longitude."""

    address: str = ""
    postcode: str = ""
    pin: tuple[float, float] | None = None
    hide_address: bool = False
    accessibility: Codes = ()
    schedules: tuple[ScheduleData, ...] = ()
    uuid: UUID = field(default_factory=uuid4, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "accessibility", _in_order(self.accessibility, vocabulary.ACCESSIBILITY))

    @classmethod
    def of(cls, place: ServiceAtLocation) -> Self:
        """The values of a row or draft."""
        return cls(
            uuid=place.uuid,
            address=place.address,
            postcode=place.postcode,
            pin=_pin(place),
            hide_address=place.hide_address,
            accessibility=tuple(place.accessibility),
            schedules=tuple(map(ScheduleData.of, place.schedules.all())),
        )


def _pin(place: ServiceAtLocation) -> tuple[float, float] | None:
    if not place.pinned or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


@dataclass(frozen=True, slots=True, kw_only=True)
class CostData:
    """One price and what it is for."""

    option: str = ""
    amount: Decimal | None = None
    amount_description: str = ""
    uuid: UUID = field(default_factory=uuid4, compare=False)

    @classmethod
    def of(cls, cost: CostOption) -> Self:
        """The values of a row or draft."""
        return cls(**{each.name: getattr(cost, each.name) for each in fields(cls)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactData:
    """Whom families call or write to."""

    name: str = ""
    phone: str = ""
    email: str = ""
    uuid: UUID = field(default_factory=uuid4, compare=False)

    @classmethod
    def of(cls, contact: Contact) -> Self:
        """The values of a row or draft."""
        return cls(**{each.name: getattr(contact, each.name) for each in fields(cls)})


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaData:
    """An area the service is only for."""

    code: str
    name: str
    uuid: UUID = field(default_factory=uuid4, compare=False)

    @classmethod
    def of(cls, area: ServiceArea) -> Self:
        """The values of a row or draft."""
        return cls(**{each.name: getattr(area, each.name) for each in fields(cls)})

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class FileData:
    """A photo or document: `file_id` is the stored file's key, `title` a document's title or what a photo shows."""

    kind: str
    file_id: int
    title: str
    uuid: UUID = field(default_factory=uuid4, compare=False)

    @classmethod
    def of(cls, file: ServiceFile) -> Self:
        """The values of a row or draft."""
        return cls(**{each.name: getattr(file, each.name) for each in fields(cls)})

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceData:
    """Everything of a service that is reviewed. Lists of codes are kept in the vocabulary's order.

    `external_id` is an import's key: given when the service is made, it never changes, so it doesn't count either.
    """

    name: str
    external_id: str | None = field(default=None, compare=False)
    summary: str = ""
    description: str = ""
    url: str = ""
    sectors: Codes = ()
    tier: str = ""
    topics: Codes = ()
    needs: Codes = ()
    audience: Codes = ()
    age_min: int | None = None
    age_max: int | None = None
    suits: str = ""
    eligibility: str = ""
    who_decides: str = ""
    referral: Codes = ()
    how_to_access: str = ""
    free: bool | None = None
    personal_budget: bool | None = None
    reach: str = "local"
    delivery: Codes = ()
    languages: str = ""
    outcomes: str = ""
    staff_expertise: str = ""
    working_with_parents: str = ""
    transitions: str = ""
    if_unhappy: str = ""
    setting_type: str = ""
    urn: str = ""
    section_41: bool | None = None
    section_41_checked: date | None = None
    sen_report_url: str = ""
    sen_report_date: date | None = None
    accessibility_plan_url: str = ""
    senco: str = ""
    admissions: str = ""
    answers: Answers = ()
    places: tuple[PlaceData, ...] = ()
    costs: tuple[CostData, ...] = ()
    contacts: tuple[ContactData, ...] = ()
    areas: tuple[AreaData, ...] = ()
    files: tuple[FileData, ...] = ()

    def __post_init__(self) -> None:
        for name, words in CODE_LISTS.items():
            object.__setattr__(self, name, _in_order(getattr(self, name), words))
        given = dict(self.answers)
        codes = _in_order((code for code, answer in given.items() if answer), _QUESTION_ORDER)
        object.__setattr__(self, "answers", tuple((code, given[code]) for code in codes))

    @classmethod
    def from_service(cls, service: Service) -> Self:
        """The content of a live service, or of a draft (`service.get_latest_revision_as_object()`)."""
        lists: dict[str, Any] = {name: tuple(getattr(service, name)) for name in CODE_FIELDS}
        return cls(
            **{name: getattr(service, name) for name in PLAIN_FIELDS},
            **lists,
            topics=tuple(term.code for term in service.topics.all()),
            needs=tuple(term.code for term in service.needs.all()),
            places=tuple(map(PlaceData.of, service.service_at_locations.all())),
            costs=tuple(map(CostData.of, service.cost_options.all())),
            contacts=tuple(map(ContactData.of, service.contacts.all())),
            areas=tuple(map(AreaData.of, service.service_areas.all())),
            files=tuple(map(FileData.of, service.service_files.all())),
            answers=tuple(service.answers.items()),
        )


CODE_LISTS: Mapping[str, Mapping[str, str]] = {
    "sectors": vocabulary.SECTOR,
    "audience": vocabulary.AUDIENCE,
    "referral": vocabulary.REFERRAL,
    "delivery": vocabulary.DELIVERY,
    "topics": {term.code: term.label for term in vocabulary.TOPICS},
    "needs": {term.code: term.label for term in vocabulary.NEEDS},
}
_QUESTION_ORDER = {code: question.label for code, question in QUESTIONS.items()}
CODE_FIELDS = ("sectors", "audience", "referral", "delivery")
CHILD_FIELDS = ("places", "costs", "contacts", "areas", "files")
PLAIN_FIELDS = tuple(
    each.name
    for each in fields(ServiceData)
    if each.name not in CODE_LISTS and each.name not in CHILD_FIELDS and each.name != "answers"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationData:
    """Everything of an organisation that is reviewed."""

    name: str
    kind: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    charity_number: str = ""
    company_number: str = ""
    urn: str = ""
    ofsted_urn: str = ""
    cqc_id: str = ""
    ods_code: str = ""
    ukprn: str = ""

    @classmethod
    def from_organisation(cls, organisation: Organisation) -> Self:
        """The content of a live organisation or of a draft."""
        return cls(**{each.name: getattr(organisation, each.name) for each in fields(cls)})
