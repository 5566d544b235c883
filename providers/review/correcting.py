"""How a reviewer corrects a field of a submission: the right input for its kind, and the value that comes of it."""

from typing import Any, Final

from django import forms
from django.db import models

from providers.listings.data import CODE_FIELDS, PLAIN_FIELDS, OrganisationData, ServiceData
from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.review.diff import VOCABULARIES
from search.taxonomy.selectors import term_labels

_TERMS: Final = {"needs": "need", "topics": "topic"}


Content = ServiceData | OrganisationData


def content_of(proposed: Listing) -> Content:
    """What corrections start from."""
    if isinstance(proposed, Service):
        return ServiceData.from_service(proposed)
    return OrganisationData.from_organisation(proposed)


def correction_field(content: Content, name: str) -> forms.Field | None:
    """An input for a field of the comparison, filled with what is proposed; None for what only its people can change
    (places, contacts, prices, areas and files)."""
    if isinstance(content, ServiceData):
        return _service_field(content, name)
    return _plain(Organisation, name, getattr(content, name))


def _service_field(data: ServiceData, name: str) -> forms.Field | None:
    if name.startswith("answers."):
        answer = dict(data.answers).get(name.removeprefix("answers."), "")
        return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}), initial=answer)
    if name in _TERMS:
        return _choices(term_labels(_TERMS[name]), getattr(data, name))
    if name in CODE_FIELDS:
        return _choices(VOCABULARIES[name], getattr(data, name))
    return _plain(Service, name, getattr(data, name)) if name in PLAIN_FIELDS else None


def _plain(model: type[models.Model], name: str, value: Any) -> forms.Field:
    column: Any = model._meta.get_field(name)
    options: dict[str, Any] = {"required": not column.blank, "initial": value}
    if isinstance(column, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 5})
    elif isinstance(column, models.DateField):
        options["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    elif isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    field: forms.Field = column.formfield(**options)
    return field


def _choices(labels: Any, chosen: tuple[str, ...]) -> forms.Field:
    return _Codes(
        required=False, choices=list(labels.items()), initial=list(chosen), widget=forms.CheckboxSelectMultiple
    )


class _Codes(forms.MultipleChoiceField):
    """Gives a tuple, as a listing's content has it."""

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))
