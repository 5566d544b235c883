"""Setting a provider up on the phone: an organisation with its owner's invitation or kept by the council, or an
invitation to one there is; and which address somebody is registered under."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from providers.listings.data import OrganisationData
from providers.listings.models import Organisation
from providers.people.errors import PeopleError
from providers.people.forms import FindForm, SetUpForm
from providers.people.lookup import organisations_named
from providers.people.selectors import people_found
from providers.people.services.set_up import keep_for_council, set_up_for_council, set_up_organisation
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.headings import heading


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def set_up(request: HttpRequest, officer: User) -> HttpResponse:
    """Find what is there, organisations and people, or make a new organisation in one step."""
    find = FindForm(request.GET)
    words = find.cleaned_data["q"] if find.is_valid() else ""
    form = SetUpForm(request.POST if request.method == "POST" else None)
    alike: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        alike = [] if "new" in request.POST else organisations_named(form.cleaned_data["name"])
        if not alike and (made := _set_up(request, officer, form)):
            return redirect("review:organisation", uuid=made.uuid)
    context = {
        "find": find,
        "words": words,
        "found": organisations_named(words) if words else [],
        "people": people_found(words) if words else [],
        "form": form,
        "alike": alike,
        **heading("Set up a provider", "user"),
    }
    return render(request, "people/desk/set_up.html", context, status=422 if form.is_bound else 200)


@require_POST
@officer_view
def keep(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """Say whether the council keeps an organisation's listings true while nobody of its own does."""
    organisation = get_object_or_404(Organisation, uuid=uuid)
    kept = request.POST.get("keep") != "no"
    keep_for_council(user=officer, organisation=organisation, kept=kept)
    said = "The council keeps it while nobody of its own does." if kept else "The council no longer keeps it."
    messages.success(request, said)
    return redirect("review:organisation", uuid=organisation.uuid)


def _set_up(request: HttpRequest, officer: User, form: SetUpForm) -> Organisation | None:
    """The organisation as it is there now; None where the form says why not."""
    data = OrganisationData(name=form.cleaned_data["name"], kind=form.cleaned_data["kind"])
    email = form.cleaned_data["email"]
    if not email:
        made = set_up_for_council(user=officer, data=data)
        messages.success(request, f"{made} is there, and the council keeps it. Add what it offers.")
        return made
    try:
        invitation = set_up_organisation(user=officer, data=data, email=email)
    except PeopleError as refused:
        form.add_error("email", refused.message)
        return None
    messages.success(request, f"{invitation.organisation} is there, and {invitation.email} is invited as its owner.")
    return invitation.organisation
