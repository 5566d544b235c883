"""Finding an organisation or service that is there, asking the council to look after it, and taking that back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from providers.listings.errors import ListingError, NotAllowed
from providers.listings.models import Organisation, Service
from providers.people.errors import PeopleError
from providers.people.lookup import listings_found, public_organisations, public_services
from providers.people.models import Claim
from providers.people.selectors import organisations_owned
from providers.people.services.claims import claim_organisation, claim_service, withdraw_claim
from providers.portal.forms.claims import ClaimForm, ClaimOrganisationForm, ClaimServiceForm
from providers.portal.forms.start import FindForm
from tenants.accounts.requests import SignedInRequest


@require_safe
@login_required
def find(request: SignedInRequest) -> HttpResponse:
    """Find what one would like to look after, among what families can see."""
    form = FindForm(request.GET if "q" in request.GET else None)
    found = listings_found(form.cleaned_data["q"]) if form.is_valid() else None
    return render(request, "portal/find.html", {"form": form, "found": found}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def organisation(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Claim a public organisation."""
    wanted = get_object_or_404(public_organisations(), uuid=uuid)
    form = ClaimOrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = form.cleaned_data["kind"]
            claim_organisation(user=request.user, organisation=wanted, kind=kind, evidence=form.evidence())
        except PeopleError as refused:
            form.add_error(None, refused.message)
        else:
            return _sent(request, wanted)
    return _render(request, wanted, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def service(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Claim a public service for one's own organisation; a person without one adds or claims that first."""
    wanted = get_object_or_404(public_services(), uuid=uuid)
    homes = organisations_owned(request.user).exclude(pk=wanted.organisation_id)
    if not homes:
        return render(request, "portal/claim_needs_home.html", {"wanted": wanted})
    form = ClaimServiceForm(request.POST if request.method == "POST" else None, homes=homes)
    if request.method == "POST" and form.is_valid():
        try:
            home = form.cleaned_data["new_home"]
            claim_service(user=request.user, service=wanted, new_home=home, evidence=form.evidence())
        except ListingError as refused:
            form.add_error(None, refused.message)
        else:
            return _sent(request, wanted)
    return _render(request, wanted, form)


@require_POST
@login_required
def withdraw(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Take one's own claim back."""
    claim = get_object_or_404(Claim.objects.select_related("organisation", "service"), uuid=uuid, user=request.user)
    try:
        withdraw_claim(user=request.user, claim=claim)
    except NotAllowed as refused:
        raise Http404 from refused
    except ListingError as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"You no longer ask to look after {claim.wanted}.")
    return redirect("portal:dashboard")


def _sent(request: SignedInRequest, wanted: Organisation | Service) -> HttpResponse:
    messages.success(request, f"Sent. The council checks that you look after {wanted}, and answers by email.")
    return redirect("portal:dashboard")


def _render(request: SignedInRequest, wanted: Organisation | Service, form: ClaimForm) -> HttpResponse:
    return render(request, "portal/claim.html", {"wanted": wanted, "form": form}, status=422 if form.is_bound else 200)
