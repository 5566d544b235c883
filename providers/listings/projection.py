"""A live service as the search document that families' results are made of."""

from collections.abc import Iterable
from itertools import chain

from django.utils import timezone

from providers.listings.contradictions import free_as_shown
from providers.listings.data import CostData
from providers.listings.models import Contact, HideAddress, Service, ServiceAtLocation
from providers.listings.provenance import Provenance
from providers.listings.words import cost_words, labels
from search import vocabulary
from search.documents import Place, SearchDocument
from search.places.authorities import same_area
from search.places.postcodes import is_postcode
from search.places.selectors import area_around
from search.taxonomy.models import Term
from search.taxonomy.selectors import needs_answered
from tenants.councils.scope import current_council


def key_of(service: Service) -> str:
    """The document's key within its council."""
    return f"service:{service.uuid}"


def document_of(service: Service, provenance: Provenance) -> SearchDocument:
    """The document of a service's live row (not of a draft).

    Nothing in it tells more of a hidden address than the area around it, and of a withheld place that there is one.
    """
    needs = sorted(service.needs.all(), key=_position)
    topics = sorted(service.topics.all(), key=_position)
    rows = list(service.service_at_locations.all())
    contacts = list(service.contacts.all())
    areas = list(service.service_areas.all())
    phone = next((contact.phone for contact in contacts if contact.phone), service.organisation.phone)
    return SearchDocument(
        key=key_of(service),
        kind="service",
        uuid=str(service.uuid),
        name=service.name,
        url=service.get_absolute_url(),
        summary=service.summary,
        description=service.description,
        organisation=service.organisation.name,
        organisation_kind=service.organisation.kind,
        setting_type=service.setting_type,
        sectors=tuple(service.sectors),
        tier=service.tier,
        needs=tuple(term.code for term in needs),
        needs_answered=needs_answered(tuple(term.code for term in needs)),
        topics=tuple(term.code for term in topics),
        labels=tuple(term.label for term in (*needs, *topics)),
        audience=tuple(service.audience),
        age_min=service.age_min,
        age_max=service.age_max,
        reach=service.reach or "local",
        delivery=tuple(service.delivery),
        referral=tuple(service.referral),
        accessibility=tuple(
            code for code in vocabulary.ACCESSIBILITY if any(code in row.accessibility for row in rows)
        ),
        free=free_as_shown(service.free, service.cost_options.all()),
        personal_budget=service.personal_budget,
        cost=cost_words(map(CostData.of, service.cost_options.all())),
        how_to_access=service.how_to_access or labels(service.referral, vocabulary.REFERRAL),
        places=tuple(place for row in rows if (place := place_of(row)) is not None),
        place_withheld=any(is_withheld(row) for row in rows),
        open_days=_open_days(rows),
        periods=_periods(rows),
        areas=tuple(area.code for area in areas),
        area_names=tuple(area.name for area in areas),
        phone=phone,
        found_by=_found_by(service, rows, contacts),
        section_41=bool(service.section_41),
        temporarily_closed=service.state.temporarily_closed,
        stale=service.state.stale,
        last_assured=service.state.last_assured,
        updated=timezone.localdate(service.last_published_at) if service.last_published_at else None,
        written_by=provenance.written_by.value,
        brought_in_from=provenance.source,
        approved_by=provenance.approved_by.value,
        approved=provenance.approval.on if provenance.approval else None,
    )


def hidden_postcodes(services: Iterable[Service]) -> set[str]:
    """The full postcodes of hidden addresses, of which documents need the areas around them."""
    rows = (row for service in services for row in service.service_at_locations.all())
    return {row.postcode for row in rows if row.hide_address != HideAddress.NO and is_postcode(row.postcode)}


def is_withheld(row: ServiceAtLocation) -> bool:
    """Whether families are told nothing of where a place is."""
    return row.hide_address == HideAddress.ALL


def place_of(row: ServiceAtLocation) -> Place | None:
    """A place as results know it; None when nobody can say where it is, or nobody may."""
    if is_withheld(row):
        return None
    if row.hide_address != HideAddress.NO:
        return _hidden_place(row)
    if row.latitude is None or row.longitude is None:
        return None
    return Place(
        uuid=str(row.uuid),
        label=place_label(row),
        latitude=row.latitude,
        longitude=row.longitude,
        out_of_area=_out_of_area(row.district),
        accessibility=tuple(row.accessibility),
    )


def place_label(row: ServiceAtLocation) -> str:
    """“Bletchley, MK3 6EB”: town and postcode, for places whose address isn't hidden and for their own people."""
    lines = [line.strip() for line in row.address.replace("\n", ",").split(",") if line.strip()]
    town = lines[-1] if lines else ""
    if town.replace(" ", "").upper() == row.postcode.replace(" ", ""):
        town = lines[-2] if len(lines) > 1 else ""
    return ", ".join(filter(None, [town, row.postcode]))


def _found_by(service: Service, rows: Iterable[ServiceAtLocation], contacts: Iterable[Contact]) -> tuple[str, ...]:
    """What its page shows of whom to ring, where to write and where it is."""
    asked = [(contact.phone, contact.email) for contact in contacts]
    asked = asked or [(service.organisation.phone, service.organisation.email)]
    addresses = [row.address for row in rows if row.hide_address == HideAddress.NO]
    return tuple(dict.fromkeys(filter(None, (*chain.from_iterable(asked), service.url, *addresses))))


def _hidden_place(row: ServiceAtLocation) -> Place | None:
    """All that is told follows from the area around it: two places in one area can't be told apart."""
    area = area_around(row.postcode) if row.postcode else None
    if area is None:
        return None
    return Place(
        uuid=str(row.uuid),
        label=f"{area.code} area",
        latitude=area.latitude,
        longitude=area.longitude,
        hidden=True,
        out_of_area=_out_of_area(area.district),
        accessibility=tuple(row.accessibility),
    )


def _out_of_area(district: str) -> bool:
    return bool(district) and district not in same_area(current_council().gss_codes)


def _open_days(rows: list[ServiceAtLocation]) -> tuple[str, ...]:
    days = {schedule.day for row in rows for schedule in row.schedules.all()}
    return tuple(day for day in vocabulary.DAY if day in days)


def _periods(rows: list[ServiceAtLocation]) -> tuple[str, ...]:
    periods = {schedule.period for row in rows for schedule in row.schedules.all()}
    return tuple(period for period in ("term", "holidays", "by-arrangement") if period in periods)


def _position(term: Term) -> tuple[int, str]:
    return (term.position, term.label)
