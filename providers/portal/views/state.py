"""What changes at once, without review: waiting times, temporarily closed, hidden, still correct."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from providers.listings.errors import ListingError
from providers.listings.models import Service
from providers.listings.services.checks import confirm_still_correct
from providers.listings.services.listings import set_archived, set_paused, set_temporarily_closed
from providers.listings.services.waiting_times import set_waiting_times
from providers.portal.access import service_view
from providers.portal.forms.state import NowForm, ShownForm
from tenants.accounts.requests import SignedInRequest


@service_view
def closed(request: SignedInRequest, service: Service) -> HttpResponse:
    """Say how long families wait, and mark it closed for now or open again."""
    form = NowForm(request.POST or None, service=service)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        _save_state(request, service, form)
        state = "closed for now" if answers["temporarily_closed"] else "open"
        messages.success(request, f"Saved. Families see it as {state}.")
        return redirect("portal:service", uuid=service.uuid)
    return render(
        request, "portal/closed.html", {"service": service, "form": form}, status=422 if form.is_bound else 200
    )


@transaction.atomic
def _save_state(request: SignedInRequest, service: Service, form: NowForm) -> None:
    answers = form.cleaned_data
    set_waiting_times(user=request.user, service=service, whole=answers["waiting_time"], places=form.places)
    set_temporarily_closed(
        user=request.user, service=service, closed=answers["temporarily_closed"], note=answers["note"]
    )


@service_view
def shown(request: SignedInRequest, service: Service) -> HttpResponse:
    """Hide a listing for a while, take it down, or bring it back."""
    form = ShownForm(request.POST or None, service=service)
    if request.method == "POST" and form.is_valid():
        try:
            said = _save_shown(request, service, form.cleaned_data["shown"])
        except ListingError as problem:
            form.add_error("shown", problem.message)
        else:
            messages.success(request, said)
            return redirect("portal:service", uuid=service.uuid)
    return render(
        request, "portal/shown.html", {"service": service, "form": form}, status=422 if form.is_bound else 200
    )


@transaction.atomic
def _save_shown(request: SignedInRequest, service: Service, answer: str) -> str:
    """Save the answer; gives what to say of it. Raises WrongState."""
    set_archived(user=request.user, service=service, archived=answer == ShownForm.ARCHIVED)
    set_paused(user=request.user, service=service, paused=answer == ShownForm.PAUSED)
    if answer == ShownForm.ARCHIVED:
        return "Taken down. Families can’t find it, and we stop asking you about it."
    if answer == ShownForm.PAUSED:
        return "Hidden. Families can’t find it until you show it again."
    return "Saved. Families find it again." if service.live else "Saved. You can go on with it."


@service_view
def still_correct(request: SignedInRequest, service: Service) -> HttpResponse:
    """Say that everything is still true today."""
    if request.method != "POST":
        return render(request, "portal/still_correct.html", {"service": service})
    confirm_still_correct(user=request.user, service=service)
    messages.success(request, "Thank you. Families see that it was checked today.")
    return redirect("portal:service", uuid=service.uuid)
