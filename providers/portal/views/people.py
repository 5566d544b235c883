"""Who looks after an organisation: inviting, roles, taking out, leaving."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from providers.listings.errors import NotAllowed
from providers.listings.models import Membership, Organisation
from providers.people.errors import PeopleError, TooManyInvitations
from providers.people.models import Invitation
from providers.people.permissions import require_people_manager, user_can_manage_people
from providers.people.selectors import open_invitations, people_of
from providers.people.services.members import change_role, invite, remove_member, withdraw_invitation
from providers.portal.access import member_view
from providers.portal.forms.people import InviteForm, RoleForm
from tenants.accounts.requests import SignedInRequest
from tenants.accounts.roles import is_officer
from tenants.audit.services import note_view
from tenants.mail.selectors import bounced_among


@member_view
def people(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Everyone who looks after it, and for its owners a way to invite others. An officer's look is noted."""
    if is_officer(request.user):
        note_view(user=request.user, subject=organisation, what="its people")
    form = InviteForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST":
        _require_manager(request, organisation)
    if form.is_valid():
        try:
            invitation = invite(user=request.user, organisation=organisation, **form.cleaned_data)
        except PeopleError as refused:
            form.add_error("email", refused.message)
            status = 429 if isinstance(refused, TooManyInvitations) else status
        else:
            messages.success(request, _invited(invitation))
            return redirect("portal:people", uuid=organisation.uuid)
    members = people_of(organisation)
    context = {
        "organisation": organisation,
        "people": members,
        "bounced": bounced_among(member.user.email for member in members),
        "invitations": open_invitations(organisation),
        "manages": user_can_manage_people(request.user, organisation),
        "form": form,
    }
    return render(request, "portal/people.html", context, status=status)


@member_view
def member(request: SignedInRequest, organisation: Organisation, member_id: int) -> HttpResponse:
    """Give one person another role."""
    person = _member(organisation, member_id)
    _require_manager(request, organisation)
    form = RoleForm(request.POST or None, initial={"role": person.role})
    if request.method == "POST" and form.is_valid():
        try:
            change_role(user=request.user, member=person, role=form.cleaned_data["role"])
        except PeopleError as refused:
            form.add_error("role", refused.message)
        else:
            messages.success(request, f"Saved what {person.user} may do.")
            return redirect("portal:people", uuid=organisation.uuid)
    context = {"organisation": organisation, "member": person, "form": form}
    return render(request, "portal/member.html", context, status=422 if form.is_bound else 200)


@member_view
def remove(request: SignedInRequest, organisation: Organisation, member_id: int) -> HttpResponse:
    """Ask, then take a person out; or leave oneself."""
    person = _member(organisation, member_id)
    leaving = person.user_id == request.user.pk
    if not leaving:
        _require_manager(request, organisation)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            remove_member(user=request.user, member=person)
        except PeopleError as refused:
            form.add_error(None, refused.message)
        else:
            done = f"You have left {organisation.name}." if leaving else f"{person.user} has been taken out."
            messages.success(request, done)
            return redirect("portal:dashboard") if leaving else redirect("portal:people", uuid=organisation.uuid)
    context = {"organisation": organisation, "member": person, "leaving": leaving, "form": form}
    return render(request, "portal/remove_member.html", context, status=422 if form.errors else 200)


@require_POST
@member_view
def take_back(request: SignedInRequest, organisation: Organisation, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    _require_manager(request, organisation)
    found = get_object_or_404(Invitation, organisation=organisation, uuid=invitation)
    withdraw_invitation(user=request.user, invitation=found)
    messages.success(request, f"The invitation to {found.email} no longer works.")
    return redirect("portal:people", uuid=organisation.uuid)


def _invited(invitation: Invitation) -> str:
    if invitation.is_mailed:
        return f"Invitation sent to {invitation.email}."
    return f"We will send the invitation to {invitation.email} when the council has approved the organisation."


def _member(organisation: Organisation, member_id: int) -> Membership:
    members = Membership.objects.select_related("user", "organisation")
    return get_object_or_404(members, organisation=organisation, pk=member_id)


def _require_manager(request: SignedInRequest, organisation: Organisation) -> None:
    try:
        require_people_manager(request.user, organisation)
    except NotAllowed as refused:
        raise PermissionDenied(refused.message) from refused
