"""`/provider/services/…/reported/`: what visitors say is wrong in a listing, for its people to answer with a button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cms.voice.errors import VoiceError
from cms.voice.forms.desk import PeopleForm
from cms.voice.kinds import FactAnswer
from cms.voice.selectors import facts_for_its_people
from cms.voice.services.answering import say_of_fact
from providers.listings.models import Service
from providers.listings.permissions import user_can_edit_listing
from providers.portal.access import service_view
from tenants.accounts.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@service_view
def reported(request: SignedInRequest, service: Service) -> HttpResponse:
    """Each fact with its quick answer; POST answers one. 422 without an answer; what an officer checked meanwhile leads
    back."""
    form = PeopleForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            said = FactAnswer(given["said"])
            say_of_fact(
                user=request.user, service=service, comment_id=given["comment"], said=said, words=given["words"]
            )
        except VoiceError as refused:
            messages.info(request, refused.message)
        else:
            messages.success(request, "Thank you. The council reads your answer.")
        return redirect(request.path)
    tried = form["comment"].value() if form is not None else None
    facts = facts_for_its_people(service)
    context = {
        "service": service,
        "facts": [(fact, form if str(fact.pk) == tried else _form_of(fact.pk)) for fact in facts],
        "form": form,
        "editable": user_can_edit_listing(request.user, service),
    }
    return render(request, "voice/reported.html", context, status=422 if form is not None else 200)


def _form_of(comment_id: int) -> PeopleForm:
    return PeopleForm(initial={"comment": comment_id}, auto_id=f"id_{comment_id}_%s")
