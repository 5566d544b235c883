"""Whether a mail that asks about listings is still true when it leaves."""

from datetime import date

from django.utils import timezone

from providers.assurance.due_dates import LAST_STEP, step_on
from providers.assurance.mails import LIST_TOPIC, SINGLE, TOGETHER
from providers.assurance.selectors import due_services_of, keeps
from providers.listings.models import Service
from providers.listings.selectors import families_see, writes_for
from tenants.accounts.models import User
from tenants.mail.templates import About, register_template, register_topic


def register_mails() -> None:
    """Make the mails that ask about listings known."""
    for template in SINGLE:
        register_template(template, why_reminder_untrue)
    register_template(TOGETHER, why_list_untrue)
    register_topic(LIST_TOPIC)


def why_reminder_untrue(about: About) -> str:
    """Why one listing's mail is no longer so; empty while it is."""
    service = Service.objects.select_related("state").filter(pk=about["service"]).first()
    due = date.fromisoformat(about["due"])
    if service is None or not families_see(service):
        return "Families can't see the listing any more, so there is nothing to check."
    if service.state.review_due != due:
        return "The listing was checked since."
    person = User.objects.get(pk=about["person"])
    if not (writes_for(person=person.pk, organisation=service.organisation_id) or keeps(person, service)):
        return "The person no longer writes for its organisation."
    if step_on(timezone.localdate(), due) > about["step"]:
        return "It is time for a later reminder."
    if about["step"] == LAST_STEP and service.state.stale:
        return "Families have been told since that nobody checked the listing."
    return ""


def why_list_untrue(about: About) -> str:
    """Why a list of several is no longer so; empty while one of them is still to be checked, as its words say."""
    person = User.objects.get(pk=about["person"])
    due = due_services_of(person, date.fromisoformat(about["day"]))
    still = {service.pk for service in due} & set(about["services"])
    return "" if still else "None of the listings needs a check by this person any more."
