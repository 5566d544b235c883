"""A message to the people of one organisation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from providers.listings.models import Organisation
from providers.upkeep.forms import MessageForm
from providers.upkeep.services.messages import addressees_of, write_to_organisations
from providers.upkeep.views.frame import say_sent, show
from tenants.accounts.models import User
from tenants.desk.gates import officer_view


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def organisation(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """Write the message; POST sends it. 422 without a subject or a message."""
    found = get_object_or_404(Organisation, uuid=uuid)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reached = write_to_organisations(user=officer, organisations=[found], **form.cleaned_data)
        say_sent(request, len(reached), 1)
        return redirect("review:organisation", uuid)
    context = {
        "organisation": found,
        "to": addressees_of([found])[0],
        "form": form,
        "back": reverse("review:organisation", args=[uuid]),
    }
    title = f"Write to {found.name}"
    return show(request, "upkeep/contact.html", title, context, status=422 if form.errors else 200)
