"""Telling the council that a need or topic is missing from the lists."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from providers.listings.errors import ListingError
from providers.listings.models import Service
from providers.listings.services.suggestions import suggest_term
from providers.portal.access import service_view
from providers.portal.forms.suggestion import SuggestForm
from providers.portal.selectors import suggestions_of
from tenants.accounts.requests import SignedInRequest


@service_view
def suggest(request: SignedInRequest, service: Service) -> HttpResponse:
    """Suggest a need or topic, and see what became of earlier suggestions."""
    form = SuggestForm(request.POST or None, initial={"vocabulary": request.GET.get("for", "")})
    if request.method == "POST" and form.is_valid():
        try:
            suggestion = suggest_term(user=request.user, service=service, **form.cleaned_data)
        except ListingError as problem:
            form.add_error("words", problem.message)
        else:
            messages.success(request, f"Sent to the council: “{suggestion.words}”.")
            return redirect("portal:suggest", uuid=service.uuid)
    context = {"service": service, "form": form, "suggestions": suggestions_of(service)}
    return render(request, "portal/suggest.html", context, status=422 if form.is_bound else 200)
