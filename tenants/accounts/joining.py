"""The page that a mailed invitation leads to, whatever it invites to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from tenants.accounts.forms import JoinForm
from tenants.accounts.invitations import invitation_of
from tenants.accounts.models import InvitationByMail, User
from tenants.accounts.selectors import has_account

Kind = TypeVar("Kind", bound=InvitationByMail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining(Generic[Kind]):
    """How one kind of invitation is accepted."""

    kind: type[Kind]
    template: str
    """Extends `account/invitation.html`."""
    accept: Callable[[User, Kind], object]
    """By who has an account."""
    join: Callable[[Kind, str, str], User]
    """By somebody new, with a name and a password."""
    refused: type[Exception]
    """What both raise, with a sentence that may be shown."""
    welcome: Callable[[Kind], str]
    home: str
    """The name of the address that leads on."""


def answer_invitation(request: HttpRequest, token: str, how: Joining[Kind]) -> HttpResponse:
    """Join, with the account one has or with a new one. Opening the page does nothing, as mail scanners follow links:
    its button joins. 410 when the link is used up."""
    found = invitation_of(how.kind, token)
    if found is None or not found.is_waiting:
        return render(request, "account/invitation_closed.html", status=410)
    response = _answer(request, found, how)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _answer(request: HttpRequest, found: Kind, how: Joining[Kind]) -> HttpResponse:
    known = has_account(found.email)
    user = request.user if isinstance(request.user, User) else None
    form = None if known else JoinForm(request.POST or None, email=found.email)
    problems = []
    if request.method == "POST":
        try:
            if user is not None and known:
                how.accept(user, found)
                messages.success(request, how.welcome(found))
                return redirect(how.home)
            if form is not None and form.is_valid():
                newcomer = how.join(found, form.cleaned_data["name"], form.cleaned_data["password"])
                messages.success(request, how.welcome(found))
                signed_in: HttpResponse = perform_login(request, newcomer, email=newcomer.email)
                return signed_in
        except how.refused as refused:
            problems = [("", str(refused))]
    wrong_person = user is not None and user.email.lower() != found.email.lower()
    context = {"invitation": found, "form": form, "known": known, "problems": problems, "wrong_person": wrong_person}
    return render(request, how.template, context, status=422 if request.method == "POST" else 200)
