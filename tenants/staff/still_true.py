"""Whether a mail to or about the people who work at a council is still true when it leaves."""

from tenants.accounts.models import User
from tenants.accounts.roles import is_manager, is_staff_member
from tenants.mail.templates import About, register_template
from tenants.staff.mails import STAFF_INVITATION, STAFF_JOINED
from tenants.staff.models import StaffInvitation


def register_mails() -> None:
    """Make the mails known."""
    register_template(STAFF_INVITATION, why_invitation_untrue)
    register_template(STAFF_JOINED, why_joining_untrue)


def why_invitation_untrue(about: About) -> str:
    """Why nobody can join by a mail's link any more; empty while they can."""
    invitation = StaffInvitation.objects.filter(pk=about["invitation"]).first()
    if invitation is None or not invitation.is_waiting:
        return "The invitation was accepted or taken back, or has run out."
    if invitation.times_sent != about["times_sent"]:
        return "The invitation was sent once more since, with a new link."
    return ""


def why_joining_untrue(about: About) -> str:
    """Why it is no longer so that somebody joined, or nothing for whoever invited them; empty while it is."""
    joined = User.objects.filter(pk=about["joined"]).first()
    if joined is None or not is_staff_member(joined):
        return "Whoever joined has been removed or suspended since."
    if not is_manager(User.objects.get(pk=about["person"])):
        return "The person is no manager any more."
    return ""
