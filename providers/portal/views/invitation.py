"""The page an invitation to look after listings links to."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from providers.people.errors import PeopleError
from providers.people.models import Invitation
from providers.people.services.members import accept_invitation, join_by_invitation
from tenants.accounts.joining import Joining, answer_invitation

TO_AN_ORGANISATION: Final = Joining(
    kind=Invitation,
    template="portal/invitation.html",
    accept=lambda user, found: accept_invitation(user=user, invitation=found),
    join=lambda found, name, password: join_by_invitation(invitation=found, name=name, password=password),
    refused=PeopleError,
    welcome=lambda found: f"You now help to look after {found.organisation.name}.",
    home="portal:dashboard",
)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Join an organisation."""
    return answer_invitation(request, token, TO_AN_ORGANISATION)
