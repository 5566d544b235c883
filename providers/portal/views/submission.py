"""Handing a draft to the council, and taking it back."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from providers.listings.errors import ListingError
from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.portal.access import organisation_view, service_view
from providers.portal.field_pages import with_pages
from providers.portal.selectors import home_of, newest_logo, own_words, pending_changes
from providers.review.errors import Stale
from providers.review.models import ReviewTaskState
from providers.review.selectors import status_of
from providers.review.services.submissions import submit, withdraw
from tenants.accounts.requests import SignedInRequest


@service_view
def submit_service(request: SignedInRequest, service: Service) -> HttpResponse:
    """Check your answers, then send them to the council."""
    return _submit(request, service)


@organisation_view
def submit_organisation(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """The same for the organisation's own details."""
    return _submit(request, organisation)


@service_view
def withdraw_service(request: SignedInRequest, service: Service) -> HttpResponse:
    """Ask, then take the submission back so that it can be edited."""
    return _withdraw(request, service)


@organisation_view
def withdraw_organisation(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """The same for the organisation's own details."""
    return _withdraw(request, organisation)


def _submit(request: SignedInRequest, listing: Listing) -> HttpResponse:
    if request.method != "POST":
        return _check_page(request, listing)
    try:
        return _act(
            request,
            listing,
            partial(submit, seen=_seen(request)),
            "Sent to the council. We will e-mail you when they have looked at it.",
        )
    except Stale as problem:
        listing.refresh_from_db()
        return _check_page(request, listing, problem.message)


def _check_page(request: SignedInRequest, listing: Listing, problem: str = "") -> HttpResponse:
    context = {
        "listing": listing,
        "changes": with_pages(listing, pending_changes(listing)),
        "logo": newest_logo(listing),
        "own_words": own_words(listing),
        "status": status_of(listing),
        "home": home_of(listing),
        "problem": problem,
    }
    return render(request, "portal/submit.html", context, status=409 if problem else 200)


def _seen(request: SignedInRequest) -> int | None:
    """The version that the person looked through."""
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() and len(given) < 19 else None


def _withdraw(request: SignedInRequest, listing: Listing) -> HttpResponse:
    if request.method != "POST":
        return render(request, "portal/withdraw.html", {"listing": listing, "home": home_of(listing)})
    return _act(request, listing, withdraw, "Taken back. You can change it and send it again.")


def _act(request: SignedInRequest, listing: Listing, act: Callable[..., object], done: str) -> HttpResponse:
    try:
        made = act(user=request.user, listing=listing)
    except Stale:
        raise
    except ListingError as problem:
        context = {"listing": listing, "problem": problem.message, "home": home_of(listing)}
        return render(request, "portal/not_now.html", context, status=409)
    at_once = isinstance(made, ReviewTaskState) and made.automatic
    messages.success(request, "Families see your change now. The council may look at it later." if at_once else done)
    return redirect(home_of(listing))
