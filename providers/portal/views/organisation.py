"""An organisation's own details, its logo among them, and starting a new service of it."""

from dataclasses import replace

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from providers.listings.data import OrganisationData, ServiceData
from providers.listings.errors import ListingError
from providers.listings.file_checks import MOST_BYTES
from providers.listings.models import Organisation
from providers.listings.services.files import store_logo
from providers.listings.services.listings import create_service
from providers.portal.access import organisation_view
from providers.portal.drafts import OpenPage, answer_page, opened_details
from providers.portal.forms.asked import Asked
from providers.portal.forms.organisation import LOGO, NEW_LOGO, NewServiceForm, organisation_questions
from providers.portal.selectors import usable_logos
from providers.portal.typed import Why, typed_in
from providers.review.selectors import latest_reason, status_of
from tenants.accounts.requests import SignedInRequest
from tenants.files.errors import BadUpload


@organisation_view
def details(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """The organisation's details: a draft is saved, then sent to the council like a service. Who presses `send` goes on
    to check what was just saved. A logo that came is kept whatever else is wrong."""
    typed = typed_in(request)
    draft = opened_details(typed, organisation)
    problem = ""
    if typed is not None and typed.why is Why.SAVE:
        typed = replace(typed, answers=typed.answers.copy())
        problem = _take_logo(request, organisation, typed.answers)
    logos = usable_logos(organisation, draft.data)

    def show(asked: Asked[OrganisationData], status: int) -> HttpResponse:
        context = {
            "organisation": organisation,
            "form": asked.form,
            "revision_id": draft.revision_id,
            "status": status_of(organisation),
            "reason": latest_reason(organisation),
            "typed": typed,
            "logo": logos.get(draft.data.logo_id or 0),
            "new_logo": logos.get(_number(asked.form[NEW_LOGO].value())),
        }
        return render(request, "portal/organisation.html", context, status=status)

    def done() -> HttpResponse:
        if "send" in request.POST:
            return redirect("portal:submit-organisation", uuid=organisation.uuid)
        messages.success(request, "Saved. Send it to the council when you are ready.")
        return redirect("portal:organisation", uuid=organisation.uuid)

    questions = organisation_questions(draft.data.kind, logos, problem)
    return answer_page(request, OpenPage(organisation, draft, questions, typed), show=show, done=done)


def _take_logo(request: SignedInRequest, organisation: Organisation, answers: QueryDict) -> str:
    """Keep an uploaded logo and note it in the answers; gives what is wrong with it."""
    upload = request.FILES.get(LOGO)
    if not isinstance(upload, UploadedFile):
        return ""
    content = upload.read(MOST_BYTES + 1)
    try:
        stored = store_logo(user=request.user, organisation=organisation, name=upload.name or "logo", content=content)
    except BadUpload as problem:
        return str(problem)
    except ListingError as problem:
        return problem.message
    answers[NEW_LOGO] = str(stored.pk)
    answers.pop("remove_logo", None)  # it takes the other one's place
    return ""


def _number(given: object) -> int:
    """The key that an answer names; one of nothing when it names none."""
    return int(str(given)) if str(given).isdecimal() else 0


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
