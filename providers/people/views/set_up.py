"""Setting a provider up on the phone: an organisation with its owner's invitation, or an invitation to one there is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from providers.listings.data import OrganisationData
from providers.listings.models import Organisation
from providers.people.errors import PeopleError
from providers.people.forms import FindForm, SetUpForm
from providers.people.lookup import organisations_named
from providers.people.services.set_up import set_up_organisation
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.headings import heading


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def set_up(request: HttpRequest, officer: User) -> HttpResponse:
    """Find what is there and invite to it, or make a new organisation and invite its owner, in one step."""
    find = FindForm(request.GET)
    words = find.cleaned_data["q"] if find.is_valid() else ""
    form = SetUpForm(request.POST if request.method == "POST" else None)
    alike: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        alike = [] if "new" in request.POST else organisations_named(form.cleaned_data["name"])
        if not alike and _is_set_up(request, officer, form):
            return redirect("people:set-up")
    context = {
        "find": find,
        "words": words,
        "found": organisations_named(words) if words else [],
        "form": form,
        "alike": alike,
        **heading("Set up a provider", "user"),
    }
    return render(request, "people/desk/set_up.html", context, status=422 if form.is_bound else 200)


def _is_set_up(request: HttpRequest, officer: User, form: SetUpForm) -> bool:
    """Whether it is there now; else the form says why not."""
    data = OrganisationData(name=form.cleaned_data["name"], kind=form.cleaned_data["kind"])
    try:
        invitation = set_up_organisation(user=officer, data=data, email=form.cleaned_data["email"])
    except PeopleError as refused:
        form.add_error("email", refused.message)
        return False
    messages.success(request, f"{invitation.organisation} is there, and {invitation.email} is invited as its owner.")
    return True
