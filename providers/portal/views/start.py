"""What somebody does who has just registered: add an organisation, claim one, or wait for an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from providers.listings.models import Organisation
from providers.people.errors import PeopleError
from providers.people.lookup import organisations_like
from providers.people.services.set_up import start_organisation
from providers.portal.forms.start import KindForm, NewOrganisationForm, StartForm
from tenants.accounts.requests import SignedInRequest

WAYS = {"add": "portal:new-organisation", "claim": "portal:find", "wait": "portal:waiting"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: SignedInRequest) -> HttpResponse:
    """Ask what they would like to do."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect(WAYS[form.cleaned_data["way"]])
    return render(request, "portal/start.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@login_required
def waiting(request: SignedInRequest) -> HttpResponse:
    """What to tell a colleague who should invite them."""
    return render(request, "portal/waiting.html")


@require_safe
@login_required
def new_organisation(request: SignedInRequest) -> HttpResponse:
    """Ask for the kind first; the answer is in the next page's address."""
    if "kind" in request.GET:
        form = KindForm(request.GET)
        if form.is_valid():
            return redirect("portal:new-organisation-of-kind", kind=form.cleaned_data["kind"])
        return render(request, "portal/new_organisation_kind.html", {"form": form}, status=422)
    return render(request, "portal/new_organisation_kind.html", {"form": KindForm()})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_organisation_of_kind(request: SignedInRequest, kind: str) -> HttpResponse:
    """Ask for the name and the kind's numbers, show those that it may be already, and make a draft of it."""
    known = KindForm({"kind": kind})
    if not known.is_valid():
        return redirect("portal:new-organisation")
    form = NewOrganisationForm(request.POST if request.method == "POST" else None, kind=kind)
    alike: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        if "new" not in request.POST:
            alike = organisations_like(form.cleaned_data["name"], form.numbers)
        if not alike and (made := _start(request, form)):
            return redirect("portal:organisation", uuid=made.uuid)
    context = {"form": form, "alike": alike, "kind": kind}
    page = "portal/new_organisation_alike.html" if alike else "portal/new_organisation.html"
    return render(request, page, context, status=422 if form.errors else 200)


def _start(request: SignedInRequest, form: NewOrganisationForm) -> Organisation | None:
    try:
        made = start_organisation(user=request.user, data=form.organisation())
    except PeopleError as refused:
        form.add_error(None, refused.message)
        return None
    messages.success(request, f"{made.name} is added. Say more about it, then send it to the council.")
    return made
