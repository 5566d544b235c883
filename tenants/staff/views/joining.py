"""The page that an invitation to work at the council links to."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tenants.accounts.joining import Joining, answer_invitation
from tenants.councils.scope import current_council
from tenants.staff.errors import StaffError
from tenants.staff.models import StaffInvitation
from tenants.staff.services import accept_invitation, join_by_invitation

TO_THE_COUNCIL: Final = Joining(
    kind=StaffInvitation,
    template="staff/invitation.html",
    accept=lambda user, found: accept_invitation(user=user, invitation=found),
    join=lambda found, name, password: join_by_invitation(invitation=found, name=name, password=password),
    refused=StaffError,
    welcome=lambda found: f"You now work on the SEND Local Offer of {current_council().name}.",
    home="wagtailadmin_home",
)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join_council(request: HttpRequest, token: str) -> HttpResponse:
    """Join the people who work at the council. The admin then asks for a second factor."""
    return answer_invitation(request, token, TO_THE_COUNCIL)
