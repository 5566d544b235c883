"""What families' page of a service shows beside the service's own fields, ready to read."""

from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from providers.listings.data import Answers, CostData, ScheduleData
from providers.listings.models import (
    HideAddress,
    Membership,
    PlaceWaitingTime,
    Service,
    ServiceAtLocation,
    ServiceFile,
)
from providers.listings.projection import hidden_postcodes, is_withheld, place_of
from providers.listings.provenance import live_provenance
from providers.listings.questions import QUESTIONS
from providers.listings.services.waiting_times import is_old
from providers.listings.words import any_of, cost_words, hours_words
from search import vocabulary
from search.documents import Place
from search.matching.distance import Point, miles_between
from search.places.selectors import PostcodePoint, attribution, home_areas, point_typed, points_held
from search.results.distance_words import start_of
from tenants.accounts.roles import is_officer
from tenants.councils.links import absolute_url
from tenants.text.phones import dialled

OFSTED_REPORTS: Final = "https://reports.ofsted.gov.uk/provider/21/"


@dataclass(frozen=True, slots=True)
class ShownWaiting:
    """How long families wait, when that was said, and whether it is so old that they should ask."""

    words: str
    checked: date | None
    old: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPlace:
    """One place as families read it. A hidden address is the area around it; a withheld place has no lines."""

    lines: tuple[str, ...]
    hours: tuple[str, ...]
    accessibility: tuple[str, ...]
    hidden: bool
    out_of_area: bool
    miles: float | None
    waiting: "ShownWaiting | None"

    @property
    def somewhere(self) -> bool:
        """Whether there is a place to go to, not only hours of a phone line or an online group."""
        return bool(self.lines)


def service_context(service: Service, *, postcode: str = "") -> dict[str, Any]:
    """The template's context for a live service or a draft; distances start at `postcode` when it is known.

    The number of queries doesn't grow with places, needs or contacts when the service comes from `shown_services`.
    """
    found = point_typed(postcode) if postcode else None
    waiting = {each.place: each for each in service.state.place_waiting_times.all()}
    origin = found.point if found else None
    rows = list(service.service_at_locations.all())
    with points_held(hidden_postcodes([service])):
        places = [_shown(row, origin, waiting.get(row.uuid)) for row in rows]
    files = list(service.service_files.all())
    contacts = list(service.contacts.all())
    return {
        "service": service,
        "short_url": absolute_url(reverse("service-short", args=[service.uuid])),
        "state": service.state,
        "waiting": _waiting(service.state.waiting_time, service.state.waiting_time_checked),
        "organisation": service.organisation,
        "places": sorted((place for place in places if place.somewhere), key=_how_far),
        "place_withheld": any(map(is_withheld, rows)),
        "hours_elsewhere": [line for place in places if not place.somewhere for line in place.hours],
        "accessibility": _accessibility(places),
        "postcode": found.code if found else "",
        "from_words": start_of(found.code, found.precision) if found else "",
        "needs": [term.label for term in sorted(service.needs.all(), key=lambda term: term.position)],
        "advice": _advice(service),
        "costs": cost_words(map(CostData.of, service.cost_options.all())),
        "contacts": contacts,
        "call": next((each.phone for each in contacts or [service.organisation] if dialled(each.phone)), ""),
        "photos": [row for row in files if row.kind == ServiceFile.Kind.PHOTO],
        "documents": [row for row in files if row.kind == ServiceFile.Kind.DOCUMENT],
        "areas": any_of([area.name for area in service.service_areas.all()]),
        "lives_there": _lives_there(service, found),
        "checked_by": _checked_by(service),
        "provenance": live_provenance(service),
        "answers": [(QUESTIONS[code].label, answer) for code, answer in _answers(service) if code in QUESTIONS],
        "ofsted_url": f"{OFSTED_REPORTS}{service.urn}" if service.urn else "",
        "attribution": attribution() if places else "",
    }


def _advice(service: Service) -> str:
    """The query string of the advice about the service's topics; empty when it has none."""
    topics = [("topic", term.code) for term in sorted(service.topics.all(), key=lambda term: term.position)]
    return urlencode([("kind", "page"), *topics]) if topics else ""


def _how_far(place: ShownPlace) -> float:
    """The nearest place comes first; as they were written where nobody knows how far."""
    return inf if place.miles is None else place.miles


def _accessibility(places: list[ShownPlace]) -> list[tuple[str, tuple[str, ...]]]:
    """What the places have, each beside its first line where there are several; places that nobody is told of last."""
    several = len(places) > 1
    having = [place for place in places if place.accessibility]
    named = [(place.lines[0] if several else "", place.accessibility) for place in having if place.somewhere]
    elsewhere = {label: None for place in having if not place.somewhere for label in place.accessibility}
    return [*named, ("At another place" if named else "", tuple(elsewhere))] if elsewhere else named


def _answers(service: Service) -> Answers:
    """In the Code's order, however they were stored."""
    order = {code: position for position, code in enumerate(QUESTIONS)}
    return tuple(sorted(service.answers.items(), key=lambda item: order.get(item[0], len(order))))


def _lives_there(service: Service, found: PostcodePoint | None) -> bool | None:
    """Whether a family at the postcode lives in one of the service's areas; None when nobody can say."""
    home = home_areas(found) if found else ()
    return bool(set(home) & {area.code for area in service.service_areas.all()}) if home else None


def _waiting(words: str, checked: date | None) -> ShownWaiting | None:
    return ShownWaiting(words, checked, is_old(checked, today=timezone.localdate())) if words else None


def _shown(row: ServiceAtLocation, origin: Point | None, waiting: PlaceWaitingTime | None) -> ShownPlace:
    place = place_of(row)
    return ShownPlace(
        lines=_lines(row, place),
        hours=tuple(hours_words(map(ScheduleData.of, row.schedules.all()), since=timezone.localdate())),
        accessibility=tuple(label for code, label in vocabulary.ACCESSIBILITY.items() if code in row.accessibility),
        hidden=row.hide_address == HideAddress.EXACT,
        waiting=_waiting(waiting.waiting_time, waiting.checked) if waiting else None,
        out_of_area=bool(place and place.out_of_area),
        miles=miles_between(origin, place.latitude, place.longitude) if origin and place else None,
    )


def _lines(row: ServiceAtLocation, place: Place | None) -> tuple[str, ...]:
    if is_withheld(row):
        return ()
    if row.hide_address != HideAddress.NO:
        return (place.label if place else "Address not shown",)
    lines = [line.strip() for line in row.address.replace("\n", ",").split(",") if line.strip()]
    written = any(line.replace(" ", "").upper() == row.postcode.replace(" ", "") for line in lines)
    return tuple(lines if written or not row.postcode else [*lines, row.postcode])


def _checked_by(service: Service) -> str:
    """Who last said the listing is right: the people who run it, or the council; empty for somebody who is neither by
    now."""
    person = service.state.last_assured_by
    if person is None:
        return ""
    if Membership.objects.filter(organisation_id=service.organisation_id, user_id=person.pk).exists():
        return str(service.organisation.name)
    return "the council" if is_officer(person) else ""
