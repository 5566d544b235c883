"""Who works at the council, for its managers: inviting, roles, suspending, removing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from tenants.accounts.models import User
from tenants.desk.gates import manager_view
from tenants.desk.headings import heading
from tenants.mail.selectors import bounced_among
from tenants.staff.errors import StaffError, TooManyInvitations
from tenants.staff.forms import InviteForm, RolesForm, roles_in_words
from tenants.staff.models import StaffInvitation
from tenants.staff.selectors import open_invitations, roles_held, staff
from tenants.staff.services import change_roles, invite, let_back_in, remove, suspend, withdraw_invitation


@require_http_methods(["GET", "HEAD", "POST"])
@manager_view
def index(request: HttpRequest, manager: User) -> HttpResponse:
    """Everyone who works here and who was asked to, and a form to invite one more; 422 for what can't be."""
    form = InviteForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(user=manager, **form.cleaned_data)
        except StaffError as refused:
            form.add_error("email", str(refused))
            status = 429 if isinstance(refused, TooManyInvitations) else status
        else:
            messages.success(request, _sent(invitation))
            return redirect("staff:index")
    people, invitations = list(staff()), list(open_invitations())
    context = {
        "form": form,
        "people": people,
        "invitations": invitations,
        "bounced": bounced_among(each.email for each in (*people, *invitations)),
        **heading("People", "group"),
    }
    return render(request, "staff/index.html", context, status=status)


@require_POST
@manager_view
def resend(request: HttpRequest, manager: User, invitation: UUID) -> HttpResponse:
    """Mail an invitation once more, with a new link; the earlier one stops working."""
    found = get_object_or_404(open_invitations(), uuid=invitation)

    def send() -> str:
        return _sent(invite(user=manager, email=found.email, roles=found.roles))

    return _done(request, send, redirect("staff:index"))


@require_POST
@manager_view
def withdraw(request: HttpRequest, manager: User, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(StaffInvitation, uuid=invitation)

    def take_back() -> str:
        withdraw_invitation(user=manager, invitation=found)
        return f"The invitation to {found.email} is taken back. Its link works no more."

    return _done(request, take_back, redirect("staff:index"))


@require_http_methods(["GET", "HEAD", "POST"])
@manager_view
def person(request: HttpRequest, manager: User, person_id: int) -> HttpResponse:
    """One person: their roles, to change, and how to suspend or remove them; 422 for what can't be."""
    found = get_object_or_404(staff(), pk=person_id)
    form = RolesForm(request.POST or None, initial={"roles": roles_held(found)})
    if request.method == "POST" and form.is_valid():
        try:
            change_roles(user=manager, person=found, roles=form.cleaned_data["roles"])
        except StaffError as refused:
            form.add_error("roles", str(refused))
        else:
            messages.success(request, f"{found} now works here as {roles_in_words(form.cleaned_data['roles'])}.")
            return redirect("staff:index")
    context = {"form": form, **_about(found, manager), **heading(str(found), "user", above=_above())}
    return render(request, "staff/person.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@manager_view
def suspend_person(request: HttpRequest, manager: User, person_id: int) -> HttpResponse:
    """Shut a person out for now."""
    found = get_object_or_404(staff(), pk=person_id)

    def act() -> str:
        suspend(user=manager, person=found)
        return f"{found} is suspended, and signed out everywhere."

    return _done(request, act, redirect("staff:index"))


@require_POST
@manager_view
def let_person_back_in(request: HttpRequest, manager: User, person_id: int) -> HttpResponse:
    """End a suspension."""
    found = get_object_or_404(staff(), pk=person_id)

    def act() -> str:
        let_back_in(user=manager, person=found)
        return f"{found} can sign in again."

    return _done(request, act, redirect("staff:index"))


@require_http_methods(["GET", "HEAD", "POST"])
@manager_view
def remove_person(request: HttpRequest, manager: User, person_id: int) -> HttpResponse:
    """Say what removing means, and do it."""
    found = get_object_or_404(staff(), pk=person_id)

    def act() -> str:
        remove(user=manager, person=found)
        return f"{found} no longer works here. All their sessions have ended."

    if request.method == "POST":
        home = "account_login" if found.pk == manager.pk else "staff:index"
        return _done(request, act, redirect(home), refused=redirect("staff:person", person_id=found.pk))
    context = {**_about(found, manager), **heading(f"Remove {found}", "user", above=_above(), crumb="Remove")}
    return render(request, "staff/remove.html", context)


def _done(
    request: HttpRequest, act: Callable[[], str], then: HttpResponse, *, refused: HttpResponse | None = None
) -> HttpResponse:
    """Do it, say what was done or why not, and go on."""
    try:
        words = act()
    except StaffError as reason:
        messages.error(request, str(reason))
        return refused or redirect("staff:index")
    messages.success(request, words)
    return then


def _sent(invitation: StaffInvitation) -> str:
    return f"We sent {invitation.email} a link to join. It works for {StaffInvitation.LASTS.days} days."


def _about(found: User, manager: User) -> dict[str, Any]:
    return {"person": found, "is_self": found.pk == manager.pk, "roles": roles_in_words(roles_held(found))}


def _above() -> tuple[str, str]:
    return reverse("staff:index"), "People"
