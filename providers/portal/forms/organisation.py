"""An organisation's own details, and the name of a new service."""

from collections.abc import Collection
from dataclasses import replace
from typing import ClassVar, Final

from django import forms

from providers.listings.data import OrganisationData
from providers.portal.forms.asked import Asked, Questions
from providers.portal.forms.base import AnswersForm, email, long_text, named, one, phone, web_address
from providers.portal.forms.numbers import number_fields
from search import vocabulary
from tenants.inputs.forms import PlainForm

LOGO: Final = "logo_file"
"""The field that a logo is uploaded with."""
NEW_LOGO: Final = "new_logo"
"""The field with the key of the file that was uploaded a moment ago."""
_GONE: Final = "This logo is not here any more. Choose the file again"


class OrganisationForm(AnswersForm):
    """What the council reviews of the organisation itself. The logo stays unless a new one came or it is taken away."""

    beside = frozenset({LOGO, NEW_LOGO, "remove_logo"})
    logos: ClassVar[Collection[int]] = ()
    """The keys of logos that it may have."""

    name = named("Name of the organisation", required=True, autocomplete="organization")
    kind = one("What kind of organisation is it?", vocabulary.ORGANISATION_KIND)
    description = long_text("About the organisation")
    url = web_address("Website")
    email = email("E-mail")
    phone = phone("Phone")
    logo_file = forms.FileField(
        label="Choose a logo",
        help_text="PNG, JPEG or WebP, up to 10 MB. Best is one for a white page, about 500 pixels wide. "
        "It is shown small, beside the name.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    new_logo = forms.IntegerField(required=False, widget=forms.HiddenInput)
    remove_logo = forms.BooleanField(label="Remove the logo", required=False)

    @property
    def details(self) -> list[forms.BoundField]:
        """The fields of everything but the logo."""
        return [self[name] for name in self.fields if name not in self.beside]

    def clean_new_logo(self) -> int | None:
        """A logo that it may have."""
        logo: int | None = self.cleaned_data[NEW_LOGO]
        if logo is not None and logo not in self.logos:
            self.add_error(LOGO, _GONE)
            return None
        return logo

    def applied_to(self, data: OrganisationData) -> OrganisationData:  # type: ignore[override] # of this kind alone
        """The data with these answers. Call it on a valid form."""
        logo = self.cleaned_data[NEW_LOGO] or data.logo_id
        return replace(super().applied_to(data), logo_id=None if self.cleaned_data["remove_logo"] else logo)


def organisation_questions(kind: str, logos: Collection[int], problem: str = "") -> Questions[OrganisationData]:
    """What is asked of an organisation of one kind: with the numbers that it can have. `logos` are the keys of those
    that it may have, `problem` what is wrong with one that was uploaded just now."""
    numbers = number_fields(kind)
    order = [name for name in (*OrganisationForm.base_fields, *numbers) if name not in OrganisationForm.beside]
    own = {**numbers, "logos": logos, "field_order": order}
    asked: type[OrganisationForm] = type("OrganisationForm", (OrganisationForm,), own)

    def read(form: OrganisationForm) -> Asked[OrganisationData]:
        if problem and form.is_bound:
            form.add_error(LOGO, problem)
        return Asked(form, (), form.applied_to)

    return Questions(lambda data: read(asked.starting_from(data)), lambda answers: read(asked(answers)))


class NewServiceForm(PlainForm):
    """A new service starts with its name; everything else is its task list."""

    name = named("Name of the service", hint="The name families know it by.", required=True)
