"""What changes at once, without review: temporarily closed, still correct."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from providers.listings.checking import confirm_still_correct
from providers.listings.models import Service
from providers.listings.services import set_temporarily_closed
from providers.portal.access import service_view
from providers.portal.forms.base import text
from tenants.accounts.requests import SignedInRequest


class ClosedForm(forms.Form):
    """Whether families find it closed for now, and what they are told."""

    temporarily_closed = forms.BooleanField(label="This service is closed for now", required=False)
    note = text("What should families know?", hint="For example: we open again on 6 January.", most=300)


@service_view
def closed(request: SignedInRequest, service: Service) -> HttpResponse:
    """Mark it closed for now, or open again."""
    shown = {"temporarily_closed": service.state.temporarily_closed, "note": service.state.closed_note}
    form = ClosedForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        set_temporarily_closed(
            user=request.user, service=service, closed=answers["temporarily_closed"], note=answers["note"]
        )
        messages.success(
            request,
            "Families see it as closed for now." if answers["temporarily_closed"] else "Families see it as open.",
        )
        return redirect("portal:service", uuid=service.uuid)
    return render(
        request, "portal/closed.html", {"service": service, "form": form}, status=422 if form.is_bound else 200
    )


@service_view
def still_correct(request: SignedInRequest, service: Service) -> HttpResponse:
    """Say that everything is still true today."""
    if request.method != "POST":
        return render(request, "portal/still_correct.html", {"service": service})
    confirm_still_correct(user=request.user, service=service)
    messages.success(request, "Thank you. Families see that it was checked today.")
    return redirect("portal:service", uuid=service.uuid)
