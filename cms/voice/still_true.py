"""Whether a mail about comments is still true when it leaves."""

from cms.voice.mails import ANSWERED, COMMENTS_WAIT, CONCERN, FACT_REPORTED
from cms.voice.models import Comment, Contact
from cms.voice.selectors import overdue, service_of
from providers.listings.permissions import user_can_edit_listing
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.mail.templates import About, register_template


def register_mails() -> None:
    """Make the mails known."""
    register_template(CONCERN, why_concern_untrue)
    register_template(FACT_REPORTED, why_fact_untrue)
    register_template(ANSWERED, why_answer_untrue)
    register_template(COMMENTS_WAIT, why_reminder_untrue)


def why_concern_untrue(about: About) -> str:
    """Why there is no comment to look at any more; empty while there is."""
    if Comment.objects.filter(pk=about["comment"], erased_at=None).exists():
        return ""
    return "The comment was erased since."


def why_fact_untrue(about: About) -> str:
    """Why there is no fact to check any more, or not for this person; empty while there is."""
    comment = Comment.objects.facts_to_check().filter(pk=about["comment"], erased_at=None).first()
    if comment is None:
        return "It was checked or erased since."
    service = service_of(comment)
    if service is None or not user_can_edit_listing(User.objects.get(pk=about["person"]), service):
        return "The person no longer looks after it."
    return ""


def why_answer_untrue(about: About) -> str:
    """Why its writer isn't to be told; empty while they are."""
    if Contact.objects.filter(comment=about["comment"]).exclude(email="").exists():
        return ""
    return "The writer's address was erased since."


def why_reminder_untrue(about: About) -> str:
    """Why an officer has nothing to be reminded of any more; empty while they have."""
    if not is_officer(User.objects.get(pk=about["person"])):
        return "The person is no officer any more."
    return "" if overdue().exists() else "Nothing waits too long any more."
