"""A listing's reviewed content as plain values: what forms, imports and the review hand to the services.

One field for each reviewed column of `Service` and its children; needs and topics are codes.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleData:
    """Opening hours on one day, or by arrangement (no day, no times)."""

    day: str = ""
    opens: time | None = None
    closes: time | None = None
    period: str = "all-year"
    uuid: uuid.UUID = field(default_factory=uuid.uuid4, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceData:
    """A place with its address and hours. Its point and council area are found from the postcode when it is saved."""

    address: str = ""
    postcode: str = ""
    hide_address: bool = False
    accessibility: tuple[str, ...] = ()
    schedules: tuple[ScheduleData, ...] = ()
    uuid: uuid.UUID = field(default_factory=uuid.uuid4, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostData:
    """One price and what it is for."""

    option: str = ""
    amount: Decimal | None = None
    amount_description: str = ""
    uuid: uuid.UUID = field(default_factory=uuid.uuid4, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactData:
    """Whom families call or write to."""

    name: str = ""
    phone: str = ""
    email: str = ""
    uuid: uuid.UUID = field(default_factory=uuid.uuid4, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaData:
    """An area the service is only for."""

    code: str
    name: str
    uuid: uuid.UUID = field(default_factory=uuid.uuid4, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceData:
    """Everything of a service that is reviewed."""

    name: str
    external_id: str | None = None
    summary: str = ""
    description: str = ""
    url: str = ""
    sectors: tuple[str, ...] = ()
    tier: str = ""
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    suits: str = ""
    eligibility: str = ""
    who_decides: str = ""
    referral: tuple[str, ...] = ()
    how_to_access: str = ""
    free: bool | None = None
    personal_budget: bool | None = None
    reach: str = "local"
    delivery: tuple[str, ...] = ()
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
    accessibility_plan_url: str = ""
    senco: str = ""
    admissions: str = ""
    places: tuple[PlaceData, ...] = ()
    costs: tuple[CostData, ...] = ()
    contacts: tuple[ContactData, ...] = ()
    areas: tuple[AreaData, ...] = ()


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
