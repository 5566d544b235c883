"""An organisation's own details, and starting a new service of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from providers.listings.data import OrganisationData, ServiceData
from providers.listings.errors import EditConflict, ListingError
from providers.listings.models import Organisation
from providers.listings.services import create_service, save_organisation_draft
from providers.portal.access import organisation_view
from providers.portal.drafts import based_on
from providers.portal.forms.organisation import NewServiceForm, OrganisationForm
from providers.review.selectors import latest_reason, status_of
from tenants.accounts.requests import SignedInRequest


@organisation_view
def details(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """The organisation's details: a draft is saved, then sent to the council like a service."""
    data = OrganisationData.from_organisation(organisation.get_latest_revision_as_object())
    form = OrganisationForm.answered(request.POST) if request.method == "POST" else OrganisationForm.starting_from(data)
    if form.is_bound and form.is_valid():
        return _save(request, organisation, form.applied_to(data))
    return _render(request, organisation, form, status=422 if form.is_bound else 200)


def _save(request: SignedInRequest, organisation: Organisation, data: OrganisationData) -> HttpResponse:
    try:
        save_organisation_draft(user=request.user, organisation=organisation, data=data, based_on=based_on(request))
    except EditConflict as conflict:
        context = {"listing": organisation, "conflict": conflict, "answers": request.POST}
        return render(request, "portal/conflict.html", context, status=409)
    except ListingError as problem:
        context = {"listing": organisation, "problem": problem.message}
        return render(request, "portal/not_now.html", context, status=409)
    messages.success(request, "Saved. Send it to the council when you are ready.")
    return redirect("portal:organisation", uuid=organisation.uuid)


def _render(request: SignedInRequest, organisation: Organisation, form: OrganisationForm, status: int) -> HttpResponse:
    context = {
        "organisation": organisation,
        "form": form,
        "revision_id": organisation.latest_revision_id,
        "status": status_of(organisation),
        "reason": latest_reason(organisation),
    }
    return render(request, "portal/organisation.html", context, status=status)


@organisation_view
def new_service(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Name a new service; the task list asks the rest."""
    form = NewServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service = create_service(
            user=request.user, organisation=organisation, data=ServiceData(name=form.cleaned_data["name"])
        )
        return redirect("portal:service", uuid=service.uuid)
    context = {"organisation": organisation, "form": form}
    return render(request, "portal/new_service.html", context, status=422 if form.is_bound else 200)
