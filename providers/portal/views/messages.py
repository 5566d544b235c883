"""The conversation with the council about a listing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from providers.conversations.forms import WriteForm
from providers.conversations.selectors import may_write, messages_of
from providers.conversations.services import write_message
from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.portal.access import organisation_view, service_view
from providers.portal.selectors import home_of
from tenants.accounts.requests import SignedInRequest

READS_AND_ACTS = ["GET", "HEAD", "POST"]


@require_http_methods(READS_AND_ACTS)
@service_view
def service(request: SignedInRequest, service: Service) -> HttpResponse:
    """What was written about a service; POST writes to the council."""
    return _page(request, service)


@require_http_methods(READS_AND_ACTS)
@organisation_view
def organisation(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """The same about an organisation's own details."""
    return _page(request, organisation)


def _page(request: SignedInRequest, listing: Listing) -> HttpResponse:
    form = WriteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        write_message(user=request.user, listing=listing, text=form.cleaned_data["text"], from_council=False)
        messages.success(request, "Sent to the council. We will answer by email, and here.")
        return redirect(request.path)
    context = {
        "listing": listing,
        "home": home_of(listing),
        "written": messages_of(listing),
        "form": form,
        "may_write": may_write(request.user, listing, from_council=False),
    }
    return render(request, "portal/messages.html", context, status=422 if form.errors else 200)
