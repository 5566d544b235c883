"""Writes plain values onto a service or organisation in memory, where its next revision is taken from.

A child that stays keeps its uuid, so that links to it, feedback and the API go on meaning the same place or price.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from providers.listings.contradictions import contradictions
from providers.listings.data import (
    CODE_FIELDS,
    PLAIN_FIELDS,
    AreaData,
    ContactData,
    CostData,
    FileData,
    OrganisationData,
    PlaceData,
    ScheduleData,
    ServiceData,
)
from providers.listings.file_rules import refuse_files, refuse_logo
from providers.listings.models import (
    Contact,
    CostOption,
    ListingState,
    Organisation,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceFile,
)
from search.places import selectors as places
from search.places.postcodes import BadPostcode, normalise
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import current_terms
from tenants.text.money import NEGATIVE_PRICE

ChildData = PlaceData | ScheduleData | CostData | ContactData | AreaData | FileData
Errors = dict[str, list[str]]
_held: ContextVar[Mapping[tuple[str, str], Term] | None] = ContextVar("terms_held_by_code", default=None)


def apply_organisation(organisation: Organisation, data: OrganisationData) -> None:
    """Set an organisation's reviewed fields. Raises ValidationError by field."""
    _refuse_nul(data)
    errors: Errors = {}
    refuse_logo(organisation, data.logo_id, errors)
    for each in fields(data):
        setattr(organisation, each.name, getattr(data, each.name))
    try:
        organisation.full_clean(exclude=_unreviewed(organisation, data), validate_constraints=False)
    except ValidationError as error:
        errors = {**error.message_dict, **errors}
    if errors:
        raise ValidationError(errors)


def new_service(organisation: Organisation, data: ServiceData) -> Service:
    """A service with its state and content, not saved yet. Raises ValidationError by field; whether its `external_id`
    is free is not asked."""
    service = Service(organisation=organisation, external_id=data.external_id, name=data.name)
    service.full_clean(exclude=["organisation"], validate_unique=False, validate_constraints=False)
    service.state = ListingState(service=service)
    apply_service(service, data)
    return service


def apply_service(service: Service, data: ServiceData) -> None:
    """Set a service's reviewed fields and children.

    Raises ValidationError by field; a child's field is named like `places.0.postcode`. A contradiction that is there
    already may stay: nobody should have to mend prices to change a phone number.
    """
    _refuse_nul(data)
    held = _contradictions(service)
    for name in PLAIN_FIELDS:
        if name != "external_id":
            setattr(service, name, getattr(data, name))
    for name in CODE_FIELDS:
        setattr(service, name, list(getattr(data, name)))
    errors: Errors = {}
    for name, kind in (("topics", Vocabulary.TOPIC), ("needs", Vocabulary.NEED)):
        setattr(service, name, _terms(kind, name, getattr(data, name), errors))
    service.service_at_locations = _places(service, data.places, errors)
    service.cost_options = _children(service.cost_options.all(), data.costs, CostData.of, CostOption, "costs", errors)
    service.contacts = _children(service.contacts.all(), data.contacts, ContactData.of, Contact, "contacts", errors)
    service.service_areas = _children(
        service.service_areas.all(), data.areas, AreaData.of, ServiceArea, "areas", errors
    )
    refuse_files(service, data.files, errors)
    service.service_files = _children(
        service.service_files.all(), data.files, FileData.of, ServiceFile, "files", errors
    )
    errors |= {name: [message] for name, message in _contradictions(service).items() if name not in held}
    service.answers = {code: answer for code, answer in data.answers if answer}
    try:
        service.full_clean(exclude=_unreviewed(service, data), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        errors = {**error.message_dict, **errors}
    if errors:
        raise ValidationError(errors)


def _contradictions(service: Service) -> dict[str, str]:
    return contradictions(
        age_min=service.age_min, age_max=service.age_max, free=service.free, costs=service.cost_options.all()
    )


def _refuse_nul(data: OrganisationData | ServiceData) -> None:
    """PostgreSQL keeps no NUL; asked for one it would answer with an error of its own."""
    errors = {
        name: ["Take out the character that can't be shown."] for name, value in asdict(data).items() if _has_nul(value)
    }
    if errors:
        raise ValidationError(errors)


def _has_nul(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_nul, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_has_nul, value))
    return isinstance(value, str) and "\x00" in value


def _unreviewed(listing: models.Model, data: OrganisationData | ServiceData) -> set[str]:
    return {each.name for each in listing._meta.fields} - {each.name for each in fields(data)} | {"external_id"}


@contextmanager
def terms_held() -> Iterator[None]:
    """Ask for the council's terms once for all that the block applies. For a batch: it holds on to what it read."""
    token = _held.set({(term.vocabulary, term.code): term for term in Term.objects.select_related("merged_into")})
    try:
        yield
    finally:
        _held.reset(token)


def _terms(kind: Vocabulary, name: str, codes: Sequence[str], errors: Errors) -> list[Term]:
    held = _held.get()
    if held is not None:
        terms = [held[kind, code] for code in codes if (kind, code) in held]
    else:
        terms = list(Term.objects.filter(vocabulary=kind, code__in=codes)) if codes else []
    unknown = set(codes) - {term.code for term in terms}
    if unknown:
        errors[name] = [f"“{code}” isn't one of this council's {name}." for code in sorted(unknown)]
    return current_terms(terms)


def _places(service: Service, wanted: Sequence[PlaceData], errors: Errors) -> list[ServiceAtLocation]:
    found = _matched(
        service.service_at_locations.all(), wanted, PlaceData.of, lambda row, data: row.postcode == data.postcode
    )
    rows = []
    for position, (data, row) in enumerate(zip(wanted, found, strict=True)):
        place = row or ServiceAtLocation(uuid=data.uuid)
        path = f"places.{position}"
        _locate(place, data, path, errors)
        place.sort_order, place.address = position, data.address
        place.hide_address, place.accessibility = data.hide_address, list(data.accessibility)
        place.schedules = _children(
            place.schedules.all(), data.schedules, ScheduleData.of, Schedule, f"{path}.schedules", errors
        )
        _check(place, path, errors)
        rows.append(place)
    return rows


def _locate(place: ServiceAtLocation, data: PlaceData, path: str, errors: Errors) -> None:
    """Set the postcode and its point, or the pin. A postcode that nobody can place is kept without one."""
    text = data.postcode
    try:
        postcode = normalise(text) if text.strip() else ""
    except BadPostcode as error:
        errors[f"{path}.postcode"] = [str(error)]
        return
    point = places.point_of(postcode) if postcode else None
    if point is not None:
        place.latitude, place.longitude, place.district = point.latitude, point.longitude, point.district
    elif postcode != place.postcode or place.pinned or not postcode:
        place.latitude, place.longitude, place.district = None, None, ""
    place.postcode, place.pinned = postcode, data.pin is not None
    if data.pin is not None:
        place.latitude, place.longitude = data.pin
        if not (49 <= data.pin[0] <= 61 and -9 <= data.pin[1] <= 2):
            errors[f"{path}.pin"] = ["The pin must be in Great Britain."]


def _children(
    rows: Iterable[Any],
    wanted: Sequence[Any],
    of: Callable[[Any], ChildData],
    model: type[models.Model],
    path: str,
    errors: Errors,
) -> list[Any]:
    """The rows that say what is wanted, in its order: those there already where they match, else new ones."""
    children = []
    for position, (data, row) in enumerate(zip(wanted, _matched(rows, wanted, of), strict=True)):
        child: Any = row or model(uuid=data.uuid)
        for each in fields(data):
            if each.name != "uuid":
                setattr(child, each.name, getattr(data, each.name))
        child.sort_order = position
        _check(child, f"{path}.{position}", errors)
        children.append(child)
    return children


def _matched(
    rows: Iterable[Any],
    wanted: Sequence[Any],
    of: Callable[[Any], ChildData],
    alike: Callable[[Any, Any], bool] = lambda row, data: False,
) -> list[Any | None]:
    """For each wanted value the row that stands for it: by uuid, else the same words, else alike. No row twice."""
    free = {row.uuid: row for row in rows}
    found: list[Any | None] = [free.pop(data.uuid, None) for data in wanted]
    for same in (lambda row, data: of(row) == data, alike):
        for position, data in enumerate(wanted):
            if found[position] is None:
                row = next((row for row in free.values() if same(row, data)), None)
                found[position] = free.pop(row.uuid) if row is not None else None
    return found


def _schedule_problem(row: Schedule) -> tuple[str, str] | None:
    """The field and what is wrong with it."""
    problems = (
        ("closes", "Enter both an opening and a closing time, or neither.", bool(row.opens) != bool(row.closes)),
        (
            "closes",
            "The closing time must be after the opening time.",
            bool(row.opens and row.closes and row.opens >= row.closes),
        ),
        ("day", "Choose a day or a date for these times.", bool(row.opens and not row.day and not row.on_date)),
        ("on_date", "A date has no day of the week and no term.", bool(row.on_date and (row.day or _in_part(row)))),
        ("note", "Choose the day that this note is about.", bool(row.note and _in_part(row) and not row.day)),
    )
    return next(((field, message) for field, message, wrong in problems if wrong), None)


def _in_part(row: Schedule) -> bool:
    return row.period != "all-year"


def _check(child: Any, path: str, errors: Errors) -> None:
    """Note what the database would refuse on publishing."""
    parents = [each.name for each in child._meta.fields if each.remote_field]
    try:
        child.clean_fields(exclude=parents)
    except ValidationError as error:
        errors.update({f"{path}.{name}": messages for name, messages in error.message_dict.items()})
    if isinstance(child, Schedule) and (problem := _schedule_problem(child)):
        field, message = problem
        errors[f"{path}.{field}"] = [message]
    elif isinstance(child, CostOption) and child.amount is not None and child.amount < 0:
        errors[f"{path}.amount"] = [NEGATIVE_PRICE]
