"""All listings of the council with where each stands; and one listing's history, with hiding it and trusting it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.listings.provenance import live_provenance
from providers.listings.services.suspension import lift_suspension, set_trusted, suspend
from providers.review.desk.changes import index_entries, index_entry, organisations_named, rounds_of, services_named
from providers.review.errors import ListingError
from providers.review.forms import ListingFilters, SuspendForm
from providers.review.history import events_of
from providers.review.selectors import current_submission
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of

READS_AND_ACTS = ["GET", "HEAD", "POST"]


@require_safe
@officer_view
def index(request: HttpRequest, officer: User) -> HttpResponse:
    """Services, or organisations, by name, a page at a time."""
    filters = ListingFilters(request.GET)
    known = filters.is_valid()
    chosen = filters.cleaned_data if known else {"q": "", "show": ""}
    organisations = chosen["show"] == "organisations"
    found = organisations_named(chosen["q"]) if organisations else services_named(chosen["q"])
    paging = page_of(request, found, "organisation" if organisations else "service")
    context = {
        "filters": filters,
        "words": chosen["q"],
        "organisations": organisations,
        "entries": index_entries(list(paging["page_obj"])),
        **heading("Listings", "list-ul"),
        **paging,
    }
    return render(request, "review/listings.html", context, status=200 if known else 400)


@require_http_methods(READS_AND_ACTS)
@officer_view
def service(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """A service's history, and what the council can do with it at once."""
    found = get_object_or_404(Service.objects.select_related("organisation", "state"), uuid=uuid)
    return _listing(request, officer, found)


@require_http_methods(READS_AND_ACTS)
@officer_view
def organisation(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """An organisation's history, and what the council can do with it at once."""
    return _listing(request, officer, get_object_or_404(Organisation, uuid=uuid))


def _listing(request: HttpRequest, officer: User, listing: Listing) -> HttpResponse:
    form = SuspendForm()
    if request.method == "POST":
        form = SuspendForm(request.POST)
        if request.POST.get("act") != "suspend" or form.is_valid():
            _act(request, officer, listing, form)
            return redirect(request.path)
    context = {
        "entry": index_entry(listing),
        "form": form,
        "suspended": _suspension(listing),
        "provenance": live_provenance(listing) if isinstance(listing, Service) else None,
        "submissions": rounds_of(listing),
        "events": events_of(listing, for_council=True),
        "waiting": current_submission(listing),
        **heading(
            f"History of {listing.name}", "list-ul", above=(reverse("review:listings"), "Listings"), crumb=listing.name
        ),
    }
    return render(request, "review/history.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest, officer: User, listing: Listing, form: SuspendForm) -> None:
    """Do what a button of the page says, and tell what came of it. An unknown button does nothing."""
    act = request.POST.get("act")
    try:
        if act == "suspend":
            suspend(user=officer, listing=listing, reason=form.cleaned_data["reason"])
            messages.success(request, "Suspended: families can't see it any more.")
        elif act == "lift":
            lift_suspension(user=officer, listing=listing)
            messages.success(request, "The suspension is lifted: families see what is live of it again.")
        elif act in {"trust", "distrust"} and isinstance(listing, Organisation):
            set_trusted(user=officer, organisation=listing, trusted=act == "trust")
            said = "may go live by the council's rules" if act == "trust" else "wait for an officer"
            messages.success(request, f"Its small changes {said} from now on.")
    except ListingError as refusal:
        messages.error(request, refusal.message)


def _suspension(listing: Listing) -> dict[str, object]:
    holder = listing.state if isinstance(listing, Service) else listing
    return {"now": holder.suspended, "reason": holder.suspended_reason}
