"""How a reviewer corrects a field of a submission: the right inputs for its kind."""

from collections.abc import Mapping
from typing import Final

from django import forms

from providers.listings.data import CODE_FIELDS, LONGEST_TEXT, PLAIN_FIELDS, OrganisationData, ServiceData
from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.listings.refuges import usual_hiding
from providers.review.comparison.diff import VOCABULARIES
from providers.review.corrections.inputs import CodesField, Correction, column_input, single
from providers.review.corrections.parts import (
    areas_correction,
    contacts_correction,
    costs_correction,
    files_correction,
    logo_correction,
    place_correction,
)
from search.taxonomy.selectors import term_labels
from tenants.inputs.fields import KindField
from tenants.text.kinds import paragraphs

_TERMS: Final = {"needs": "need", "topics": "topic"}
_ROWS: Final = {
    "contacts": contacts_correction,
    "costs": costs_correction,
    "areas": areas_correction,
    "files": files_correction,
}
Content = ServiceData | OrganisationData


def content_of(proposed: Listing) -> Content:
    """What corrections start from."""
    if isinstance(proposed, Service):
        return ServiceData.from_service(proposed)
    return OrganisationData.from_organisation(proposed)


def correction_of(content: Content, name: str, *, organisation: str) -> Correction | None:
    """The inputs for a field of the comparison, filled with what is proposed by an organisation; None for what its
    people take away."""
    if isinstance(content, ServiceData):
        return _service_correction(content, name, organisation)
    if name == "logo_id":
        return logo_correction(content.logo_id) if content.logo_id else None
    return single(column_input(Organisation, name, None), getattr(content, name))


def _service_correction(data: ServiceData, name: str, organisation: str) -> Correction | None:
    field, _, key = name.partition(".")
    if field == "answers":
        answer = KindField(paragraphs(LONGEST_TEXT), required=False, widget=forms.Textarea(attrs={"rows": 4}))
        return single(answer, dict(data.answers).get(key, ""))
    if field == "places":
        usual = usual_hiding(data, organisation)
        return next((place_correction(place, usual=usual) for place in data.places if str(place.uuid) == key), None)
    if name in _ROWS:
        return _ROWS[name](data) if getattr(data, name) else None
    if labels := _labels(name):
        return single(CodesField(labels), getattr(data, name))
    return single(column_input(Service, name, None), getattr(data, name)) if name in PLAIN_FIELDS else None


def _labels(name: str) -> Mapping[str, str]:
    if name in _TERMS:
        return term_labels(_TERMS[name])
    return VOCABULARIES[name] if name in CODE_FIELDS else {}
