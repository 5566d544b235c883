"""An organisation's own details, and the name of a new service."""

from django import forms

from providers.portal.forms.base import AnswersForm, long_text, one, text, web_address
from search import vocabulary


class OrganisationForm(AnswersForm):
    """What the council reviews of the organisation itself."""

    name = text("Name of the organisation", required=True, autocomplete="organization")
    kind = one("What kind of organisation is it?", vocabulary.ORGANISATION_KIND)
    description = long_text("About the organisation")
    url = web_address("Website")
    email = forms.EmailField(
        label="E-mail", required=False, error_messages={"invalid": "Enter an e-mail address, like name@example.org"}
    )
    phone = text("Phone", most=40, autocomplete="tel")
    charity_number = forms.RegexField(
        r"^\d{6,7}(-\d{1,2})?$",
        label="Charity number",
        required=False,
        max_length=8,
        error_messages={"invalid": "Enter a charity number, like 1234567"},
    )
    company_number = forms.RegexField(
        r"^[A-Z0-9]{8}$",
        label="Company number",
        required=False,
        error_messages={"invalid": "Enter the 8 characters of the company number"},
    )


class NewServiceForm(forms.Form):
    """A new service starts with its name; everything else is its task list."""

    name = text("Name of the service", hint="The name families know it by.", required=True)
