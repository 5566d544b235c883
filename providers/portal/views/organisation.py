"""An organisation's own details, and starting a new service of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import Organisation
from providers.listings.services.listings import create_service
from providers.portal.access import organisation_view
from providers.portal.drafts import OpenPage, answer_page, opened_details
from providers.portal.forms.asked import Asked
from providers.portal.forms.organisation import NewServiceForm, organisation_questions
from providers.portal.typed import typed_in
from providers.review.selectors import latest_reason, status_of
from tenants.accounts.requests import SignedInRequest


@organisation_view
def details(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """The organisation's details: a draft is saved, then sent to the council like a service. Who presses `send` goes on
    to check what was just saved."""
    typed = typed_in(request)
    draft = opened_details(typed, organisation)

    def show(asked: Asked[OrganisationData], status: int) -> HttpResponse:
        context = {
            "organisation": organisation,
            "form": asked.form,
            "revision_id": draft.revision_id,
            "status": status_of(organisation),
            "reason": latest_reason(organisation),
            "typed": typed,
        }
        return render(request, "portal/organisation.html", context, status=status)

    def done() -> HttpResponse:
        if "send" in request.POST:
            return redirect("portal:submit-organisation", uuid=organisation.uuid)
        messages.success(request, "Saved. Send it to the council when you are ready.")
        return redirect("portal:organisation", uuid=organisation.uuid)

    questions = organisation_questions(draft.data.kind)
    return answer_page(request, OpenPage(organisation, draft, questions, typed), show=show, done=done)


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
