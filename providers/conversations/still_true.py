"""Whether a message still has somebody to read it when its mail leaves."""

from providers.conversations.mails import FROM_COUNCIL_ABOUT, TO_COUNCIL_ABOUT
from providers.conversations.models import Message
from providers.conversations.selectors import may_write
from tenants.accounts.models import User
from tenants.mail.templates import About, register_template


def register_mails() -> None:
    """Make the mails that carry messages known."""
    register_template(FROM_COUNCIL_ABOUT, why_untrue)
    register_template(TO_COUNCIL_ABOUT, why_untrue)


def why_untrue(about: About) -> str:
    """Why a message is nothing to the person any more; empty while they may answer it."""
    message = Message.objects.select_related("service", "organisation").filter(pk=about["message"]).first()
    if message is None:
        return "The listing was deleted since."
    person = User.objects.get(pk=about["person"])
    if not may_write(person, message.listing, from_council=not message.from_council):
        return "The person no longer looks after it."
    return ""
