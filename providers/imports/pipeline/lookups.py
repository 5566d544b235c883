"""What an import asks the database for again and again, asked once a file or batch."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from providers.imports.incoming import IncomingListing
from providers.listings.apply_data import apply_organisation
from providers.listings.data import OrganisationData
from providers.listings.models import Organisation, Service
from providers.listings.selectors import with_everything
from search.places import selectors as places


def services_by_key(keys: Iterable[str]) -> dict[str, Service]:
    """The services that `keys` of a file mean: their `external_id`, or their uuid when they have none."""
    wanted = set(keys)
    uuids = {uuid for key in wanted if (uuid := _uuid(key))}
    found = {str(service.uuid): service for service in _services().filter(uuid__in=uuids, external_id=None)}
    found |= {
        service.external_id: service for service in _services().filter(external_id__in=wanted) if service.external_id
    }
    return {key: found[key] for key in wanted if key in found}


def key_of(service: Service) -> str:
    """The `external_id` a service has in a file: its uuid when nobody gave it one."""
    return service.external_id or str(service.uuid)


def lock_services(keys: Iterable[str]) -> None:
    """Lock the rows of the services that `keys` mean until the transaction ends, before they are read."""
    wanted = set(keys)
    uuids = {uuid for key in wanted if (uuid := _uuid(key))}
    rows = Service.objects.filter(Q(external_id__in=wanted) | Q(uuid__in=uuids, external_id=None)).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))


def postcodes_of(listings: Iterable[IncomingListing]) -> set[str]:
    """The full postcodes that listings name, as they are normally written."""
    given = (place.get("postcode") for listing in listings for place in listing.places)
    return {each.value for each in given if each and each.value}


class Organisations:
    """The council's organisations by name and kind, asked for at the first; made when a source names a new one."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Organisation] = {}
        self._asked = False

    def get(self, name: str, kind: str) -> Organisation:
        """The organisation of that name, and kind unless that is empty; a new one, not saved yet, when there is none.

        Raises ValidationError by field when it can't be one.
        """
        self._ask_once()
        known = self._found.get((name.casefold(), kind))
        if known is None:
            known = Organisation(name=name)
            apply_organisation(known, OrganisationData(name=name, kind=kind))
            self._remember(known)
        return known

    def _ask_once(self) -> None:
        if not self._asked:
            self._asked = True
            for organisation in Organisation.objects.order_by("-pk").select_related("latest_revision"):
                self._remember(organisation)

    def _remember(self, organisation: Organisation) -> None:
        for kind in (organisation.kind, ""):
            self._found[organisation.name.casefold(), kind] = organisation


class PostcodeNotes:
    """How well each postcode of a file is known, as a remark for people."""

    def __init__(self) -> None:
        self._notes: dict[str, str] = {}

    def note(self, postcode: str) -> str:
        """What to say about a postcode, or "" when it is known exactly."""
        if postcode not in self._notes:
            self._notes[postcode] = _postcode_note(postcode)
        return self._notes[postcode]


def _postcode_note(postcode: str) -> str:
    point = places.point_of(postcode)
    if point is None:
        return f"{postcode} is not among the postcodes loaded: the place has no point and no distance."
    if point.precision != "postcode":
        return f"{postcode} is not among the postcodes loaded: the centre of its {point.precision} is used."
    return ""


def _services() -> "QuerySet[Service]":
    return with_everything(Service.objects.select_related("latest_revision"))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
