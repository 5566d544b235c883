"""What an import asks the database for again and again, asked once a file."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from providers.imports.content import ListingContent
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import Organisation, Service
from providers.listings.services import create_organisation
from search.places import selectors as places
from search.taxonomy.models import Term, Vocabulary


def term_codes(vocabulary: Vocabulary) -> list[str]:
    """The council's codes of a vocabulary."""
    return list(Term.objects.filter(vocabulary=vocabulary).values_list("code", flat=True))


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


def content_of(service: Service, *, live: bool) -> ListingContent:
    """What a file would say of a service: of what families see (`live`), or of its newest draft."""
    revision = service.live_revision if live else service.latest_revision
    draft = revision.as_object() if revision else service
    return ListingContent(
        data=ServiceData.from_service(draft),
        organisation=service.organisation.name,
        organisation_kind=service.organisation.kind,
        waiting_time=service.state.waiting_time,
    )


class Organisations:
    """The council's organisations by name and kind, made when a file names a new one."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Organisation] = {}
        for organisation in Organisation.objects.order_by("-pk").select_related("latest_revision"):
            self._remember(organisation)

    def get(self, name: str, kind: str) -> Organisation:
        """The organisation of that name, and kind unless that is empty; a new draft when there is none."""
        known = self._found.get((name.casefold(), kind))
        if known is None:
            known = create_organisation(user=None, data=OrganisationData(name=name, kind=kind))
            self._remember(known)
        return known

    def forget(self, name: str) -> None:
        """Look a name up again: its organisation may have been made in a listing that was then rolled back."""
        for key in [key for key in self._found if key[0] == name.casefold()]:
            del self._found[key]
        for organisation in Organisation.objects.filter(name__iexact=name).order_by("-pk"):
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
    return Service.objects.select_related("organisation", "state", "latest_revision", "live_revision")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
