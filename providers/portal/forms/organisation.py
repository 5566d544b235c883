"""An organisation's own details, and the name of a new service."""

from providers.listings.data import OrganisationData
from providers.portal.forms.asked import Asked, Questions
from providers.portal.forms.base import AnswersForm, email, long_text, named, one, phone, web_address
from providers.portal.forms.numbers import number_fields
from search import vocabulary
from tenants.inputs.forms import PlainForm


class OrganisationForm(AnswersForm):
    """What the council reviews of the organisation itself."""

    name = named("Name of the organisation", required=True, autocomplete="organization")
    kind = one("What kind of organisation is it?", vocabulary.ORGANISATION_KIND)
    description = long_text("About the organisation")
    url = web_address("Website")
    email = email("E-mail")
    phone = phone("Phone")


def organisation_questions(kind: str) -> Questions[OrganisationData]:
    """What is asked of an organisation of one kind: with the numbers that it can have."""
    asked: type[OrganisationForm] = type("OrganisationForm", (OrganisationForm,), number_fields(kind))

    def read(form: OrganisationForm) -> Asked[OrganisationData]:
        return Asked(form, (), form.applied_to)

    return Questions(lambda data: read(asked.starting_from(data)), lambda answers: read(asked(answers)))


class NewServiceForm(PlainForm):
    """A new service starts with its name; everything else is its task list."""

    name = named("Name of the service", hint="The name families know it by.", required=True)
