"""What changes at once, without review: waiting times, temporarily closed, hidden, still correct."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from providers.listings.errors import ListingError
from providers.listings.models import Service
from providers.listings.selectors import families_see
from providers.listings.services.checks import confirm_still_correct
from providers.portal.access import service_view
from providers.portal.forms.state import NowForm, ShownForm
from providers.portal.selectors import home_of
from providers.portal.services import Visibility, change_visibility
from providers.review.services.state_notes import say_what_holds
from tenants.accounts.requests import SignedInRequest

WORDS_WAIT = " The council looks at your words first."


@service_view
def closed(request: SignedInRequest, service: Service) -> HttpResponse:
    """Say how long families wait, and mark it closed for now or open again."""
    form = NowForm(request.POST or None, service=service)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        waits = say_what_holds(
            user=request.user,
            service=service,
            waiting_time=answers["waiting_time"],
            places=form.places,
            closed=answers["temporarily_closed"],
            note=answers["note"],
        )
        state = "closed for now" if answers["temporarily_closed"] else "open"
        messages.success(request, f"Saved. Families see it as {state}.{WORDS_WAIT if waits else ''}")
        return redirect("portal:service", uuid=service.uuid)
    return render(
        request, "portal/closed.html", {"service": service, "form": form}, status=422 if form.is_bound else 200
    )


@service_view
def shown(request: SignedInRequest, service: Service) -> HttpResponse:
    """Hide a listing for a while, take it down, or bring it back."""
    form = ShownForm(request.POST or None, service=service)
    if request.method == "POST" and form.is_valid():
        try:
            change_visibility(user=request.user, service=service, visibility=form.cleaned_data["shown"])
        except ListingError as problem:
            form.add_error("shown", problem.message)
        else:
            messages.success(request, _shown_as(service, form.cleaned_data["shown"]))
            return redirect("portal:service", uuid=service.uuid)
    return render(
        request, "portal/shown.html", {"service": service, "form": form}, status=422 if form.is_bound else 200
    )


def _shown_as(service: Service, visibility: Visibility) -> str:
    if visibility is Visibility.ARCHIVED:
        return "Taken down. Families can’t find it, and we stop asking you about it."
    if visibility is Visibility.PAUSED:
        return "Hidden. Families can’t find it until you show it again."
    if families_see(service):
        return "Saved. Families find it again."
    return (
        "Saved. The council hides it from families." if service.hidden_by_council else "Saved. You can go on with it."
    )


@service_view
def still_correct(request: SignedInRequest, service: Service) -> HttpResponse:
    """Say that everything is still true today; 409 for what families can't see."""
    if request.method != "POST":
        return render(request, "portal/still_correct.html", {"service": service})
    try:
        confirm_still_correct(user=request.user, service=service)
    except ListingError as problem:
        context = {"listing": service, "problem": problem.message, "home": home_of(service)}
        return render(request, "portal/not_now.html", context, status=409)
    messages.success(request, "Thank you. Families see that it was checked today.")
    return redirect("portal:service", uuid=service.uuid)
