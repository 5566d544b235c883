"""A listing's notes and messages, for officers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from providers.conversations.forms import WriteForm
from providers.conversations.models import Note, about
from providers.conversations.selectors import talk_of
from providers.conversations.services import add_note, remove_note, write_message
from providers.listings.models import Membership, Organisation, Service
from providers.listings.permissions import Listing, organisation_id_of
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.headings import heading

READS_AND_ACTS = ["GET", "HEAD", "POST"]


@require_http_methods(READS_AND_ACTS)
@officer_view
def service(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """What is written about a service; POST writes a note or a message, or takes a note away."""
    return _page(request, officer, get_object_or_404(Service.objects.select_related("organisation"), uuid=uuid))


@require_http_methods(READS_AND_ACTS)
@officer_view
def organisation(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """The same about an organisation itself."""
    return _page(request, officer, get_object_or_404(Organisation, uuid=uuid))


def _page(request: HttpRequest, officer: User, listing: Listing) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "remove":
        _remove(request, officer, listing)
        return redirect(request.path)
    form = WriteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["text"]
        if act == "note":
            add_note(user=officer, listing=listing, text=words)
            messages.success(request, "Noted. Only officers read it.")
        else:
            write_message(user=officer, listing=listing, text=words, from_council=True)
            messages.success(request, "Sent. Its people read it on their page, and get it by email.")
        return redirect(request.path)
    kind = "service" if isinstance(listing, Service) else "organisation"
    context = {
        "listing": listing,
        "talk": talk_of(listing),
        "form": form,
        "act": act,
        "written_to": Membership.objects.writers().filter(organisation=organisation_id_of(listing)).exists(),
        **heading(
            f"Notes and messages about {listing.name}",
            "comment",
            above=(reverse(f"review:{kind}", args=[listing.uuid]), listing.name),
            crumb="Notes and messages",
        ),
    }
    return render(request, "conversations/desk.html", context, status=422 if form.errors else 200)


def _remove(request: HttpRequest, officer: User, listing: Listing) -> None:
    given = request.POST.get("note", "")
    note = Note.objects.filter(**about(listing), pk=given).first() if given.isdecimal() and len(given) < 19 else None
    if note is not None:
        remove_note(user=officer, note=note)
    messages.success(request, "The note is gone.")
