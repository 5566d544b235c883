"""Claims: the list, and one with its evidence and the officer's decision."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from providers.listings.errors import ListingError
from providers.people.forms import ClaimFilters, DecideForm
from providers.people.models import Claim
from providers.people.selectors import assessment_of, claims_for_officers
from providers.people.services.claims import approve_claim, decline_claim
from tenants.accounts.models import User
from tenants.desk.gates import officer_view
from tenants.desk.headings import heading
from tenants.desk.pages import page_of


@require_safe
@officer_view
def index(request: HttpRequest, officer: User) -> HttpResponse:
    """Claims, the one that has waited longest first. A filter that isn't known is 400 beside the open ones."""
    filters = ClaimFilters({"state": Claim.State.OPEN, **request.GET.dict()})
    known = filters.is_valid()
    chosen = filters.cleaned_data if known else {"state": Claim.State.OPEN, "kind": ""}
    state = "" if chosen["state"] == "all" else chosen["state"]
    context = {
        "filters": filters,
        **page_of(request, claims_for_officers(state=state, kind=chosen["kind"]), "claim"),
        **heading("Claims", "key"),
    }
    return render(request, "people/desk/claims.html", context, status=200 if known else 400)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_view
def claim(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """One claim with its evidence. Reading it is noted: it is personal data."""
    found = get_object_or_404(claims_for_officers(), uuid=uuid)
    assessment = assessment_of(found)
    owners = [owner.member for owner in assessment.owners if owner.member.user_id != found.user_id]
    form = DecideForm(request.POST if request.method == "POST" else None, claim=found, owners=owners)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, officer, found, form)
        except ListingError as refused:
            refusal = refused.message
            found = get_object_or_404(claims_for_officers(), uuid=uuid)
    else:
        log(instance=found.organisation, action="people.view_claim", user=officer, data={"claim": str(found.uuid)})
    context = {
        "claim": found,
        "assessment": assessment,
        "form": form,
        "refusal": refusal,
        "own": found.user_id == officer.pk,
        **heading(f"Claim: {found.wanted}", "key", above=(reverse("people:claims"), "Claims"), crumb=str(found.wanted)),
    }
    return render(request, "people/desk/claim.html", context, status=422 if form.is_bound else 200)


def _decide(request: HttpRequest, officer: User, found: Claim, form: DecideForm) -> HttpResponse:
    given = form.cleaned_data
    if given["decision"] == "approve":
        approve_claim(user=officer, claim=found, role=given.get("role") or "owner", out=given.get("out", ()))
        messages.success(request, f"Approved. {found.user} was told by email.")
    else:
        decline_claim(user=officer, claim=found, answer=given["answer"])
        messages.success(request, f"Declined. {found.user} was told by email.")
    return redirect("people:claims")
