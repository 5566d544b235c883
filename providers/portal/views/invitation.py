"""The page an invitation links to. Opening it does nothing (mail scanners follow links); its button joins."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from providers.people.errors import PeopleError
from providers.people.models import Invitation
from providers.people.selectors import invitation_of
from providers.people.services.members import accept_invitation, join_by_invitation
from providers.portal.forms.people import JoinForm
from tenants.accounts.models import User
from tenants.accounts.selectors import has_account


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Join an organisation: with the account one has, or with a new one. 410 when the link is used up."""
    found = invitation_of(token)
    if found is None or not found.is_waiting:
        return render(request, "portal/invitation_closed.html", status=410)
    response = _answer(request, found)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _answer(request: HttpRequest, found: Invitation) -> HttpResponse:
    known = has_account(found.email)
    user = request.user if isinstance(request.user, User) else None
    form = None if known else JoinForm(request.POST or None, email=found.email)
    problems = []
    if request.method == "POST":
        try:
            if user is not None and known:
                accept_invitation(user=user, invitation=found)
                return _joined(request, found)
            if form is not None and form.is_valid():
                newcomer = join_by_invitation(invitation=found, **form.cleaned_data)
                _welcome(request, found)
                signed_in: HttpResponse = perform_login(request, newcomer, email=newcomer.email)
                return signed_in
        except PeopleError as refused:
            problems = [("", refused.message)]
    wrong_person = user is not None and user.email.lower() != found.email.lower()
    context = {"invitation": found, "form": form, "known": known, "problems": problems, "wrong_person": wrong_person}
    return render(request, "portal/invitation.html", context, status=422 if request.method == "POST" else 200)


def _joined(request: HttpRequest, found: Invitation) -> HttpResponse:
    _welcome(request, found)
    return redirect("portal:dashboard")


def _welcome(request: HttpRequest, found: Invitation) -> None:
    messages.success(request, f"You now help to look after {found.organisation.name}.")
