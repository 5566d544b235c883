"""A service's reviewed content."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final, Self

from providers.listings.data.children import AreaData, ContactData, CostData, FileData, PlaceData
from providers.listings.data.codes import Codes, in_order
from providers.listings.models import Service
from providers.listings.questions import QUESTIONS
from search import vocabulary

Answers = tuple[tuple[str, str], ...]
"""Codes of the Code of Practice's questions with their answers; unanswered ones are left out."""


LONGEST_TEXT: Final = 5000
"""So many characters fit into a text of several lines on the pages. Files may bring more."""


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
            object.__setattr__(self, name, in_order(getattr(self, name), words))
        given = dict(self.answers)
        codes = in_order((code for code, answer in given.items() if answer), _QUESTION_ORDER)
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
