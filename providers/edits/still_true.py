"""Whether what the council tells of its own change is still true when it leaves."""

from providers.edits.mails import COUNCIL_EDITED
from providers.edits.models import CouncilEdit
from providers.listings.permissions import organisation_id_of
from providers.listings.selectors import writes_for
from tenants.mail.templates import About, register_template


def register_mails() -> None:
    """Make the mail about the council's own changes known."""
    register_template(COUNCIL_EDITED, why_untrue)


def why_untrue(about: About) -> str:
    """Why a change is nothing to the person any more; empty while it is."""
    edit = CouncilEdit.objects.select_related("service", "organisation").filter(pk=about["edit"]).first()
    if edit is None:
        return "The listing was deleted since."
    if not writes_for(person=about["person"], organisation=organisation_id_of(edit.listing)):
        return "The person no longer writes for its organisation."
    return ""
